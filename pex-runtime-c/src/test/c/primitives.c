/* The inline functions that all kernels share: rounding arithmetic and the taps of a window. */
#include "kernels_test.h"

static int32_t random_s32(void) {
    static const int32_t edges[12] = {
        0, 1, -1, 2, -2, 1 << 30, -(1 << 30), (1 << 30) - 1, INT32_MAX, INT32_MAX - 1, -INT32_MAX, INT32_MIN};
    const int unused = range(0, 31);
    const int32_t x = (int32_t)(random_bits() >> unused);
    if (chance(40)) {
        return edges[range(0, COUNT_OF(edges) - 1)];
    }
    return chance(50) ? x : ~x;
}

void test_arithmetic(int cases) {
    for (report.number = 0; report.number < cases * 200; report.number++) {
        const int32_t x = random_s32();
        const int32_t y = random_s32();
        const int exponent = range(0, 31);
        if (x != INT32_MIN || y != INT32_MIN) {
            check(pex_doubling_high_multiply(x, y) == naive_high_multiply(x, y),
                  "pex_doubling_high_multiply");
        }
        if (x != INT32_MIN && (x != INT32_MAX || exponent != 1)) {
            check(pex_rounding_shift_right(x, exponent) == naive_rounding_divide(x, exponent),
                  "pex_rounding_shift_right");
        }
        {
            const int32_t multiplier = random_multiplier();
            const int shift = range(-31, 30);
            const int32_t bound = shift > 0 ? INT32_MAX >> shift : INT32_MAX;
            const int32_t z = naive_clamp(x, -bound, bound);
            check(pex_requantize(z, multiplier, shift) == naive_requantize(z, multiplier, shift),
                  "pex_requantize");
        }
        check(pex_clamp(x, -128, 127) == naive_clamp(x, -128, 127), "pex_clamp");
    }
}

void test_taps(int cases) {
    for (report.number = 0; report.number < cases * 20; report.number++) {
        const int input = range(1, 12);
        pex_window w;
        const int outputs = random_window(&w, input, 0);
        int output;
        int t;
        for (output = 0; output < outputs + 2; output++) {
            const pex_taps taps = pex_present_taps(&w, output);
            int ok = taps.count >= 0;
            for (t = 0; t < w.kernel; t++) {
                const int at = tap(&w, output, t);
                const int present = at >= 0 && at < input;
                ok = ok && present == (t >= taps.first && t < taps.first + taps.count);
            }
            check(ok, "pex_present_taps: which");
            check(taps.count == 0 || taps.position == tap(&w, output, taps.first), "pex_present_taps: where");
        }
    }
}
