/*
 * 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum((x + input_offset) * w[k])) + output_offset)
 *
 * summed over the taps that lie inside the input and over all input channels; absent taps add nothing.
 *
 * Input channels may come slice by slice; their sums are kept in accumulators until the last slice.
 *
 * Loop order: a pixel's present taps are found once and serve all its output channels. These are
 * computed in fours, so that an input is loaded once for four products. Innermost are runs of bytes that
 * are contiguous in the input and in the weights: the channels of a pixel, or, where neighbouring
 * pixels touch, all taps of a kernel row at once (which matters for an image of three channels).
 */
#include "pex_kernels.h"

/* The present taps of one output pixel as runs of contiguous bytes. */
typedef struct window {
    pex_window_rows rows;
    uint32_t column;      /* bytes from the start of an input row to its first run */
    uint32_t weight;      /* bytes from the start of a channel's weights to the first run */
    uint32_t weight_row;  /* bytes of weights in a kernel row */
    uint32_t weight_step; /* bytes of weights in a pixel */
    uint32_t pixel_step;  /* input bytes between runs */
    uint32_t pitch;       /* bytes of weights of an output channel */
    uint32_t run;         /* bytes of a run */
    int32_t runs;         /* runs in a row */
} window;

static void find_columns(window *w, const pex_conv2d_s8_args *args, uint32_t first, uint32_t channels,
                         int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->column = (uint32_t)columns.position * args->input.pixel_stride + first;
    w->weight =
        (uint32_t)w->rows.taps.first * w->weight_row + (uint32_t)columns.first * w->weight_step + first;
    w->run = channels;
    w->runs = columns.count;
    if (columns.count > 1 && w->pixel_step == channels && w->weight_step == channels) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
}

/* The sums of a window's products, for `width` (1 or 4) output channels. */
static PEX_NOINLINE void sum_window(const window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                                    const int8_t *input, const int8_t *weights, int32_t width,
                                    int32_t sums[4]) {
    const int32_t offset = args->input_offset;
    uint32_t weight_row = w->weight;
    int32_t r;
    int32_t c;
    sums[0] = 0;
    sums[1] = 0;
    sums[2] = 0;
    sums[3] = 0;
    for (r = 0; r < w->rows.taps.count; r++) {
        uint32_t x = pex_window_row(&w->rows, &args->input, part, r) + w->column;
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
        weight_row += w->weight_row;
    }
}

/* Adds a pixel's sums to what was there before, and makes output elements of complete ones. */
static inline void finish(const pex_conv2d_s8_args *args, const pex_part *part, const int32_t *sums,
                          int32_t *accumulators, uint8_t *output, int32_t channel, int32_t width) {
    const int32_t *before = part->intake.start == 0 ? args->bias + channel : accumulators;
    int32_t k;
    for (k = 0; k < width; k++) {
        const int32_t sum = sums[k] + before[k];
        if (part->intake.end < args->input_channels) {
            accumulators[k] = sum;
        } else {
            const int32_t scaled =
                pex_requantize(sum, args->multipliers[channel + k], args->shifts[channel + k]);
            output[k] = (uint8_t)pex_clamp(scaled + args->output_offset, args->minimum, args->maximum);
        }
    }
}

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int32_t first = part->intake.start;
    const int32_t channels = pex_intake_end(part, args->input_channels) - first;
    const pex_channel_slice input_slice = pex_slice_of(&args->input, first, 1u);
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    uint32_t accumulators = part->intake.accumulators;
    window w;
    int32_t row;
    int32_t column;
    w.weight_step = args->input_channels;
    w.weight_row = args->columns.kernel * w.weight_step;
    w.pitch = args->rows.kernel * w.weight_row;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        pex_find_rows(&w.rows, &args->input, part, input_slice, &args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            int32_t channel = part->channel_start;
            find_columns(&w, args, (uint32_t)first, (uint32_t)channels, column);
            while (channel < part->channel_end) {
                const int32_t width = part->channel_end - channel >= 4 ? 4 : 1;
                int32_t sums[4];
                sum_window(&w, args, part, (const int8_t *)arena, args->weights + (uint32_t)channel * w.pitch,
                           width, sums);
                finish(args, part, sums, (int32_t *)(void *)(arena + accumulators),
                       arena + (output + (uint32_t)channel), channel, width);
                channel += width;
                accumulators += 4u * (uint32_t)width;
            }
        }
    }
}
