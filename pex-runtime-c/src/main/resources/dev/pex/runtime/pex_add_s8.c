/*
 * Addition, int8. Both operands are brought to one fine scale, added, and brought to the output's:
 *
 *     a = requantize((left + left_offset) * 2^left_shift, left_scale), b likewise from right
 *     output = clamp(requantize(a + b, output_scale) + output_offset)
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_kernels.h"

static int32_t term(int32_t x, int32_t left_shift, const pex_scale *scale) {
    return pex_requantize(x * (int32_t)((uint32_t)1 << left_shift), scale->multiplier, scale->shift);
}

void pex_add_s8(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *lefts = (const int8_t *)arena;
    const int8_t *rights = args->constant != NULL ? args->constant : (const int8_t *)arena;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            uint32_t left = pex_pixel(&args->left, row, column) +
                            (uint32_t)part->channel_start * args->left_channel_stride;
            uint32_t right = pex_pixel(&args->right, row, column) +
                             (uint32_t)part->channel_start * args->right_channel_stride;
            uint32_t output = pex_pixel(&args->output, row, column) + (uint32_t)part->channel_start;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t a = term(lefts[left] + args->left_offset, args->left_shift, &args->left_scale);
                const int32_t b =
                    term(rights[right] + args->right_offset, args->left_shift, &args->right_scale);
                const int32_t sum =
                    pex_requantize(a + b, args->output_scale.multiplier, args->output_scale.shift);
                arena[output] = (uint8_t)pex_clamp(sum + args->output_offset, args->minimum, args->maximum);
                left += args->left_channel_stride;
                right += args->right_channel_stride;
                output++;
            }
        }
    }
}
