/* Fully connected, int8, as pex_fully_connected_s8; pex_small.h says how. */
#include "pex_kernels.h"
#include "pex_small.h"

void pex_fully_connected_s8_small(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                  const pex_part *part) {
    const pex_output_rule rule = {args->multipliers, args->shifts, args->output_offset, args->minimum,
                                  args->maximum};
    const uint32_t first = (uint32_t)part->intake.start;
    const uint32_t end = (uint32_t)part->intake.end;
    const uint32_t channels = (end < args->input_channels ? end : args->input_channels) - first;
    int32_t *kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    int32_t row;
    for (row = part->row_start; row < part->row_end; row++) {
        int32_t column;
        for (column = part->column_start; column < part->column_end; column++) {
            const int8_t *x = (const int8_t *)arena + (pex_row(&args->input, part, first, row) + first +
                                                       (uint32_t)column * args->input.pixel_stride);
            const uint32_t output = pex_row(&args->output, part, (uint32_t)part->channel_start, row) +
                                    (uint32_t)column * args->output.pixel_stride;
            int32_t channel;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int8_t *weights = args->weights + ((uint32_t)channel * args->input_channels + first);
                int32_t sum = pex_small_dot(x, weights, channels, 0);
                uint32_t i;
                if (args->filter_offset != 0) {
                    /* Modulo 2^32: only the whole sum is known to fit. */
                    for (i = 0; i < channels; i++) {
                        sum = pex_wrapping_add(sum, x[i] * args->filter_offset);
                    }
                }
                sum = pex_wrapping_add(sum, first == 0u ? args->bias[channel] : *kept);
                if (first + channels == args->input_channels) {
                    arena[output + (uint32_t)channel] =
                        pex_small_element(&rule, sum, args->per_channel != 0u ? channel : 0);
                } else {
                    *kept = sum;
                }
                kept++;
            }
        }
    }
}
