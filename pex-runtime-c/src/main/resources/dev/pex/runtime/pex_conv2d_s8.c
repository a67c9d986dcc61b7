/*
 * 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum(x * w[k])) + output_offset)
 *
 * summed over all taps and all input channels; the zero point stands for taps outside the input.
 *
 * Input channels may come slice by slice; their sums are kept in accumulators until the last slice.
 *
 * Loop order: where a pixel's window lies is found once and serves all its output channels. These are
 * computed in fours, so that an input is loaded once for four products. Innermost are runs of bytes that
 * are contiguous in the input and in the weights: the channels of a pixel, or, where neighbouring
 * pixels touch, all present taps of a kernel row at once (which matters for an image of three channels).
 */
#include "pex_kernels.h"
#include "pex_layers.h"

/* The window of one output pixel; in each of its rows, the taps that are present are one or more runs. */
typedef struct window {
    pex_window_rows rows;
    const int8_t *input;
    const int8_t *absent; /* what an absent tap reads */
    int32_t kernel;       /* taps in a row */
    int32_t before;       /* those before the first present one */
    int32_t present;
    int32_t runs;        /* of present taps */
    uint32_t channels;   /* bytes of a tap */
    uint32_t run;        /* bytes of a run */
    uint32_t column;     /* bytes from the start of an input row to its first run */
    uint32_t pixel_step; /* input bytes between runs */
    uint32_t elements;   /* weights of a tap, with those of channels that the step does not take in */
    uint32_t first;      /* weights of a tap before the channels that the step takes in */
} window;

static void find_columns(window *w, const pex_conv2d_s8_args *args, int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->before = columns.count > 0 ? columns.first : w->kernel;
    w->present = columns.count;
    w->runs = columns.count;
    w->run = w->channels;
    w->column = (uint32_t)columns.position * args->input.pixel_stride + w->first;
    if (columns.count > 1 && w->pixel_step == w->channels && w->elements == w->channels) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
}

/* Adds the products of a window: four sums with a step of 4, else one. */
static PEX_NOINLINE void sum_window(const window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                                    pex_channel_weights weights, int32_t width, int32_t sums[4]) {
    const int8_t *row_weights = weights.first + w->first * weights.step;
    const uint32_t tap = w->elements * weights.step;
    int32_t r;
    for (r = 0; r < args->rows.kernel; r++) {
        const int32_t i = r - w->rows.taps.first;
        const int present = i >= 0 && i < w->rows.taps.count;
        const int32_t before = present ? w->before : w->kernel;
        const int32_t runs = present ? w->runs : 0;
        const int32_t all = present ? w->kernel - w->present + runs : w->kernel;
        const int8_t *next =
            present ? w->input + (pex_window_row(&w->rows, &args->input, part, i) + w->column) : w->absent;
        const int8_t *run_weights = row_weights;
        int32_t c;
        for (c = 0; c < all; c++) {
            const int8_t *x = w->absent;
            uint32_t bytes = w->channels;
            uint32_t step = tap;
            if (c >= before && c - before < runs) {
                x = next;
                next += w->pixel_step;
                bytes = w->run;
                if (runs < w->present) {
                    step = bytes * weights.step;
                }
            }
            if (width == 4) {
                pex_dot_4(x, run_weights, bytes, sums);
            } else {
                sums[0] = pex_dot(x, run_weights, weights.step, bytes, sums[0]);
            }
            run_weights += step;
        }
        row_weights += (uint32_t)w->kernel * tap;
    }
}

/* Keeps a pixel's sums until the rest of its input comes. */
static void keep(const pex_conv2d_s8_args *args, const pex_part *part, const int32_t *sums,
                 int32_t *accumulators, int32_t channel, int32_t width) {
    const int32_t *before = part->intake.start == 0 ? args->bias + channel : accumulators;
    int32_t k;
    for (k = 0; k < width; k++) {
        accumulators[k] = pex_wrapping_add(sums[k], before[k]);
    }
}

/* Makes output elements of complete sums. */
static PEX_NOINLINE void finish(const pex_conv2d_s8_args *args, const int32_t *sums, const int32_t *before,
                                uint8_t *output, int32_t channel, int32_t width) {
    const pex_output_rule rule = {args->multipliers + channel, args->shifts + channel, args->output_offset,
                                  args->minimum, args->maximum};
    pex_output_elements(&rule, sums, before, width, output);
}

/* All output channels of a pixel that the part has. */
static void compute_pixel(const window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                          uint32_t elements, uint8_t *arena, uint32_t output, uint32_t accumulators) {
    const int complete = part->intake.end >= args->input_channels;
    const int single =
        args->rows.kernel == 1 && w->rows.taps.count == 1 && w->runs == 1 && w->present == w->kernel;
    const int8_t *x = w->input + (w->rows.starts[0] + w->column);
    int32_t *sums_so_far = (int32_t *)(void *)(arena + accumulators);
    int32_t channel = part->channel_start;
    while (channel < part->channel_end) {
        const pex_channel_weights weights =
            pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, elements);
        int32_t width = 1;
        int32_t sums[4] = {0, 0, 0, 0};
        if (weights.step == 4u && channel % 4 == 0 && part->channel_end - channel >= 4) {
            width = 4;
            if (single) {
                pex_dot_4(x, weights.first + 4u * w->first, w->run, sums);
            } else {
                sum_window(w, args, part, weights, width, sums);
            }
        } else {
            sum_window(w, args, part, weights, width, sums);
        }
        if (complete) {
            finish(args, sums, part->intake.start == 0 ? args->bias + channel : sums_so_far,
                   arena + (output + (uint32_t)channel), channel, width);
        } else {
            keep(args, part, sums, sums_so_far, channel, width);
        }
        channel += width;
        sums_so_far += width;
    }
}

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_channel_slice input_slice = pex_slice_of(&args->input, part->intake.start, 1u);
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    const uint32_t elements = (uint32_t)args->rows.kernel * args->columns.kernel * args->input_channels;
    const uint32_t pixel_sums = 4u * (uint32_t)(part->channel_end - part->channel_start);
    uint32_t accumulators = part->intake.accumulators;
    window w;
    int32_t row;
    int32_t column;
    w.input = (const int8_t *)arena;
    w.absent = args->absent;
    w.kernel = args->columns.kernel;
    w.elements = args->input_channels;
    w.first = (uint32_t)part->intake.start;
    w.channels = (uint32_t)pex_intake_end(part, args->input_channels) - w.first;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        pex_find_rows(&w.rows, &args->input, part, input_slice, &args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            find_columns(&w, args, column);
            compute_pixel(&w, args, part, elements, arena,
                          output_row + (uint32_t)column * args->output.pixel_stride, accumulators);
            accumulators += pixel_sums;
        }
    }
}
