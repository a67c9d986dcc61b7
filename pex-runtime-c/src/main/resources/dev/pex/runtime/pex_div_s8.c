/*
 * Division, int8, by the reciprocal of the divisor:
 *
 *     a = left + left_offset, b = right + right_offset; of both the sign of b is taken away
 *     output = clamp(a * (1 / b), rounded to 31 bits, scaled and rounded, + output_offset)
 *
 * 1 / b is the reciprocal of a number from 1 to 2, Q0.31, times a power of two; a is shifted left as far as
 * it goes, which leaves the product 31 bits. Neighbours often have the same divisor, whose reciprocal is
 * kept.
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_kernels.h"

/* A positive divisor as 2^exponent / reciprocal, the reciprocal Q0.31. */
typedef struct {
    int32_t divisor;
    int32_t reciprocal;
    int32_t exponent;
} inverse;

/* Bits of a number from 0 to 255. */
static int32_t bits(int32_t x) {
    int32_t n = 0;
    while (x != 0) {
        x >>= 1;
        n++;
    }
    return n;
}

static void invert(inverse *result, int32_t divisor) {
    const int32_t n = bits(divisor);
    const uint32_t fraction = ((uint32_t)divisor << (32 - n)) & 0x7fffffffu; /* divisor * 2^(1 - n) - 1 */
    result->divisor = divisor;
    result->exponent = n - 1;
    result->reciprocal = pex_one_over_one_plus((int32_t)fraction);
}

static int32_t quotient(int32_t dividend, const inverse *by, const pex_scale *scale) {
    const int32_t headroom = 31 - bits(dividend < 0 ? -1 - dividend : dividend);
    const int32_t shifted = (int32_t)((uint32_t)dividend << headroom);
    const int32_t scaled =
        pex_doubling_high_multiply(pex_doubling_high_multiply(shifted, by->reciprocal), scale->multiplier);
    const int32_t right = by->exponent + headroom - scale->shift;
    return right > 31 ? 0 : pex_rounding_shift_right(scaled, right);
}

static PEX_NOINLINE void compute(const pex_run *run, const void *constants) {
    const pex_div_s8_args *args = (const pex_div_s8_args *)constants;
    const int8_t *left = run->left;
    const int8_t *right = run->right;
    inverse by = {0, 0, 0};
    uint32_t i;
    for (i = 0; i < run->count; i++) {
        const int32_t b = *right + args->right_offset;
        const int32_t divisor = b < 0 ? -b : b;
        const int32_t a = *left + args->left_offset;
        int32_t result;
        if (divisor != by.divisor) {
            invert(&by, divisor);
        }
        result = quotient(b < 0 ? -a : a, &by, &args->scale);
        run->output[i] = (uint8_t)pex_clamp(result + args->output_offset, args->minimum, args->maximum);
        left += run->left_step;
        right += run->right_step;
    }
}

void pex_div_s8(const pex_div_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_run(&args->operands, arena, part, compute, args);
}
