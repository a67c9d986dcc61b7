/*
 * Fully connected, int8:
 *
 *     output[k] = clamp(requantize(bias[k] + sum((x + input_offset) * (w[k] + filter_offset))) +
 * output_offset)
 *
 * for each pixel of the input, summed over its channels.
 *
 * Loop order: output channels in fours, so that an input is loaded once for four products; inputs and
 * weights are both contiguous. The filter offset, which is nearly always 0, stays out of the inner loop:
 * its share, filter_offset * sum(x + input_offset), is the same for all output channels. That share is
 * added modulo 2^32, since only the whole sum is known to fit.
 */
#include "pex_kernels.h"

static uint32_t filter_offset_share(const pex_fully_connected_s8_args *args, const int8_t *x) {
    int32_t sum = 0;
    uint32_t i;
    if (args->filter_offset != 0) {
        for (i = 0; i < args->input_channels; i++) {
            sum += x[i] + args->input_offset;
        }
    }
    return (uint32_t)sum * (uint32_t)args->filter_offset;
}

void pex_fully_connected_s8(const pex_fully_connected_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t depth = args->input_channels;
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const int8_t *x = (const int8_t *)(arena + pex_pixel(&args->input, row, column));
            const uint32_t output = pex_pixel(&args->output, row, column);
            const uint32_t share = filter_offset_share(args, x);
            int32_t channel = part->channel_start;
            while (channel < part->channel_end) {
                const int32_t width = part->channel_end - channel >= 4 ? 4 : 1;
                const int8_t *weights = args->weights + (uint32_t)channel * depth;
                int32_t sums[4];
                int32_t k;
                sums[0] = 0;
                sums[1] = 0;
                sums[2] = 0;
                sums[3] = 0;
                if (width == 4) {
                    pex_dot_4(x, args->input_offset, weights, depth, depth, sums);
                } else {
                    sums[0] = pex_dot(x, args->input_offset, weights, depth, 0);
                }
                for (k = 0; k < width; k++) {
                    const int32_t sum = (int32_t)((uint32_t)sums[k] + share) + args->bias[channel];
                    const int32_t scale = args->per_channel != 0 ? channel : 0;
                    const int32_t scaled = pex_requantize(sum, args->multipliers[scale], args->shifts[scale]);
                    arena[output + (uint32_t)channel] =
                        (uint8_t)pex_clamp(scaled + args->output_offset, args->minimum, args->maximum);
                    channel++;
                }
            }
        }
    }
}
