/*
 * 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum((x + input_offset) * w[k])) + output_offset)
 *
 * summed over the taps that lie inside the input and over all input channels; absent taps add nothing.
 *
 * Loop order: a pixel's present taps are found once and serve all its output channels. These are
 * computed in fours, so that an input is loaded once for four products. Innermost are runs of bytes that
 * are contiguous in the input and in the weights: the channels of a pixel, or, where neighbouring
 * pixels touch, all taps of a kernel row at once (which matters for an image of three channels).
 */
#include "pex_kernels.h"

/* The present taps of one output pixel as runs of contiguous bytes. */
typedef struct window {
    pex_taps rows;
    int32_t row_step;     /* input rows between kernel rows */
    uint32_t column;      /* bytes from the start of an input row to its first run */
    uint32_t weight;      /* bytes from the start of a channel's weights to the first run */
    uint32_t weight_row;  /* bytes of weights in a kernel row */
    uint32_t weight_step; /* bytes of weights in a pixel */
    uint32_t pixel_step;  /* input bytes between runs */
    uint32_t pitch;       /* bytes of weights of an output channel */
    uint32_t run;         /* bytes of a run */
    int32_t runs;         /* runs in a row */
} window;

static void find_window(window *w, const pex_conv2d_s8_args *args, int32_t row, int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->rows = pex_present_taps(&args->rows, row);
    w->row_step = args->rows.dilation;
    w->column = (uint32_t)columns.position * args->input.pixel_stride;
    w->weight_step = args->input_channels;
    w->weight_row = args->columns.kernel * w->weight_step;
    w->weight = (uint32_t)w->rows.first * w->weight_row + (uint32_t)columns.first * w->weight_step;
    w->pixel_step = args->columns.dilation * args->input.pixel_stride;
    w->pitch = args->rows.kernel * w->weight_row;
    w->run = args->input_channels;
    w->runs = columns.count;
    if (columns.count > 1 && w->pixel_step == w->run) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
}

/* The sums of a window's products, for `width` (1 or 4) output channels. */
static PEX_NOINLINE void sum_window(const window *w, const pex_view *view, const int8_t *input,
                                    int32_t offset, const int8_t *weights, int32_t width, int32_t sums[4]) {
    int32_t row = w->rows.position;
    uint32_t weight_row = w->weight;
    int32_t r;
    int32_t c;
    sums[0] = 0;
    sums[1] = 0;
    sums[2] = 0;
    sums[3] = 0;
    for (r = w->rows.count; r > 0; r--) {
        uint32_t x = pex_row(view, (uint32_t)row) + w->column;
        uint32_t weight = weight_row;
        for (c = w->runs; c > 0; c--) {
            if (width == 4) {
                pex_dot_4(input + x, offset, weights + weight, w->pitch, w->run, sums);
            } else {
                sums[0] = pex_dot(input + x, offset, weights + weight, w->run, sums[0]);
            }
            x += w->pixel_step;
            weight += w->weight_step;
        }
        row += w->row_step;
        weight_row += w->weight_row;
    }
}

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = pex_pixel(&args->output, row, column);
            int32_t channel = part->channel_start;
            window w;
            find_window(&w, args, row, column);
            while (channel < part->channel_end) {
                const int32_t width = part->channel_end - channel >= 4 ? 4 : 1;
                const int8_t *weights = args->weights + (uint32_t)channel * w.pitch;
                int32_t sums[4];
                int32_t k;
                sum_window(&w, &args->input, (const int8_t *)arena, args->input_offset, weights, width, sums);
                for (k = 0; k < width; k++) {
                    const int32_t scaled = pex_requantize(sums[k] + args->bias[channel],
                                                          args->multipliers[channel], args->shifts[channel]);
                    arena[output + (uint32_t)channel] =
                        (uint8_t)pex_clamp(scaled + args->output_offset, args->minimum, args->maximum);
                    channel++;
                }
            }
        }
    }
}
