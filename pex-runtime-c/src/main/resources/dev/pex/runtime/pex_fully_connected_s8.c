/*
 * Fully connected, int8:
 *
 *     output[k] = clamp(requantize(bias[k] + sum(x * (w[k] + filter_offset))) + output_offset)
 *
 * for each pixel of the input, summed over its channels, which may come slice by slice; their sums are kept
 * in accumulators until the last slice.
 *
 * Loop order: output channels in fours, so that an input is loaded once for four products; inputs and
 * weights are both contiguous. The filter offset, which is nearly always 0, stays out of the inner loop:
 * its share, filter_offset * sum(x), is the same for all output channels. That share is
 * added modulo 2^32, since only the whole sum is known to fit.
 */
#include "pex_kernels.h"
#include "pex_groups.h"

/* The channels of a pixel that a step takes in. */
typedef struct vector {
    const int8_t *x;
    uint32_t first;
    uint32_t channels;
    uint32_t share; /* of the filter offset in all sums */
} vector;

static uint32_t filter_offset_share(const pex_fully_connected_s8_args *args, const vector *v) {
    int32_t sum = 0;
    uint32_t i;
    if (args->filter_offset != 0) {
        for (i = 0; i < v->channels; i++) {
            sum += v->x[i];
        }
    }
    return (uint32_t)sum * (uint32_t)args->filter_offset;
}

/* All output channels of a pixel. */
static void multiply(const pex_fully_connected_s8_args *args, uint8_t *arena, const pex_part *part,
                     const vector *v, int32_t *accumulators, uint32_t output) {
    const uint32_t depth = args->input_channels;
    const int last = v->first + v->channels == depth;
    int32_t channel = part->channel_start;
    while (channel < part->channel_end) {
        const pex_channel_weights weights =
            pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, depth);
        const int8_t *first = weights.first + v->first * weights.step;
        const int32_t *before =
            v->first == 0u ? args->bias + channel : accumulators + (channel - part->channel_start);
        int32_t width = 1;
        int32_t sums[4] = {0, 0, 0, 0};
        int32_t k;
        if (weights.step == 4u && channel % 4 == 0 && part->channel_end - channel >= 4) {
            width = 4;
            pex_dot_4(v->x, first, v->channels, sums);
        } else {
            sums[0] = pex_dot(v->x, first, weights.step, v->channels, 0);
        }
        for (k = 0; k < width; k++) {
            const int32_t sum = (int32_t)((uint32_t)sums[k] + v->share + (uint32_t)before[k]);
            const int32_t scale = args->per_channel != 0 ? channel : 0;
            if (last) {
                const pex_output_rule rule = {args->multipliers + scale, args->shifts + scale,
                                              args->output_offset, args->minimum, args->maximum};
                pex_output_element(&rule, sum, arena + (output + (uint32_t)channel));
            } else {
                accumulators[channel - part->channel_start] = sum;
            }
            channel++;
        }
    }
}

void pex_fully_connected_s8(const pex_fully_connected_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t end = (uint32_t)part->intake.end;
    uint32_t accumulators = part->intake.accumulators;
    vector v;
    int32_t row;
    int32_t column;
    v.first = (uint32_t)part->intake.start;
    v.channels = (end < args->input_channels ? end : args->input_channels) - v.first;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row = pex_row(&args->input, part, v.first, row) + v.first;
        const uint32_t output_row = pex_row(&args->output, part, (uint32_t)part->channel_start, row);
        for (column = part->column_start; column < part->column_end; column++) {
            v.x = (const int8_t *)(arena + (input_row + (uint32_t)column * args->input.pixel_stride));
            v.share = filter_offset_share(args, &v);
            multiply(args, arena, part, &v, (int32_t *)(void *)(arena + accumulators),
                     output_row + (uint32_t)column * args->output.pixel_stride);
            accumulators += 4u * (uint32_t)(part->channel_end - part->channel_start);
        }
    }
}
