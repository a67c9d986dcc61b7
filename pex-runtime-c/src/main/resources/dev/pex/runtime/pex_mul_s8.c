/*
 * Multiplication, int8:
 *
 *     output = clamp(requantize((left + left_offset) * (right + right_offset)) + output_offset)
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_kernels.h"

static PEX_NOINLINE void compute(const pex_run *run, const void *constants) {
    const pex_mul_s8_args *args = (const pex_mul_s8_args *)constants;
    const int8_t *left = run->left;
    const int8_t *right = run->right;
    uint32_t i;
    for (i = 0; i < run->count; i++) {
        const int32_t product = (*left + args->left_offset) * (*right + args->right_offset);
        const int32_t scaled = pex_requantize(product, args->scale.multiplier, args->scale.shift);
        run->output[i] = (uint8_t)pex_clamp(scaled + args->output_offset, args->minimum, args->maximum);
        left += run->left_step;
        right += run->right_step;
    }
}

void pex_mul_s8(const pex_mul_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_run(&args->operands, arena, part, compute, args);
}
