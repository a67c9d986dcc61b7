/* Random numbers, the count of checks, and memory at any alignment. */
#include "kernels_test.h"

test_report report = {"", 0, 0, 0, 0};

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

void random_fill(uint8_t *bytes, size_t count) {
    uint32_t bits = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        bits = i % 4 == 0 ? random_bits() : bits >> 8;
        bytes[i] = (uint8_t)bits;
    }
}

void check(int ok, const char *what) {
    report.checks++;
    if (!ok) {
        report.failures++;
        if (report.failures <= 20) {
            print("FAIL ");
            print(report.name);
            print(", seed ");
            print_number(report.seed);
            print(", case ");
            print_number((uint32_t)report.number);
            print(": ");
            print(what);
            print_end();
        }
    }
}

/* The byte before holds the distance from the start of the allocated memory. */
int8_t *allocate_anywhere(size_t bytes, int alignment) {
    const int skipped = alignment * range(1, 16 / alignment);
    int8_t *memory = (int8_t *)allocate((size_t)skipped + bytes) + skipped;
    memory[-1] = (int8_t)skipped;
    return memory;
}

void release_anywhere(int8_t *memory) {
    if (memory != NULL) {
        release(memory - memory[-1]);
    }
}
