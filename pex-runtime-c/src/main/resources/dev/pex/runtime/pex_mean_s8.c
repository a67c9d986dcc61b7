/*
 * Mean or sum along the axes whose count is not 1, int8; which of them is in the scale:
 *
 *     output = clamp(requantize(sum(x) - bias) + output_offset)
 *
 * over count_rows x count_columns x count_channels elements. The output's index along an averaged axis
 * is 0, so that its index along every axis is that of the first element to sum.
 *
 * Loop order: averaged elements innermost, so that a sum stays in a register and no scratch is needed;
 * the inner loop runs over channels, or, where these are not averaged, over columns.
 */
#include "pex_kernels.h"

void pex_mean_s8(const pex_mean_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    uint32_t inner = args->count_channels;
    uint32_t inner_step = 1;
    uint32_t outer = args->count_columns;
    int32_t row;
    int32_t column;
    int32_t channel;
    int32_t r;
    uint32_t i;
    uint32_t j;
    if (inner == 1) {
        inner = outer;
        inner_step = args->input.pixel_stride;
        outer = 1;
    }
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = pex_pixel(&args->output, row, column);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t sum = 0;
                for (r = 0; r < args->count_rows; r++) {
                    uint32_t x = pex_pixel(&args->input, row + r, column) + (uint32_t)channel;
                    for (i = 0; i < outer; i++) {
                        uint32_t y = x;
                        for (j = 0; j < inner; j++) {
                            sum += input[y];
                            y += inner_step;
                        }
                        x += args->input.pixel_stride;
                    }
                }
                sum = pex_requantize(sum - args->bias, args->scale.multiplier, args->scale.shift);
                arena[output + (uint32_t)channel] = (uint8_t)pex_clamp(sum + args->output_offset, -128, 127);
            }
        }
    }
}
