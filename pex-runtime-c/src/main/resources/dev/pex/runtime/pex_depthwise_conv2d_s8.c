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

/* Taps that lie at equal distances: where the first one is, how many there are. */
typedef struct taps {
    const int8_t *x;
    uint32_t step;
    int32_t count;
} taps;

/* The taps of a row of the window, before, within and behind those that are present. */
static inline void find_taps(const window *w, const pex_depthwise_conv2d_s8_args *args, const pex_part *part,
                             int32_t row, uint32_t channel, taps found[3]) {
    const int32_t i = row - w->rows.taps.first;
    const int present = i >= 0 && i < w->rows.taps.count;
    found[0].count = present ? w->before : w->kernel;
    found[1].count = present ? w->present : 0;
    found[2].count = w->kernel - found[0].count - found[1].count;
    found[1].step = w->pixel_step;
    if (present) {
        found[1].x = w->input + (pex_window_row(&w->rows, &args->input, part, i) + w->column + channel);
    }
}

/* The sum of a window's products for one output channel. */
static PEX_NOINLINE int32_t sum_window(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                       const pex_part *part, uint32_t channel, pex_channel_weights weights) {
    const int8_t *weight = weights.first;
    int32_t sum = 0;
    int32_t r;
    for (r = 0; r < args->rows.kernel; r++) {
        taps found[3] = {{w->absent, 0u, 0}, {NULL, 0u, 0}, {w->absent, 0u, 0}};
        int32_t i;
        find_taps(w, args, part, r, channel, found);
        for (i = 0; i < 3; i++) {
            const int8_t *x = found[i].x;
            int32_t c;
            for (c = found[i].count; c > 0; c--) {
                sum += *x * *weight;
                x += found[i].step;
                weight += weights.step;
            }
        }
    }
    return sum;
}

/* The same for the four channels of a group at once. */
static PEX_NOINLINE void sum_window_4(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                      const pex_part *part, uint32_t channel, const int8_t *weights,
                                      int32_t sums[4]) {
    int32_t sum_0 = 0;
    int32_t sum_1 = 0;
    int32_t sum_2 = 0;
    int32_t sum_3 = 0;
    int32_t r;
    for (r = 0; r < args->rows.kernel; r++) {
        taps found[3] = {{w->absent, 0u, 0}, {NULL, 0u, 0}, {w->absent, 0u, 0}};
        int32_t i;
        find_taps(w, args, part, r, channel, found);
        for (i = 0; i < 3; i++) {
            const int8_t *x = found[i].x;
            const uint32_t step = found[i].step;
            int32_t c;
            for (c = found[i].count; c > 0; c--) {
                sum_0 += x[0] * weights[0];
                sum_1 += x[1] * weights[1];
                sum_2 += x[2] * weights[2];
                sum_3 += x[3] * weights[3];
                x += step;
                weights += 4;
            }
        }
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
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
                int32_t k;
                if (args->channel_multiplier == 1 && weights.step == 4u && channel % 4 == 0 &&
                    part->channel_end - channel >= 4) {
                    width = 4;
                    sum_window_4(&w, args, part, (uint32_t)channel, weights.first, sums);
                } else {
                    sums[0] =
                        sum_window(&w, args, part, (uint32_t)channel / args->channel_multiplier, weights);
                }
                for (k = 0; k < width; k++) {
                    const int32_t scaled = pex_requantize(pex_wrapping_add(sums[k], args->bias[channel]),
                                                          args->multipliers[channel], args->shifts[channel]);
                    arena[output + (uint32_t)channel] =
                        (uint8_t)pex_clamp(scaled + args->output_offset, args->minimum, args->maximum);
                    channel++;
                }
            }
        }
    }
}
