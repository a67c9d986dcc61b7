/*
 * The four library functions that compilers call on their own even in freestanding code. Declared
 * here so that no libc header is needed; a firmware without libc compiles pex_mem.c, which
 * provides them.
 */
#ifndef PEX_MEM_H
#define PEX_MEM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void *memcpy(void *destination, const void *source, size_t bytes);
void *memmove(void *destination, const void *source, size_t bytes);
void *memset(void *destination, int value, size_t bytes);
int memcmp(const void *left, const void *right, size_t bytes);

#ifdef __cplusplus
}
#endif

#endif
