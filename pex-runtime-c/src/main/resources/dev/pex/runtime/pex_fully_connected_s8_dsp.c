/*
 * Fully connected, int8, as pex_fully_connected_s8, for the DSP extension; pex_dsp.h says how weights lie.
 * There is no filter offset.
 *
 * Loop order: groups of four output channels; words of inputs are innermost. What fills no word or no group
 * is summed one by one. Long inputs come in pieces, so that a sum of one fits 24 bits.
 */
#include "pex_dsp.h"
#include "pex_kernels.h"
#include "pex_layers.h"

/* Inputs of a piece, which begins at a multiple of it; the generator proves what pex_dsp.h says for each. */
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

/* Bytes of the weights of a channel. */
static inline uint32_t channel_bytes(const pex_fully_connected_s8_args *args) {
    return (args->input_channels + 3u) & ~3u;
}

static PEX_NOINLINE void compute_alone(const pex_fully_connected_s8_args *args, const vector *v,
                                       uint32_t channel, int32_t *kept) {
    const pex_dsp_channel c = pex_dsp_find_channel(args->bias, channel, args->output_channels);
    const int8_t *weights = args->weights + (channel - (c.paired ? c.lane : 0u)) * channel_bytes(args);
    int32_t sum = v->first == 0u ? pex_dsp_bias(&c) : *kept;
    uint32_t i;
    for (i = 0; i < v->channels; i++) {
        sum = pex_wrapping_add(sum, v->x[i] * pex_dsp_weight(weights, &c, v->first + i));
    }
    if (v->first + v->channels == args->input_channels) {
        uint8_t *output = v->arena + (v->output + channel);
        *output = pex_dsp_element(&c, sum, 2 * args->output_offset + 1);
        pex_dsp_clamp(output, 1u, args->minimum, args->maximum);
    } else {
        *kept = sum;
    }
}

/*
 * Groups from a channel on: output elements, or sums if not all of the input has been taken in. One group if
 * there are several pieces.
 */
static PEX_NOINLINE void multiply(const pex_fully_connected_s8_args *args, const vector *v, uint32_t channel,
                                  uint32_t groups, int32_t *kept) {
    const uint32_t pitch = channel_bytes(args);
    const uint32_t end = v->first + v->channels;
    uint8_t *output = v->arena + (v->output + channel);
    uint32_t first = v->first;
    int32_t sums[4];
    pex_dsp_run run;
    pex_dsp_pixel pixel;
    if (first == 0u && end == args->input_channels) {
        kept = v->channels <= PIECE ? NULL : sums;
    }
    while (first < end) {
        const uint32_t left = PIECE - first % PIECE;
        const uint32_t count = end - first <= left ? end - first : left;
        run.x = v->x + (first - v->first);
        run.words = (uint16_t)(count / 4u | PEX_DSP_LAST_RUN);
        run.skip = (uint16_t)(4u * (pitch - count));
        pixel.weights = args->weights + (channel * pitch + 4u * first);
        pixel.end = pixel.weights + 4u * groups * pitch;
        pixel.runs = &run;
        pixel.constants = pex_dsp_constants(args->bias, channel);
        pixel.kept = kept;
        if (kept != NULL) {
            pex_dsp_begin_sums(kept, pixel.constants, groups, first == 0u);
        }
        first += count;
        pixel.output = first == args->input_channels ? output : NULL;
        pixel.half = 2 * args->output_offset + 1;
        pex_dsp_groups(&pixel);
    }
    if (end == args->input_channels) {
        pex_dsp_clamp(output, 4u * groups, args->minimum, args->maximum);
    }
}

/* All output channels of a pixel that the part has. */
static PEX_NOINLINE void compute_pixel(const pex_fully_connected_s8_args *args, const pex_part *part,
                                       const vector *v) {
    const int words =
        v->first % 4u == 0u && v->channels % 4u == 0u && 4u * args->input_channels <= PEX_DSP_MOST_SKIPPED;
    const int32_t grouped = args->output_channels & ~3;
    const int32_t end = part->channel_end < grouped ? part->channel_end : grouped;
    int32_t *kept = v->kept;
    int32_t channel = part->channel_start;
    while (channel < part->channel_end) {
        int32_t count = 1;
        if (words && channel % 4 == 0 && end - channel >= 4) {
            count = v->first % PIECE + v->channels <= PIECE ? (end - channel) & ~3 : 4;
            multiply(args, v, (uint32_t)channel, (uint32_t)count / 4u, kept);
        } else {
            compute_alone(args, v, (uint32_t)channel, kept);
        }
        channel += count;
        kept += count;
    }
}

void pex_fully_connected_s8_dsp(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                const pex_part *part) {
    const uint32_t end = (uint32_t)part->intake.end;
    vector v;
    int32_t row;
    int32_t column;
    v.arena = arena;
    v.kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    v.first = (uint32_t)part->intake.start;
    v.channels = (end < args->input_channels ? end : args->input_channels) - v.first;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row = pex_row(&args->input, part, v.first, row) + v.first;
        const uint32_t output_row = pex_row(&args->output, part, (uint32_t)part->channel_start, row);
        for (column = part->column_start; column < part->column_end; column++) {
            v.x = (const int8_t *)(arena + (input_row + (uint32_t)column * args->input.pixel_stride));
            v.output = output_row + (uint32_t)column * args->output.pixel_stride;
            compute_pixel(args, part, &v);
            v.kept += part->channel_end - part->channel_start;
        }
    }
}
