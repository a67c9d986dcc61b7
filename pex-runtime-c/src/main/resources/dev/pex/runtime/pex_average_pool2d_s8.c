/*
 * Average pooling, int8:
 *
 *     output[r][c][k] = clamp(sum(x[k]) / n)
 *
 * over the n taps that lie inside the input, rounded to nearest, ties away from zero. Raw values are
 * averaged: input and output share one quantisation. Padding is neither summed nor counted.
 *
 * Input rows may come slice by slice; their sums are kept in accumulators until the last slice.
 *
 * Loop order: taps innermost, so that a sum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

/* The sum of a channel over the rows and columns of a window that are present and that the step takes in. */
static int32_t sum_window(const pex_average_pool2d_s8_args *args, const pex_part *part, const int8_t *input,
                          const pex_window_rows *rows, const pex_taps *columns, int32_t channel) {
    const uint32_t start = (uint32_t)columns->position * args->input.pixel_stride + (uint32_t)channel;
    const uint32_t pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    int32_t sum = 0;
    int32_t r;
    int32_t c;
    for (r = 0; r < rows->taps.count; r++) {
        uint32_t x = pex_window_row(rows, &args->input, part, r) + start;
        for (c = columns->count; c > 0; c--) {
            sum += input[x];
            x += pixel_step;
        }
    }
    return sum;
}

void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    uint32_t accumulators = part->intake.accumulators;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        const int32_t present = pex_present_taps(args->rows, row).count;
        pex_window_rows rows;
        pex_find_rows(&rows, &args->input, part, first, args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_taps columns = pex_present_taps(args->columns, column);
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            const int32_t count = present * columns.count;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t *before = (int32_t *)(void *)(arena + accumulators);
                int32_t sum = sum_window(args, part, (const int8_t *)arena, &rows, &columns, channel);
                if (part->intake.start != 0) {
                    sum += *before;
                }
                if (part->intake.end < args->rows->input) {
                    *before = sum;
                } else {
                    sum = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
                    arena[output + (uint32_t)channel] = (uint8_t)pex_clamp(sum, args->minimum, args->maximum);
                }
                accumulators += 4u;
            }
        }
    }
}
