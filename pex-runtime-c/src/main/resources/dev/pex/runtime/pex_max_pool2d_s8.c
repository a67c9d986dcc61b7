/*
 * Maximum over a window, int8:
 *
 *     output[r][c][k] = clamp(max(x[k]))
 *
 * over the taps that lie inside the input. Nothing is scaled: input and output share one quantisation.
 *
 * Input rows may come slice by slice; the output keeps their maximum, clamped, until the last slice.
 *
 * Loop order: taps innermost, for four channels at a time, so that maxima stay in registers and no scratch is
 * needed.
 */
#include "pex_kernels.h"

static inline int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

/* Takes in taps of a row of a window, `step` bytes apart, for neighbouring channels: four or one. */
static PEX_NOINLINE void take_taps(const int8_t *x, uint32_t step, int32_t count, int32_t channels,
                                   int32_t largest[4]) {
    int32_t largest_0 = largest[0];
    int32_t largest_1 = largest[1];
    int32_t largest_2 = largest[2];
    int32_t largest_3 = largest[3];
    if (channels == 1) {
        for (; count > 0; count--) {
            largest_0 = larger(*x, largest_0);
            x += step;
        }
    }
    for (; count > 0; count--) {
        largest_0 = larger(x[0], largest_0);
        largest_1 = larger(x[1], largest_1);
        largest_2 = larger(x[2], largest_2);
        largest_3 = larger(x[3], largest_3);
        x += step;
    }
    largest[0] = largest_0;
    largest[1] = largest_1;
    largest[2] = largest_2;
    largest[3] = largest_3;
}

void pex_max_pool2d_s8(const pex_max_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    const uint32_t first = (uint32_t)part->channel_start;
    const uint32_t pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        pex_window_rows rows;
        pex_find_rows(&rows, &args->input, part, first, args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_taps columns = pex_find_taps(args->columns, column);
            uint32_t start = (uint32_t)columns.position * args->input.pixel_stride + first;
            uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride + first;
            int32_t left = part->channel_end - part->channel_start;
            while (left > 0) {
                const int32_t channels = left >= 4 ? 4 : 1;
                int32_t largest[4] = {-128, -128, -128, -128};
                int32_t i;
                if (part->intake.start != 0) {
                    for (i = 0; i < channels; i++) {
                        largest[i] = input[output + (uint32_t)i];
                    }
                }
                for (i = 0; i < rows.taps.count; i++) {
                    const uint32_t x = pex_window_row(&rows, &args->input, part, i) + start;
                    take_taps(input + x, pixel_step, columns.count, channels, largest);
                }
                for (i = 0; i < channels; i++) {
                    arena[output + (uint32_t)i] =
                        (uint8_t)pex_clamp(largest[i], args->minimum, args->maximum);
                }
                start += (uint32_t)channels;
                output += (uint32_t)channels;
                left -= channels;
            }
        }
    }
}
