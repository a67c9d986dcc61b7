/*
 * Maximum along the axes whose count is not 1, int8:
 *
 *     output = max(x)
 *
 * over count_rows x count_columns x count_channels elements. The output's index along a reduced axis
 * is 0, so that its index along every axis is that of the first element. Nothing is scaled: input and
 * output share one quantisation.
 *
 * Loop order: reduced elements innermost, so that a maximum stays in a register and no scratch is needed;
 * the inner loop runs over channels, or, where these are not reduced, over columns.
 */
#include "pex_kernels.h"

void pex_reduce_max_s8(const pex_reduce_max_s8_args *args, uint8_t *arena, const pex_part *part) {
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
                int32_t largest = -128;
                for (r = 0; r < args->count_rows; r++) {
                    uint32_t x = pex_pixel(&args->input, row + r, column) + (uint32_t)channel;
                    for (i = 0; i < outer; i++) {
                        uint32_t y = x;
                        for (j = 0; j < inner; j++) {
                            largest = input[y] > largest ? input[y] : largest;
                            y += inner_step;
                        }
                        x += args->input.pixel_stride;
                    }
                }
                arena[output + (uint32_t)channel] = (uint8_t)largest;
            }
        }
    }
}
