/*
 * Depthwise 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum((x[k / m] + input_offset) * w[k])) + output_offset)
 *
 * summed over the taps that lie inside the input, m being the channel multiplier; absent taps add
 * nothing.
 *
 * Loop order: a pixel's present taps are found once and serve all its channels. The taps are innermost,
 * so that a sum stays in a register and no scratch is needed. Without a multiplier, four neighbouring
 * channels share the walk over the taps.
 */
#include "pex_kernels.h"

/* The present taps of one output pixel. */
typedef struct window {
    pex_window_rows rows;
    int32_t columns;      /* present taps in a row */
    uint32_t column;      /* bytes from the start of an input row to its first present tap */
    uint32_t pixel_step;  /* input bytes between taps */
    uint32_t weight;      /* bytes from the start of the weights to the first present tap */
    uint32_t weight_row;  /* bytes of weights in a kernel row */
    uint32_t weight_step; /* bytes of weights in a tap */
} window;

static void find_columns(window *w, const pex_depthwise_conv2d_s8_args *args, int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->columns = columns.count;
    w->column = (uint32_t)columns.position * args->input.pixel_stride;
    w->weight = (uint32_t)w->rows.taps.first * w->weight_row + (uint32_t)columns.first * w->weight_step;
}

/* The sum of a window's products for one output channel. */
static PEX_NOINLINE int32_t sum_window(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                       const pex_part *part, const int8_t *input, int32_t channel) {
    const int32_t offset = args->input_offset;
    const uint32_t start = w->column + (uint32_t)channel / args->channel_multiplier;
    uint32_t weight_row = w->weight + (uint32_t)channel;
    int32_t sum = 0;
    int32_t r;
    int32_t c;
    for (r = 0; r < w->rows.taps.count; r++) {
        uint32_t x = pex_window_row(&w->rows, &args->input, part, r) + start;
        uint32_t weight = weight_row;
        for (c = w->columns; c > 0; c--) {
            sum += (input[x] + offset) * args->weights[weight];
            x += w->pixel_step;
            weight += w->weight_step;
        }
        weight_row += w->weight_row;
    }
    return sum;
}

/* The same for four neighbouring channels at once. */
static PEX_NOINLINE void sum_window_4(const window *w, const pex_depthwise_conv2d_s8_args *args,
                                      const pex_part *part, const int8_t *input, int32_t channel,
                                      int32_t sums[4]) {
    const int32_t offset = args->input_offset;
    const uint32_t start = w->column + (uint32_t)channel;
    uint32_t weight_row = w->weight + (uint32_t)channel;
    int32_t sum_0 = 0;
    int32_t sum_1 = 0;
    int32_t sum_2 = 0;
    int32_t sum_3 = 0;
    int32_t r;
    int32_t c;
    for (r = 0; r < w->rows.taps.count; r++) {
        uint32_t x = pex_window_row(&w->rows, &args->input, part, r) + start;
        uint32_t weight = weight_row;
        for (c = w->columns; c > 0; c--) {
            const int8_t *inputs = input + x;
            const int8_t *weights = args->weights + weight;
            sum_0 += (inputs[0] + offset) * weights[0];
            sum_1 += (inputs[1] + offset) * weights[1];
            sum_2 += (inputs[2] + offset) * weights[2];
            sum_3 += (inputs[3] + offset) * weights[3];
            x += w->pixel_step;
            weight += w->weight_step;
        }
        weight_row += w->weight_row;
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
}

void pex_depthwise_conv2d_s8(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    const pex_channel_slice input_slice =
        pex_slice_of(&args->input, part->channel_start / args->channel_multiplier, 1u);
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    window w;
    int32_t row;
    int32_t column;
    w.weight_step = args->output_channels;
    w.weight_row = args->columns.kernel * w.weight_step;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        pex_find_rows(&w.rows, &args->input, part, input_slice, &args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            int32_t channel = part->channel_start;
            find_columns(&w, args, column);
            while (channel < part->channel_end) {
                int32_t sums[4];
                int32_t width = 1;
                int32_t k;
                if (args->channel_multiplier == 1 && part->channel_end - channel >= 4) {
                    width = 4;
                    sum_window_4(&w, args, part, input, channel, sums);
                } else {
                    sums[0] = sum_window(&w, args, part, input, channel);
                }
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
