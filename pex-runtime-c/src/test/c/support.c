/* Random numbers, the count of checks, and allocation. */
#include "kernels_test.h"

#include <stdio.h>
#include <stdlib.h>

test_report report = {"", 0, 0, 0};

static uint64_t random_state;

void random_start(uint64_t seed) {
    random_state = seed;
}

uint32_t random_bits(void) {
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

int range(int low, int high) {
    return low + (int)(random_bits() % (uint32_t)(high - low + 1));
}

int chance(int percent) {
    return range(0, 99) < percent;
}

int8_t random_s8(void) {
    return (int8_t)range(-128, 127);
}

void check(int ok, const char *what) {
    report.checks++;
    if (!ok) {
        report.failures++;
        if (report.failures <= 20) {
            printf("FAIL %s, case %d: %s\n", report.name, report.number, what);
        }
    }
}

void *allocate(size_t bytes) {
    void *memory = malloc(bytes == 0 ? 1 : bytes);
    if (memory == NULL) {
        puts("out of memory");
        exit(2);
    }
    return memory;
}
