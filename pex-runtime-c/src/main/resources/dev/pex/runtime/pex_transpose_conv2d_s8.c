/*
 * Transposed 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum((x + input_offset) * w[k])) + output_offset)
 *
 * summed over the taps that contribute an input to this output, and over all input channels. The reference
 * scatters inputs into accumulators of the whole output; gathering results in the same sums without
 * accumulators.
 *
 * Loop order: a pixel's taps are located once for all its output channels, which are computed in groups of
 * four so that an input is loaded once for four products. Innermost are the channels of an input pixel.
 */
#include "pex_kernels.h"

/* sum + the products of count inputs, offset added, and weights. */
static int32_t dot(const int8_t *input, int32_t offset, const int8_t *weights, uint32_t count, int32_t sum) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        sum += (input[i] + offset) * weights[i];
    }
    return sum;
}

/*
 * The same for four rows of weights, pitch bytes apart: four products for each load of an input,
 * which is as many as the registers of a small core hold.
 */
static void dot_4(const int8_t *input, int32_t offset, const int8_t *weights, uint32_t pitch, uint32_t count,
                  int32_t sums[4]) {
    const int8_t *weights_1 = weights + pitch;
    const int8_t *weights_2 = weights_1 + pitch;
    const int8_t *weights_3 = weights_2 + pitch;
    int32_t sum_0 = sums[0];
    int32_t sum_1 = sums[1];
    int32_t sum_2 = sums[2];
    int32_t sum_3 = sums[3];
    uint32_t i;
    for (i = 0; i < count; i++) {
        const int32_t x = input[i] + offset;
        sum_0 += x * weights[i];
        sum_1 += x * weights_1[i];
        sum_2 += x * weights_2[i];
        sum_3 += x * weights_3[i];
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
}

/* The taps of one axis that contribute an input to an output: from `tap` on in steps of the stride. */
typedef struct sources {
    int32_t tap;      /* the first of them */
    int32_t position; /* the input that it contributes; the next tap contributes the previous input */
    int32_t count;
} sources;

static sources find_sources(const pex_window *window, int32_t output) {
    const int32_t stride = window->stride;
    const int32_t shifted = output + window->pad_before;
    const int32_t last = shifted / stride;
    const int32_t beyond = last >= window->input ? last - (window->input - 1) : 0;
    sources s;
    s.tap = shifted - last * stride + beyond * stride;
    s.position = last - beyond;
    s.count = s.tap < window->kernel ? (window->kernel - 1 - s.tap) / stride + 1 : 0;
    if (s.count > s.position + 1) {
        s.count = s.position + 1;
    }
    return s;
}

/* The sums of a pixel's products, for `width` (1 or 4) output channels whose weights are pitch bytes apart.
 */
static PEX_NOINLINE void sum_sources(const pex_transpose_conv2d_s8_args *args, const pex_part *part,
                                     const int8_t *input, const sources *rows, const sources *columns,
                                     const int8_t *weights, int32_t width, int32_t sums[4]) {
    const uint32_t channels = args->input_channels;
    const uint32_t pitch = (uint32_t)args->rows->kernel * args->columns->kernel * channels;
    int32_t r;
    int32_t c;
    sums[0] = 0;
    sums[1] = 0;
    sums[2] = 0;
    sums[3] = 0;
    for (r = 0; r < rows->count; r++) {
        const uint32_t row = pex_row(&args->input, part, 0u, rows->position - r);
        const int32_t row_tap = rows->tap + r * args->rows->stride;
        for (c = 0; c < columns->count; c++) {
            const int32_t tap = row_tap * args->columns->kernel + columns->tap + c * args->columns->stride;
            const int8_t *w = weights + (uint32_t)tap * channels;
            const int8_t *x = input + (row + (uint32_t)(columns->position - c) * args->input.pixel_stride);
            if (width == 4) {
                dot_4(x, args->input_offset, w, pitch, channels, sums);
            } else {
                sums[0] = dot(x, args->input_offset, w, channels, sums[0]);
            }
        }
    }
}

void pex_transpose_conv2d_s8(const pex_transpose_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t pitch = (uint32_t)args->rows->kernel * args->columns->kernel * args->input_channels;
    const uint32_t first = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        const sources rows = find_sources(args->rows, row);
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const sources columns = find_sources(args->columns, column);
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            int32_t channel = part->channel_start;
            while (channel < part->channel_end) {
                const int32_t width = part->channel_end - channel >= 4 ? 4 : 1;
                const int8_t *weights = args->weights + (uint32_t)channel * pitch;
                int32_t sums[4];
                int32_t k;
                sum_sources(args, part, (const int8_t *)arena, &rows, &columns, weights, width, sums);
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
