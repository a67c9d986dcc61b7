/*
 * The functions of pex_mem.c, compared with the host's.
 * Its header is included beside <string.h> to show that the two go together.
 */
#include "kernels_test.h"
#include "pex_mem.h"

#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif
/* The functions of pex_mem.c, renamed by the build so that they do not replace those of the host. */
void *pex_test_memcpy(void *destination, const void *source, size_t bytes);
void *pex_test_memmove(void *destination, const void *source, size_t bytes);
void *pex_test_memset(void *destination, int value, size_t bytes);
int pex_test_memcmp(const void *left, const void *right, size_t bytes);
#ifdef __cplusplus
}
#endif

static int sign(int x) {
    return (x > 0) - (x < 0);
}

void test_memory(int cases) {
    uint8_t a[64];
    uint8_t b[64];
    for (report.number = 0; report.number < cases; report.number++) {
        const int bytes = range(0, 32);
        const int from = range(0, 32);
        const int to = range(0, 32);
        const int value = range(-300, 300);
        int i;
        for (i = 0; i < COUNT_OF(a); i++) {
            a[i] = b[i] = (uint8_t)random_bits();
        }
        check(pex_test_memmove(a + to, a + from, (size_t)bytes) == a + to, "memmove returns its destination");
        memmove(b + to, b + from, (size_t)bytes);
        check(memcmp(a, b, sizeof(a)) == 0, "memmove");
        check(pex_test_memset(a + to, value, (size_t)bytes) == a + to, "memset returns its destination");
        memset(b + to, value, (size_t)bytes);
        check(memcmp(a, b, sizeof(a)) == 0, "memset");
        a[from] = (uint8_t)random_bits();
        check(sign(pex_test_memcmp(a, b, sizeof(a))) == sign(memcmp(a, b, sizeof(a))), "memcmp");
        check(pex_test_memcpy(b, a, (size_t)bytes) == b, "memcpy returns its destination");
        check(memcmp(a, b, (size_t)bytes) == 0, "memcpy");
    }
}
