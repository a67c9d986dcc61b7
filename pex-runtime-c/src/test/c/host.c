/*
 * The kernels' test as a program:
 *
 *     kernels_test [seed [cases per kernel [kernel]]]
 */
#include "kernels_test.h"

#include <stdio.h>
#include <stdlib.h>

void *allocate(size_t bytes) {
    void *memory = malloc(bytes == 0 ? 1 : bytes);
    if (memory == NULL) {
        stop("out of memory");
    }
    return memory;
}

void release(void *memory) {
    free(memory);
}

void print(const char *text) {
    fputs(text, stdout);
}

void print_number(uint32_t number) {
    printf("%lu", (unsigned long)number);
}

void print_end(void) {
    puts("");
}

void stop(const char *why) {
    puts(why);
    exit(2);
}

/* All of them: as twins in plain C. */
int runs(kernel_variant variant) {
    (void)variant;
    return 1;
}

/* The twins load bytes. */
void allow_words_anywhere(int allowed) {
    (void)allowed;
}

int main(int argc, char **argv) {
    const uint32_t seed = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1u;
    const int cases = argc > 2 ? atoi(argv[2]) : 200;
    printf("seed %lu, %d cases per kernel\n", (unsigned long)seed, cases);
    report.name = "memory";
    random_start(seed);
    test_memory(cases);
    test_kernels(seed, cases, argc > 3 ? argv[3] : NULL);
    printf("%lu checks, %lu failures\n", (unsigned long)report.checks, (unsigned long)report.failures);
    return report.failures == 0 ? 0 : 1;
}
