/*
 * Depthwise 2-D convolution, int8, as pex_depthwise_conv2d_s8, for the DSP extension, without a channel
 * multiplier. `absent` has as many bytes as there are channels.
 *
 * Loop order: the taps of a pixel are located once, or derived from those of the previous pixel, for all
 * groups of four channels. Channels of a group that the part cuts, and those of an incomplete group, are
 * summed one by one.
 */
#include "pex_dsp.h"
#include "pex_kernels.h"
#include "pex_layers.h"

#define MOST_TAPS 49

/* The taps of one output pixel. */
typedef struct window {
    const pex_depthwise_conv2d_s8_args *args;
    const pex_part *part;
    uint8_t *arena;
    uint32_t output; /* arena offset of the pixel's output */
    uint32_t moved;  /* bytes that taps lie behind what is noted */
    pex_taps rows;
    uint32_t byte;                 /* of the channels of an input pixel: the first that is read */
    const int8_t *taps[MOST_TAPS]; /* what each reads for the part's first channel */
} window;

/* Notes absent taps from a place up to another one. */
static PEX_NOINLINE void note_absent(window *w, const int8_t **tap, const int8_t **end) {
    while (tap != end) {
        *tap++ = w->args->absent;
    }
}

/* Where the first present tap of a row of the input reads, if the first column does in its row. */
static inline const int8_t *find_row(const window *w, int32_t row, int32_t column) {
    const pex_view *input = &w->args->input;
    return (const int8_t *)w->arena +
           (pex_row(input, w->part, w->byte, row) + (uint32_t)column * input->pixel_stride +
            (uint32_t)w->part->channel_start);
}

/* Finds the taps of a pixel of a row. */
static PEX_NOINLINE void find_taps(window *w, int32_t column) {
    const pex_taps columns = pex_present_taps(w->args->columns, column);
    const uint32_t step = (uint32_t)w->args->columns->dilation * w->args->input.pixel_stride;
    const int32_t kernel = w->args->columns->kernel;
    const int32_t present = w->rows.count > 0 && columns.count > 0 ? w->rows.count : 0;
    const int8_t **tap = w->taps + (present > 0 ? w->rows.first * kernel : 0);
    const int8_t **end = w->taps + w->args->rows->kernel * kernel;
    int32_t r;
    note_absent(w, w->taps, tap);
    for (r = 0; r < present; r++) {
        const int8_t *x = find_row(w, w->rows.position + r * w->args->rows->dilation, columns.position);
        int32_t c;
        if (columns.count != kernel) {
            note_absent(w, tap, tap + kernel);
        }
        for (c = columns.first; c < columns.first + columns.count; c++) {
            tap[c] = x;
            x += step;
        }
        tap += kernel;
    }
    note_absent(w, tap, end);
    w->moved = 0u;
}

/* Whether all columns of a pixel's window are present. */
static inline int is_whole(const pex_window *columns, int32_t column) {
    const int32_t first = column * columns->stride - columns->pad_before;
    return first >= 0 && first + (columns->kernel - 1) * columns->dilation < columns->input;
}

/* Moves taps on to the next pixel, whose columns are all present like this one's. */
static inline void move_taps(window *w) {
    const int32_t kernel = w->args->columns->kernel;
    const uint32_t step = (uint32_t)w->args->columns->stride * w->args->input.pixel_stride;
    const int8_t **tap = w->taps + w->rows.first * kernel;
    const int8_t **end = tap + w->rows.count * kernel;
    if (w->rows.count == w->args->rows->kernel) {
        w->moved += step;
        return;
    }
    while (tap != end) {
        *tap++ += step;
    }
}

static PEX_NOINLINE void compute_alone(const window *w, int32_t channel) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    const uint32_t count = (uint32_t)args->rows->kernel * args->columns->kernel;
    const pex_channel_weights weights =
        pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, count);
    const pex_dsp_channel c = {pex_dsp_constants(args->bias, (uint32_t)channel), (uint32_t)channel & 3u, 0};
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    const uint32_t first = (uint32_t)(channel - w->part->channel_start);
    int32_t sum = pex_dsp_bias(&c);
    uint32_t t;
    for (t = 0; t < count; t++) {
        sum += w->taps[t][first + w->moved] * weights.first[t * weights.step];
    }
    *output = pex_dsp_element(&c, sum, 2 * args->output_offset + 1);
    pex_dsp_clamp(output, 1u, args->minimum, args->maximum);
}

/* So many channels of a pixel, which are whole groups. Apart, so that less is kept while taps are found. */
static PEX_NOINLINE void compute_groups(const window *w, int32_t channel, int32_t count) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    pex_dsp_depthwise_pixel pixel;
    pixel.count = (uint32_t)args->rows->kernel * args->columns->kernel;
    pixel.weights = args->weights + (uint32_t)channel * pixel.count;
    pixel.constants = pex_dsp_constants(args->bias, (uint32_t)channel);
    pixel.taps = w->taps;
    pixel.output = output;
    pixel.half = 2 * args->output_offset + 1;
    pixel.end = pixel.weights + (uint32_t)count * pixel.count;
    pixel.channel = (uint32_t)(channel - w->part->channel_start) + w->moved;
    pex_dsp_depthwise_groups(&pixel);
    pex_dsp_clamp(output, (uint32_t)count, args->minimum, args->maximum);
}

/* All channels of a pixel that the part has. */
static inline void compute_pixel(const window *w) {
    const int32_t grouped = w->args->output_channels & ~3;
    const int32_t end = w->part->channel_end < grouped ? w->part->channel_end : grouped;
    int32_t channel = w->part->channel_start;
    while (channel < w->part->channel_end) {
        int32_t count = 1;
        if (channel % 4 == 0 && end - channel >= 4) {
            count = (end - channel) & ~3;
            compute_groups(w, channel, count);
        } else {
            compute_alone(w, channel);
        }
        channel += count;
    }
}

/* What the pixels of a row have in common. Apart, like what finds taps, so that its variables are not kept.
 */
static PEX_NOINLINE void begin_row(window *w, int32_t row) {
    const pex_view *output = &w->args->output;
    w->rows = pex_find_taps(w->args->rows, row);
    w->output = pex_row(output, w->part, (uint32_t)w->part->channel_start, row) +
                (uint32_t)w->part->column_start * output->pixel_stride;
}

void pex_depthwise_conv2d_s8_dsp(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena,
                                 const pex_part *part) {
    window w;
    int32_t row;
    w.args = args;
    w.part = part;
    w.arena = arena;
    w.byte = (uint32_t)part->channel_start;
    for (row = part->row_start; row < part->row_end; row++) {
        int32_t column;
        int whole = 0;
        begin_row(&w, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const int before = whole;
            whole = is_whole(args->columns, column);
            if (before && whole) {
                move_taps(&w);
            } else {
                find_taps(&w, column);
            }
            compute_pixel(&w);
            w.output += args->output.pixel_stride;
        }
    }
}
