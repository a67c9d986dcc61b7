/*
 * memcpy, memmove, memset and memcmp for firmware without a C library. Leave this file out when the
 * firmware links one.
 *
 * Bytes are accessed as volatile: compilers recognise loops that copy or fill and replace them by calls of
 * these functions, which would then call themselves endlessly.
 */
#define PEX_MEM_DEFINES
#include "pex_mem.h"

#include <stdint.h>

void *memcpy(void *destination, const void *source, size_t bytes) {
    volatile uint8_t *to = (volatile uint8_t *)destination;
    const volatile uint8_t *from = (const volatile uint8_t *)source;
    size_t i;
    for (i = 0; i < bytes; i++) {
        to[i] = from[i];
    }
    return destination;
}

void *memmove(void *destination, const void *source, size_t bytes) {
    volatile uint8_t *to = (volatile uint8_t *)destination;
    const volatile uint8_t *from = (const volatile uint8_t *)source;
    size_t i;
    if ((uintptr_t)destination <= (uintptr_t)source) {
        for (i = 0; i < bytes; i++) {
            to[i] = from[i];
        }
    } else {
        for (i = bytes; i > 0; i--) {
            to[i - 1] = from[i - 1];
        }
    }
    return destination;
}

void *memset(void *destination, int value, size_t bytes) {
    volatile uint8_t *to = (volatile uint8_t *)destination;
    size_t i;
    for (i = 0; i < bytes; i++) {
        to[i] = (uint8_t)value;
    }
    return destination;
}

int memcmp(const void *left, const void *right, size_t bytes) {
    const volatile uint8_t *a = (const volatile uint8_t *)left;
    const volatile uint8_t *b = (const volatile uint8_t *)right;
    size_t i;
    for (i = 0; i < bytes; i++) {
        const int difference = a[i] - b[i];
        if (difference != 0) {
            return difference;
        }
    }
    return 0;
}
