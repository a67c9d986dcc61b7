/* The integer primitives of docs/NUMERICS.md again, as signs and magnitudes in 64 bits. */
#include "kernels_test.h"

int32_t naive_high_multiply(int32_t a, int32_t b) {
    const int64_t product = (int64_t)a * b;
    const int64_t nudge = product >= 0 ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (int32_t)((product + nudge) / ((int64_t)1 << 31));
}

int32_t naive_rounding_divide(int32_t x, int exponent) {
    const int64_t divisor = (int64_t)1 << exponent;
    const int64_t magnitude = x < 0 ? -(int64_t)x : (int64_t)x;
    const int64_t quotient = (2 * magnitude + divisor) / (2 * divisor);
    return (int32_t)(x < 0 ? -quotient : quotient);
}

int32_t naive_requantize(int32_t x, int32_t multiplier, int32_t shift) {
    int64_t shifted = x;
    int i;
    for (i = 0; i < shift; i++) {
        shifted *= 2;
    }
    if (shifted > INT32_MAX || shifted < INT32_MIN) {
        stop("the test's own constants overflow");
    }
    return naive_rounding_divide(naive_high_multiply((int32_t)shifted, multiplier), shift < 0 ? -shift : 0);
}

int32_t naive_clamp(int32_t x, int32_t low, int32_t high) {
    if (x < low) {
        return low;
    }
    return x > high ? high : x;
}
