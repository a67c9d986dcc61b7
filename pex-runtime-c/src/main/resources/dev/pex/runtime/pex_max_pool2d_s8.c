/*
 * Maximum over a window, int8:
 *
 *     output[r][c][k] = clamp(max(x[k]))
 *
 * over the taps that lie inside the input. Nothing is scaled: input and output share one quantisation.
 *
 * Input rows may come slice by slice; the output keeps their maximum, clamped, until the last slice.
 *
 * Loop order: taps innermost, so that a maximum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

void pex_max_pool2d_s8(const pex_max_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    const uint32_t first = (uint32_t)part->channel_start;
    const uint32_t pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    int32_t row;
    int32_t column;
    int32_t channel;
    int32_t r;
    int32_t c;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        pex_window_rows rows;
        pex_find_rows(&rows, &args->input, part, first, args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_taps columns = pex_present_taps(args->columns, column);
            const uint32_t start = (uint32_t)columns.position * args->input.pixel_stride;
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t largest = part->intake.start == 0 ? -128 : input[output + (uint32_t)channel];
                for (r = 0; r < rows.taps.count; r++) {
                    uint32_t x = pex_window_row(&rows, &args->input, part, r) + start + (uint32_t)channel;
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
