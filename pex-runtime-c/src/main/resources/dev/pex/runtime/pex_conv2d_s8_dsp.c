/*
 * 2-D convolution, int8, as pex_conv2d_s8, for the DSP extension; pex_dsp.h has the order of weights.
 *
 * Loop order: a pixel's window becomes a list of runs of contiguous inputs, including absent taps, in the
 * order of the weights; all groups of four output channels use it. A small window is copied first, so that it
 * is a single run of whole words. Channels of a group that the part cuts, channels of an incomplete group,
 * and all channels of an input slice that does not consist of whole words are summed one by one, which is
 * slower.
 */
#include "pex_dsp.h"
#include "pex_kernels.h"
#include "pex_layers.h"

#define PEX_UNALIGNED_WORDS PEX_DSP_ASSEMBLY
#include "pex_windows.h"

/* Taps of a window that is not copied. */
#define MOST_RUNS 9

typedef pex_convolution_window window;

/* Weights of an output channel. */
static inline uint32_t channel_bytes(const pex_conv2d_s8_args *args) {
    return (pex_elements(args) + 3u) & ~3u;
}

/* The first channel of a tap that the step takes in. */
static inline const int8_t *find_tap(const window *w, int32_t row, int32_t column) {
    const int32_t r = row - w->rows.taps.first;
    const int32_t c = column - w->before;
    if (r < 0 || r >= w->rows.taps.count || c < 0 || c >= w->present) {
        return w->args->absent;
    }
    return (const int8_t *)w->arena +
           (pex_window_row(&w->rows, &w->args->input, w->part, r) + w->column + (uint32_t)c * w->pixel_step);
}

/* The sum of a window's products for one channel. */
static inline int32_t sum_alone(const window *w, const pex_dsp_channel *k, uint32_t channel) {
    const int8_t *weights =
        w->args->weights + (channel - (k->paired ? k->lane : 0u)) * channel_bytes(w->args);
    uint32_t element = pex_first_channel(w);
    int32_t sum = 0;
    int32_t r;
    int32_t c;
    for (r = 0; r < w->args->rows->kernel; r++) {
        for (c = 0; c < w->args->columns->kernel; c++) {
            const int8_t *x = find_tap(w, r, c);
            uint32_t i;
            for (i = 0; i < w->channels; i++) {
                sum += x[i] * pex_dsp_weight(weights, k, element + i);
            }
            element += w->args->input_channels;
        }
    }
    return sum;
}

static PEX_NOINLINE void compute_alone(const window *w, int32_t channel, int32_t *kept) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_dsp_channel c = pex_dsp_find_channel(args->bias, (uint32_t)channel, args->output_channels);
    const int32_t before = w->part->intake.start == 0 ? pex_dsp_bias(&c) : *kept;
    const int32_t sum = pex_wrapping_add(sum_alone(w, &c, (uint32_t)channel), before);
    if (w->part->intake.end >= args->input_channels) {
        uint8_t *output = w->arena + (w->output + (uint32_t)channel);
        *output = pex_dsp_element(&c, sum, 2 * args->output_offset + 1);
        pex_dsp_clamp(output, 1u, args->minimum, args->maximum);
    } else {
        *kept = sum;
    }
}

/* Some channels of a pixel, which are whole groups; its window as runs. */
static PEX_NOINLINE void compute_groups(const window *w, const pex_dsp_run *runs, int32_t channel,
                                        int32_t count, int32_t *kept) {
    const pex_conv2d_s8_args *args = w->args;
    const int first = w->part->intake.start == 0;
    const int complete = w->part->intake.end >= args->input_channels;
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    pex_dsp_pixel pixel;
    pixel.weights = args->weights + ((uint32_t)channel * channel_bytes(args) + 4u * pex_first_channel(w));
    pixel.end = pixel.weights + (uint32_t)count * channel_bytes(args);
    pixel.runs = runs;
    pixel.constants = pex_dsp_constants(args->bias, (uint32_t)channel);
    pixel.kept = NULL;
    if (!first || !complete) {
        pixel.kept = kept;
        pex_dsp_begin_sums(kept, pixel.constants, (uint32_t)count / 4u, first);
    }
    pixel.output = complete ? output : NULL;
    pixel.half = 2 * args->output_offset + 1;
    pex_dsp_groups(&pixel);
    if (complete) {
        pex_dsp_clamp(output, (uint32_t)count, args->minimum, args->maximum);
    }
}

/* All output channels of a pixel in the part; its window as runs, or null if there are none. */
static inline void compute_pixel(const window *w, const pex_dsp_run *runs) {
    const int32_t grouped = w->args->output_channels & ~3;
    const int32_t end = w->part->channel_end < grouped ? w->part->channel_end : grouped;
    int32_t *kept = (int32_t *)(void *)(w->arena + w->accumulators);
    int32_t channel = w->part->channel_start;
    while (channel < w->part->channel_end) {
        int32_t count = 1;
        if (runs != NULL && channel % 4 == 0 && end - channel >= 4) {
            count = (end - channel) & ~3;
            compute_groups(w, runs, channel, count, kept);
        } else {
            compute_alone(w, channel, kept);
        }
        channel += count;
        kept += count;
    }
}

/* Appends one run, or as many equal ones as there are taps. */
static inline pex_dsp_run *append(pex_dsp_run *runs, const int8_t *x, uint32_t step, int32_t count,
                                  uint32_t bytes, uint32_t skip) {
    for (; count > 0; count--) {
        runs->x = x;
        runs->words = (uint16_t)(bytes / 4u);
        runs->skip = (uint16_t)skip;
        runs++;
        x += step;
    }
    return runs;
}

/* A pixel's window as runs, and the buffer that it is copied to. */
typedef struct window_runs {
    union {
        int8_t bytes[PEX_GATHERED_BYTES];
        pex_dsp_run direct[MOST_RUNS];
    } window;
    pex_dsp_run copied;
} window_runs;

/* The runs of a window that is small. */
static const pex_dsp_run *copy_window(const window *w, window_runs *runs) {
    int8_t *bytes = runs->window.bytes;
    uint32_t i;
    pex_gather_window(w, bytes);
    for (i = w->one_run; i % 4u != 0u; i++) {
        bytes[i] = 0;
    }
    append(&runs->copied, bytes, 0u, 1, i | 4u * PEX_DSP_LAST_RUN, 0u);
    return &runs->copied;
}

/* The runs of a window that is not copied. */
static PEX_NOINLINE const pex_dsp_run *find_runs(const window *w, window_runs *runs) {
    const uint32_t skip = 4u * (w->args->input_channels - w->channels);
    pex_dsp_run *next = runs->window.direct;
    int32_t r;
    for (r = 0; r < w->args->rows->kernel; r++) {
        const pex_window_row_runs row = pex_runs_of_row(w, r);
        next = append(next, w->args->absent, 0u, row.before, w->channels, skip);
        next = append(next, row.x, w->pixel_step, row.runs, w->run, skip);
        next = append(next, w->args->absent, 0u, row.after, w->channels, skip);
    }
    next--;
    next->words |= PEX_DSP_LAST_RUN;
    return runs->window.direct;
}

/* Whether the runs of a part's windows consist of words and there are few of them. */
static inline int lies_in_words(const window *w) {
    const pex_conv2d_s8_args *args = w->args;
    return args->input_channels % 4u == 0u && w->channels % 4u == 0u && pex_first_channel(w) % 4u == 0u &&
           args->rows->kernel * args->columns->kernel <= MOST_RUNS &&
           4u * args->input_channels <= PEX_DSP_MOST_SKIPPED;
}

/* Whether every output of a part reads one pixel, in words, and the part has whole groups. */
static int is_pointwise(const pex_conv2d_s8_args *args, const pex_part *part) {
    const int32_t end = pex_intake_end(part, args->input_channels);
    return args->rows->kernel == 1 && args->columns->kernel == 1 && args->rows->pad_before == 0 &&
           args->columns->pad_before == 0 && (part->row_end - 1) * args->rows->stride < args->rows->input &&
           (part->column_end - 1) * args->columns->stride < args->columns->input &&
           args->input_channels % 4 == 0 && part->intake.start % 4 == 0 && end % 4 == 0 &&
           4u * args->input_channels <= PEX_DSP_MOST_SKIPPED && part->channel_start % 4 == 0 &&
           part->channel_end % 4 == 0 && part->channel_end <= (args->output_channels & ~3);
}

/* Arena offsets of a pixel of such a part. */
typedef struct pointwise_pixel {
    uint32_t x;
    uint32_t output;
    uint32_t kept;
} pointwise_pixel;

/* Such a part: no lookup is needed for a pixel. */
typedef struct pointwise {
    const pex_conv2d_s8_args *args;
    uint8_t *arena;
    uint32_t first;    /* channel that the step takes in */
    uint32_t channels; /* channels that it takes in */
    uint32_t channel;  /* first one of the output */
    uint32_t count;    /* channels of the output */
    int32_t starts;    /* whether sums begin here */
    int32_t complete;  /* whether they are complete then */
} pointwise;

static PEX_NOINLINE void compute_one(const pointwise *p, const pointwise_pixel *place) {
    const pex_conv2d_s8_args *args = p->args;
    pex_dsp_run run;
    pex_dsp_pixel pixel;
    run.x = (const int8_t *)(p->arena + place->x);
    run.words = (uint16_t)(p->channels / 4u | PEX_DSP_LAST_RUN);
    run.skip = (uint16_t)(4u * (args->input_channels - p->channels));
    pixel.weights = args->weights + (p->channel * args->input_channels + 4u * p->first);
    pixel.end = pixel.weights + p->count * args->input_channels;
    pixel.runs = &run;
    pixel.constants = pex_dsp_constants(args->bias, p->channel);
    pixel.kept = NULL;
    if (!p->starts || !p->complete) {
        pixel.kept = (int32_t *)(void *)(p->arena + place->kept);
        pex_dsp_begin_sums(pixel.kept, pixel.constants, p->count / 4u, p->starts);
    }
    pixel.output = p->complete ? p->arena + place->output : NULL;
    pixel.half = 2 * args->output_offset + 1;
    pex_dsp_groups(&pixel);
    if (p->complete) {
        pex_dsp_clamp(p->arena + place->output, p->count, args->minimum, args->maximum);
    }
}

/* Two pixels, with scratch. */
static PEX_NOINLINE void compute_two(const pointwise *p, const pointwise_pixel places[2]) {
    const pex_conv2d_s8_args *args = p->args;
    int16_t *widened = (int16_t *)(void *)(p->arena + args->scratch);
    uint32_t i;
    pex_dsp_pair pair;
    pair.weights = args->weights + p->channel * args->input_channels;
    pair.end = pair.weights + p->count * args->input_channels;
    pair.widened = widened;
    pair.widened_end = widened + 2u * p->channels;
    pair.constants = pex_dsp_constants(args->bias, p->channel);
    pair.half = 2 * args->output_offset + 1;
    for (i = 0; i < 2u; i++) {
        pair.outputs[i] = p->arena + places[i].output;
    }
    pex_dsp_widen((const int8_t *)(p->arena + places[0].x), (const int8_t *)(p->arena + places[1].x), widened,
                  p->channels / 4u);
    pex_dsp_pair_groups(&pair);
    for (i = 0; i < 2u; i++) {
        pex_dsp_clamp(p->arena + places[i].output, p->count, args->minimum, args->maximum);
    }
}

static PEX_NOINLINE void compute_pointwise(const pex_conv2d_s8_args *args, uint8_t *arena,
                                           const pex_part *part) {
    const uint32_t step = (uint32_t)args->columns->stride * args->input.pixel_stride;
    pointwise p;
    pointwise_pixel places[2];
    uint32_t waiting = 0;
    uint32_t most = 1;
    int32_t row;
    int32_t columns;
    p.args = args;
    p.arena = arena;
    p.first = (uint32_t)part->intake.start;
    p.channels = (uint32_t)pex_intake_end(part, args->input_channels) - p.first;
    p.channel = (uint32_t)part->channel_start;
    p.count = (uint32_t)part->channel_end - p.channel;
    p.starts = part->intake.start == 0;
    p.complete = part->intake.end >= args->input_channels;
    if (args->scratch != PEX_NO_SCRATCH && p.channels == args->input_channels) {
        most = 2;
    }
    places[0].kept = part->intake.accumulators;
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t x = pex_row(&args->input, part, (uint32_t)part->intake.start, row * args->rows->stride) +
                     (uint32_t)part->column_start * step + p.first;
        uint32_t output = pex_row(&args->output, part, (uint32_t)part->channel_start, row) +
                          (uint32_t)part->column_start * args->output.pixel_stride + p.channel;
        for (columns = part->column_end - part->column_start; columns > 0; columns--) {
            places[waiting].x = x;
            places[waiting].output = output;
            waiting++;
            if (waiting == most) {
                if (most == 2u) {
                    compute_two(&p, places);
                } else {
                    compute_one(&p, places);
                    places[0].kept += 4u * p.count;
                }
                waiting = 0;
            }
            x += step;
            output += args->output.pixel_stride;
        }
    }
    if (waiting > 0u) {
        compute_one(&p, places);
    }
}

/* The start of the first output of a row. Not inlined, to keep the caller's stack small. */
static PEX_NOINLINE void find_output(window *w, int32_t row) {
    const pex_view *output = &w->args->output;
    w->output = pex_row(output, w->part, (uint32_t)w->part->channel_start, row) +
                (uint32_t)w->part->column_start * output->pixel_stride;
}

static PEX_NOINLINE void compute_windows(const pex_conv2d_s8_args *args, uint8_t *arena,
                                         const pex_part *part) {
    window_runs runs;
    window w;
    int32_t row;
    int32_t column;
    pex_begin_part(&w, args, part, arena);
    for (row = part->row_start; row < part->row_end; row++) {
        find_output(&w, row);
        pex_begin_row(&w, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_dsp_run *found = NULL;
            pex_begin_pixel(&w, column);
            if (lies_in_words(&w) && (w.x != NULL || w.one_run > PEX_GATHERED_BYTES)) {
                found = find_runs(&w, &runs);
            } else if (w.channels == args->input_channels && w.one_run <= PEX_GATHERED_BYTES) {
                found = copy_window(&w, &runs);
            }
            compute_pixel(&w, found);
            w.output += args->output.pixel_stride;
            w.accumulators += 4u * (uint32_t)(part->channel_end - part->channel_start);
        }
    }
}

void pex_conv2d_s8_dsp(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    if (is_pointwise(args, part)) {
        compute_pointwise(args, arena, part);
    } else {
        compute_windows(args, arena, part);
    }
}
