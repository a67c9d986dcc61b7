/*
 * Maximum over a window, int8:
 *
 *     output[r][c][k] = clamp(max(x[k]))
 *
 * over the taps that lie inside the input. Nothing is scaled: input and output share one quantisation.
 *
 * Loop order: taps innermost, so that a maximum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

void pex_max_pool2d_s8(const pex_max_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
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
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t largest = -128;
                for (r = 0; r < rows.count; r++) {
                    const int32_t input_row = rows.position + r * args->rows.dilation;
                    uint32_t x = pex_pixel(&args->input, input_row, columns.position) + (uint32_t)channel;
                    for (c = 0; c < columns.count; c++) {
                        largest = input[x] > largest ? input[x] : largest;
                        x += pixel_step;
                    }
                }
                arena[output + (uint32_t)channel] = (uint8_t)pex_clamp(largest, args->minimum, args->maximum);
            }
        }
    }
}
