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
 * pixels touch, all present taps of a kernel row at once. A small window is copied first, so that it is a
 * single run.
 */
#include "pex_kernels.h"
#include "pex_layers.h"
#include "pex_windows.h"

typedef pex_convolution_window window;

/* Adds the products of a window: four sums with a step of 4, else one. */
static PEX_NOINLINE void sum_window(const window *w, pex_channel_weights weights, int32_t width,
                                    int32_t sums[4]) {
    const uint32_t tap = w->args->input_channels * weights.step;
    const uint32_t run_step = w->runs < w->present ? w->run * weights.step : tap;
    const int8_t *next_weights = weights.first + pex_first_channel(w) * weights.step;
    int32_t r;
    for (r = 0; r < w->args->rows.kernel; r++) {
        pex_window_row_runs row = pex_runs_of_row(w, r);
        int32_t c;
        for (c = -row.before; c < row.runs + row.after; c++) {
            const int present = c >= 0 && c < row.runs;
            const int8_t *input = present ? row.x : w->args->absent;
            const uint32_t bytes = present ? w->run : w->channels;
            if (width == 4) {
                pex_dot_4(input, next_weights, bytes, sums);
            } else {
                sums[0] = pex_dot(input, next_weights, weights.step, bytes, sums[0]);
            }
            if (present) {
                row.x += w->pixel_step;
            }
            next_weights += present ? run_step : tap;
        }
    }
}

/* Keeps a pixel's sums until the rest of its input comes. */
static void keep(const int32_t *sums, const int32_t *before, int32_t *accumulators, int32_t width) {
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
static PEX_NOINLINE void compute_pixel(const window *w) {
    const pex_conv2d_s8_args *args = w->args;
    const uint32_t elements = pex_elements(args);
    int32_t *kept = (int32_t *)(void *)(w->arena + w->accumulators);
    int32_t channel = w->part->channel_start;
    while (channel < w->part->channel_end) {
        const pex_channel_weights weights =
            pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, elements);
        const int32_t *before = w->part->intake.start == 0 ? args->bias + channel : kept;
        int32_t width = 1;
        int32_t sums[4] = {0, 0, 0, 0};
        if (weights.step == 4u && channel % 4 == 0 && w->part->channel_end - channel >= 4) {
            width = 4;
        }
        if (w->x != NULL && width == 4) {
            pex_dot_4(w->x, weights.first + 4u * pex_first_channel(w), w->one_run, sums);
        } else if (w->x != NULL) {
            sums[0] = pex_dot(w->x, weights.first + weights.step * pex_first_channel(w), weights.step,
                              w->one_run, 0);
        } else {
            sum_window(w, weights, width, sums);
        }
        if (w->part->intake.end >= args->input_channels) {
            finish(args, sums, before, w->arena + (w->output + (uint32_t)channel), channel, width);
        } else {
            keep(sums, before, kept, width);
        }
        channel += width;
        kept += width;
    }
}

/* The same for a small window, which becomes one run; apart, since not all layers need the bytes on the
 * stack. */
static PEX_NOINLINE void compute_gathered_pixel(window *w) {
    int8_t gathered[PEX_GATHERED_BYTES];
    pex_gather_window(w, gathered);
    w->x = gathered;
    compute_pixel(w);
    w->x = NULL;
}

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    window w;
    int32_t row;
    int32_t column;
    pex_begin_part(&w, args, part, arena);
    for (row = part->row_start; row < part->row_end; row++) {
        w.output = pex_row(&args->output, part, output_slice, row) +
                   (uint32_t)part->column_start * args->output.pixel_stride;
        pex_begin_row(&w, row);
        for (column = part->column_start; column < part->column_end; column++) {
            pex_begin_pixel(&w, column);
            if (w.x == NULL && w.one_run <= PEX_GATHERED_BYTES && w.channels == args->input_channels) {
                compute_gathered_pixel(&w);
            } else {
                compute_pixel(&w);
            }
            w.output += args->output.pixel_stride;
            w.accumulators += 4u * (uint32_t)(part->channel_end - part->channel_start);
        }
    }
}
