/*
 * Depthwise 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum(x[k / m] * w[k])) + output_offset)
 *
 * summed over all taps, m being the channel multiplier; the zero point stands for taps outside the input.
 *
 * Loop order: where a pixel's window lies is found once and serves all its channels. The taps are innermost,
 * so that a sum stays in a register and no scratch is needed. Without a multiplier, four neighbouring
 * channels share the walk over the taps.
 */
#include "pex_kernels.h"
#include "pex_layers.h"

/* The window of one output pixel. */
typedef struct window {
    pex_window_rows rows;
    const int8_t *input;
    const int8_t *absent; /* what an absent tap reads */
    int32_t kernel;       /* taps in a row */
    int32_t before;       /* those before the first present one */
    int32_t present;
    uint32_t column;     /* bytes from the start of an input row to its first present tap */
    uint32_t pixel_step; /* input bytes between taps */
} window;

static void find_columns(window *w, const pex_depthwise_conv2d_s8_args *args, int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->before = columns.count > 0 ? columns.first : w->kernel;
    w->present = columns.count;
    w->column = (uint32_t)columns.position * args->input.pixel_stride;
}

/* A row of the window; its taps are absent, then present, then absent again. */
typedef struct tap_row {
    const int8_t *x; /* the first present tap, or what is read for all of them */
    uint32_t step;
    int32_t before;
    int32_t present;
    int32_t after;
} tap_row;

static inline tap_row find_taps(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                const pex_part *part, int32_t row, uint32_t channel) {
    const int32_t i = row - w->rows.taps.first;
    tap_row taps = {w->absent, 0u, 0, w->kernel, 0};
    if (i >= 0 && i < w->rows.taps.count && w->present > 0) {
        taps.x = w->input + (pex_window_row(&w->rows, &args->input, part, i) + w->column + channel);
        taps.step = w->pixel_step;
        taps.before = w->before;
        taps.present = w->present;
        taps.after = w->kernel - w->before - w->present;
    }
    return taps;
}

/* The sum of a window's products for one output channel. */
static PEX_NOINLINE int32_t sum_window(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                       const pex_part *part, uint32_t channel, pex_channel_weights weights) {
    const int8_t *weight = weights.first;
    int32_t sum = 0;
    int32_t r;
    for (r = 0; r < args->rows.kernel; r++) {
        const tap_row taps = find_taps(w, args, part, r, channel);
        const int8_t *x = taps.x;
        int32_t c;
        for (c = 0; c < w->kernel; c++) {
            const int present = c >= taps.before && c - taps.before < taps.present;
            sum += (present ? *x : *w->absent) * *weight;
            if (present) {
                x += taps.step;
            }
            weight += weights.step;
        }
    }
    return sum;
}

/* Adds the products of a row of taps, for the four channels of a group. */
static inline const int8_t *add_taps(const int8_t *x, uint32_t step, int32_t count, const int8_t *weights,
                                     int32_t sums[4]) {
    for (; count > 0; count--) {
        sums[0] += x[0] * weights[0];
        sums[1] += x[1] * weights[1];
        sums[2] += x[2] * weights[2];
        sums[3] += x[3] * weights[3];
        x += step;
        weights += 4;
    }
    return weights;
}

/* The same for the four channels of a group at once. */
static PEX_NOINLINE void sum_window_4(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                      const pex_part *part, uint32_t channel, const int8_t *weights,
                                      int32_t result[4]) {
    int32_t sums[4] = {0, 0, 0, 0};
    int32_t r;
    for (r = 0; r < args->rows.kernel; r++) {
        const tap_row taps = find_taps(w, args, part, r, channel);
        if (taps.present == 3 && w->kernel == 3) {
            weights = add_taps(taps.x, taps.step, 3, weights, sums);
        } else {
            weights = add_taps(w->absent, 0u, taps.before, weights, sums);
            weights = add_taps(taps.x, taps.step, taps.present, weights, sums);
            weights = add_taps(w->absent, 0u, taps.after, weights, sums);
        }
    }
    result[0] = sums[0];
    result[1] = sums[1];
    result[2] = sums[2];
    result[3] = sums[3];
}

/* Makes output elements of complete sums. */
static PEX_NOINLINE void finish(const pex_depthwise_conv2d_s8_args *args, const int32_t *sums,
                                uint8_t *output, int32_t channel, int32_t width) {
    const pex_output_rule rule = {args->multipliers + channel, args->shifts + channel, args->output_offset,
                                  args->minimum, args->maximum};
    pex_output_elements(&rule, sums, args->bias + channel, width, output);
}

void pex_depthwise_conv2d_s8(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_channel_slice input_slice =
        pex_slice_of(&args->input, part->channel_start / args->channel_multiplier, 1u);
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    const uint32_t elements = (uint32_t)args->rows.kernel * args->columns.kernel;
    window w;
    int32_t row;
    int32_t column;
    w.input = (const int8_t *)arena;
    w.absent = args->absent;
    w.kernel = args->columns.kernel;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        pex_find_rows(&w.rows, &args->input, part, input_slice, &args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            int32_t channel = part->channel_start;
            find_columns(&w, args, column);
            while (channel < part->channel_end) {
                const pex_channel_weights weights =
                    pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, elements);
                int32_t sums[4];
                int32_t width = 1;
                if (args->channel_multiplier == 1 && weights.step == 4u && channel % 4 == 0 &&
                    part->channel_end - channel >= 4) {
                    width = 4;
                    sum_window_4(&w, args, part, (uint32_t)channel, weights.first, sums);
                } else {
                    sums[0] =
                        sum_window(&w, args, part, (uint32_t)channel / args->channel_multiplier, weights);
                }
                finish(args, sums, arena + (output + (uint32_t)channel), channel, width);
                channel += width;
            }
        }
    }
}
