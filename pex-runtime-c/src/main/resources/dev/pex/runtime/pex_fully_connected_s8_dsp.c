/*
 * Fully connected, int8, as pex_fully_connected_s8, for the DSP extension; pex_dsp.h says how weights lie.
 * There is no filter offset, and multipliers and shifts are those of each channel.
 *
 * Loop order: groups of four output channels; words of inputs are innermost. What fills no word or no group
 * is summed one by one. Long inputs come in pieces, so that a sum of one fits 24 bits.
 */
#include "pex_dsp.h"
#include "pex_kernels.h"
#include "pex_layers.h"

/* Inputs of a piece; the generator proves what pex_dsp.h says for each. */
#define PIECE 2048u

/* A pixel: its channels that the step takes in. */
typedef struct vector {
    const int8_t *x;
    uint32_t first;
    uint32_t channels;
    uint8_t *arena;
    uint32_t output;
    int32_t *kept;
} vector;

static PEX_NOINLINE int32_t sum_alone(const pex_fully_connected_s8_args *args, const vector *v,
                                      uint32_t channel) {
    const uint32_t pitch = (args->input_channels + 3u) & ~3u;
    const uint32_t grouped = args->output_channels & ~3u;
    const int8_t *weights = args->weights + (channel < grouped ? channel & ~3u : channel) * pitch;
    int32_t sum = 0;
    uint32_t i;
    for (i = 0; i < v->channels; i++) {
        sum += v->x[i] * (channel < grouped ? pex_dsp_weight(weights, channel & 3u, v->first + i)
                                            : weights[v->first + i]);
    }
    return sum;
}

/* Groups from a channel on: output elements, or sums if they are kept. One group if there are several pieces.
 */
static PEX_NOINLINE void multiply(const pex_fully_connected_s8_args *args, const vector *v, int32_t channel,
                                  uint32_t groups, const int32_t *before, int32_t *kept) {
    const uint32_t pitch = (args->input_channels + 3u) & ~3u;
    const uint32_t end = v->first + v->channels;
    uint32_t first = v->first;
    int32_t sums[4];
    pex_dsp_run run;
    pex_dsp_pixel pixel;
    while (first < end) {
        const uint32_t count = end - first <= PIECE ? end - first : PIECE;
        const int last = first + count == end;
        run.x = v->x + (first - v->first);
        run.words = (uint16_t)(count / 4u | PEX_DSP_LAST_RUN);
        run.skip = (uint16_t)(4u * (pitch - count));
        pixel.weights = args->weights + ((uint32_t)channel * pitch + 4u * first);
        pixel.end = pixel.weights + 4u * groups * pitch;
        pixel.before = before;
        pixel.runs = &run;
        pixel.multipliers = last && kept == NULL ? args->multipliers + channel : NULL;
        pixel.shifts = args->shifts + channel;
        pixel.output = v->arena + (v->output + (uint32_t)channel);
        if (pixel.multipliers == NULL) {
            pixel.output = (uint8_t *)(last ? kept : sums);
        }
        pixel.half = 2 * args->output_offset + 1;
        pex_dsp_groups(&pixel);
        before = sums;
        first += count;
    }
}

/* All output channels of a pixel that the part has. */
static PEX_NOINLINE void compute_pixel(const pex_fully_connected_s8_args *args, const pex_part *part,
                                       const vector *v) {
    const int complete = v->first + v->channels == args->input_channels;
    const int words =
        v->first % 4u == 0u && v->channels % 4u == 0u && 4u * args->input_channels <= PEX_DSP_MOST_SKIPPED;
    const int32_t grouped = args->output_channels & ~3;
    const int32_t end = part->channel_end < grouped ? part->channel_end : grouped;
    int32_t *kept = v->kept;
    int32_t channel = part->channel_start;
    while (channel < part->channel_end) {
        uint8_t *output = v->arena + (v->output + (uint32_t)channel);
        const int32_t *before = v->first == 0u ? args->bias + channel : kept;
        int32_t count = 1;
        if (words && channel % 4 == 0 && end - channel >= 4) {
            count = v->channels <= PIECE ? (end - channel) & ~3 : 4;
            multiply(args, v, channel, (uint32_t)count / 4u, before, complete ? NULL : kept);
            if (complete) {
                pex_dsp_clamp(output, (uint32_t)count, args->minimum, args->maximum);
            }
        } else {
            const int32_t sum = sum_alone(args, v, (uint32_t)channel);
            if (complete) {
                const pex_output_rule rule = {args->multipliers + channel, args->shifts + channel,
                                              args->output_offset, args->minimum, args->maximum};
                pex_output_elements(&rule, &sum, before, 1, output);
            } else {
                *kept = pex_wrapping_add(sum, *before);
            }
        }
        channel += count;
        kept += count;
    }
}

void pex_fully_connected_s8_dsp(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                const pex_part *part) {
    const uint32_t end = (uint32_t)part->intake.end;
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    pex_channel_slice input_slice = {0u, 0u};
    vector v;
    int32_t row;
    int32_t column;
    v.arena = arena;
    v.kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    v.first = (uint32_t)part->intake.start;
    v.channels = (end < args->input_channels ? end : args->input_channels) - v.first;
    if (args->input_slice != 0u) {
        input_slice.number = v.first / args->input_slice;
        input_slice.skipped = input_slice.number * args->input_slice;
    }
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row = pex_row(&args->input, part, input_slice, row) + v.first;
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        for (column = part->column_start; column < part->column_end; column++) {
            v.x = (const int8_t *)(arena + (input_row + (uint32_t)column * args->input.pixel_stride));
            v.output = output_row + (uint32_t)column * args->output.pixel_stride;
            compute_pixel(args, part, &v);
            v.kept += part->channel_end - part->channel_start;
        }
    }
}
