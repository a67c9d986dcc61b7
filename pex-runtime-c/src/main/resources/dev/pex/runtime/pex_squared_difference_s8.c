/*
 * Square of a difference, int8. Both operands are converted to one fine scale and subtracted, and the square
 * is converted to the output's:
 *
 *     a = requantize((left + left_offset) * 2^left_shift, left_scale), b likewise from right
 *     output = clamp(requantize((a - b)^2, output_scale) + output_offset)
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_kernels.h"

static int32_t term(int32_t x, int32_t left_shift, const pex_scale *scale) {
    return pex_requantize(x * (int32_t)((uint32_t)1 << left_shift), scale->multiplier, scale->shift);
}

static PEX_NOINLINE void compute(const pex_run *run, const void *constants) {
    const pex_squared_difference_s8_args *args = (const pex_squared_difference_s8_args *)constants;
    const int8_t *left = run->left;
    const int8_t *right = run->right;
    uint32_t i;
    for (i = 0; i < run->count; i++) {
        const int32_t a = term(*left + args->left_offset, args->left_shift, &args->left_scale);
        const int32_t b = term(*right + args->right_offset, args->left_shift, &args->right_scale);
        const int32_t square =
            pex_requantize((a - b) * (a - b), args->output_scale.multiplier, args->output_scale.shift);
        run->output[i] = (uint8_t)pex_clamp(square + args->output_offset, -128, 127);
        left += run->left_step;
        right += run->right_step;
    }
}

void pex_squared_difference_s8(const pex_squared_difference_s8_args *args, uint8_t *arena,
                               const pex_part *part) {
    pex_for_each_run(&args->operands, arena, part, compute, args);
}
