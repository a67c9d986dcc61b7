/*
 * Fully connected, int8, for cores with vectors of sixteen bytes; pex_fully_connected_s8.c says what is
 * computed. Output channels come in fours, so that a vector of inputs is loaded once for four vectors of
 * weights. The filter offset's share, modulo 2^32, is where each sum starts.
 */
#include "pex_channels_mve.h"
#include "pex_kernels.h"

static int32_t filter_offset_share(const pex_fully_connected_s8_args *args, const pex_mve_run *run) {
    int32_t sum = 0;
    uint32_t i;
    if (args->filter_offset != 0) {
        for (i = 0; i < run->bytes; i++) {
            sum += run->x[i];
        }
    }
    return (int32_t)((uint32_t)sum * (uint32_t)args->filter_offset);
}

void pex_fully_connected_s8_mve(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                const pex_part *part) {
    const uint32_t first = (uint32_t)part->intake.start;
    const uint32_t bytes = ((uint32_t)part->intake.end < args->input_channels ? (uint32_t)part->intake.end
                                                                              : args->input_channels) -
                           first;
    const int32_t channels = part->channel_end - part->channel_start;
    int32_t *accumulators = (int32_t *)(void *)(arena + part->intake.accumulators);
    int32_t multipliers[4];
    int8_t shifts[4];
    pex_mve_run run;
    pex_mve_layer layer;
    int32_t mode = PEX_MVE_ANY;
    int32_t row;
    int32_t column;
    int32_t k;
    layer.runs = &run;
    layer.count = 1u;
    layer.triples = 0u;
    layer.elements = args->input_channels;
    layer.offset = args->output_offset;
    layer.minimum = args->minimum;
    layer.maximum = args->maximum;
    layer.scale = args->per_channel != 0 ? 4u : 0u;
    for (k = 0; k < 4; k++) {
        multipliers[k] = args->multipliers[0];
        shifts[k] = args->shifts[0];
    }
    if (first + bytes < args->input_channels) {
        mode = PEX_MVE_KEEP;
    } else if (args->per_channel != 0 && args->filter_offset == 0) {
        mode = pex_mve_mode(args->shifts + part->channel_start, (uint32_t)channels, args->minimum,
                            args->maximum);
    }
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row = pex_row(&args->input, part, first, row) + first;
        const uint32_t output_row =
            pex_row(&args->output, part, (uint32_t)part->channel_start, row) + (uint32_t)part->channel_start;
        for (column = part->column_start; column < part->column_end; column++) {
            run = pex_mve_run_of(
                (const int8_t *)(arena + (input_row + (uint32_t)column * args->input.pixel_stride)), bytes,
                args->input_channels);
            layer.start = filter_offset_share(args, &run);
            layer.before = first == 0u ? args->bias + part->channel_start : accumulators;
            layer.multipliers =
                args->per_channel != 0 ? args->multipliers + part->channel_start : multipliers;
            layer.shifts = args->per_channel != 0 ? args->shifts + part->channel_start : shifts;
            layer.mode = mode;
            layer.output = mode == PEX_MVE_KEEP
                               ? (uint8_t *)accumulators
                               : arena + (output_row + (uint32_t)column * args->output.pixel_stride);
            layer.weights = args->weights + ((uint32_t)part->channel_start * layer.elements + first);
            layer.channels = channels;
            pex_mve_channels(&layer);
            accumulators += channels;
        }
    }
}
