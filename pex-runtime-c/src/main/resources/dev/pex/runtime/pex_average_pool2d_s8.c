/*
 * Average pooling, int8:
 *
 *     output[r][c][k] = clamp(sum(x[k]) / n)
 *
 * over the n taps that lie inside the input, rounded to nearest, ties away from zero. Raw values are
 * averaged: input and output share one quantisation. Padding is neither summed nor counted.
 *
 * Loop order: taps innermost, so that a sum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    const uint32_t pixel_step = args->columns.dilation * args->input.pixel_stride;
    int32_t row;
    int32_t column;
    int32_t channel;
    int32_t r;
    int32_t c;
    for (row = part->row_start; row < part->row_end; row++) {
        const pex_taps rows = pex_present_taps(&args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_taps columns = pex_present_taps(&args->columns, column);
            const uint32_t output = pex_pixel(&args->output, row, column);
            const int32_t count = rows.count * columns.count;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t sum = 0;
                for (r = 0; r < rows.count; r++) {
                    const int32_t input_row = rows.position + r * args->rows.dilation;
                    uint32_t x = pex_pixel(&args->input, input_row, columns.position) + (uint32_t)channel;
                    for (c = 0; c < columns.count; c++) {
                        sum += input[x];
                        x += pixel_step;
                    }
                }
                sum = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
                arena[output + (uint32_t)channel] = (uint8_t)pex_clamp(sum, args->minimum, args->maximum);
            }
        }
    }
}
