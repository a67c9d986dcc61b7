/*
 * Softmax over channels, int8, in fixed point:
 *
 *     output[k] = exp(x[k] - max) / sum(exp(x - max)), as an integer of scale 1/256 and zero point -128
 *
 * Qi.f names a fixed-point number with i integer and f fractional bits. Every product below rounds as
 * pex_doubling_high_multiply does, so the order of operations is part of the result.
 *
 * Loop order: three passes over the channels of a pixel: maximum, sum, results. The last one recomputes
 * the exponentials, which costs time but no scratch, and reads each element before its place is
 * written, so that the output may take the place of an input of equal layout.
 */
#include "pex_kernels.h"

/* exp(x) for -1/4 <= x < 0, Q0.31: the Taylor polynomial of degree 4 at -1/8. */
static int32_t exp_of_interval(int32_t x) {
    const int32_t exp_minus_eighth = 1895147668;
    const int32_t third = 715827883;
    const int32_t y = x + (1 << 28);
    const int32_t y2 = pex_doubling_high_multiply(y, y);
    const int32_t y3 = pex_doubling_high_multiply(y2, y);
    const int32_t y4 = pex_doubling_high_multiply(y2, y2);
    const int32_t cubic = pex_doubling_high_multiply(pex_rounding_shift_right(y4, 2) + y3, third);
    const int32_t tail = pex_rounding_shift_right(cubic + y2, 1);
    return exp_minus_eighth + pex_doubling_high_multiply(exp_minus_eighth, y + tail);
}

/*
 * exp(x) for x <= 0; x is Q5.26, the result Q0.31. x is a number of the interval above minus a multiple of
 * 1/4; each bit of that multiple contributes one constant factor.
 */
static int32_t exp_of_negative(int32_t x) {
    /* exp(-2^(i - 2)), Q0.31 */
    static const int32_t factors[7] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    const int32_t quarter = 1 << 24;
    const int32_t fraction = (int32_t)((uint32_t)x & (uint32_t)(quarter - 1)) - quarter;
    const uint32_t quarters = (uint32_t)(fraction - x) >> 24;
    int32_t result;
    uint32_t i;
    if (x == 0) {
        return INT32_MAX;
    }
    result = exp_of_interval(fraction * 32);
    for (i = 0; i < 7u; i++) {
        if (((quarters >> i) & 1u) != 0u) {
            result = pex_doubling_high_multiply(result, factors[i]);
        }
    }
    return result;
}

/* exp of a difference from the maximum, Q0.31. */
static int32_t exp_of_difference(const pex_softmax_s8_args *args, int32_t difference) {
    return exp_of_negative(pex_requantize(difference, args->input_scale.multiplier, args->input_scale.shift));
}

static void compute(const pex_pixel *pixel, const void *constants) {
    const pex_softmax_s8_args *args = (const pex_softmax_s8_args *)constants;
    const int8_t *input = (const int8_t *)pixel->input;
    const int32_t channels = (int32_t)pixel->channels;
    int32_t maximum = -128;
    int32_t reciprocal;
    int32_t exponent = 35;
    uint32_t sum = 0; /* Q12.19 */
    int32_t k;
    for (k = 0; k < channels; k++) {
        if (input[k] > maximum) {
            maximum = input[k];
        }
    }
    for (k = 0; k < channels; k++) {
        const int32_t difference = input[k] - maximum;
        if (difference >= args->minimum_difference) {
            sum += (uint32_t)pex_rounding_shift_right(exp_of_difference(args, difference), 12);
        }
    }
    /* The sum is at least 1, because of the maximum. Its leading bit is the 1 of 1 + x. */
    while (sum < 0x80000000u) {
        sum <<= 1;
        exponent--;
    }
    reciprocal = pex_one_over_one_plus((int32_t)(sum & 0x7FFFFFFFu));
    for (k = 0; k < channels; k++) {
        const int32_t difference = input[k] - maximum;
        int32_t q = -128;
        /* With an exponent above 31 the result is below 1/512, which rounds to 0. */
        if (difference >= args->minimum_difference && exponent <= 31) {
            const int32_t share = pex_doubling_high_multiply(reciprocal, exp_of_difference(args, difference));
            q = pex_clamp(pex_rounding_shift_right(share, exponent) - 128, -128, 127);
        }
        pixel->output[k] = (uint8_t)q;
    }
}

void pex_softmax_s8(const pex_softmax_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, 1u, &args->output, 1u, arena, part, compute, args);
}
