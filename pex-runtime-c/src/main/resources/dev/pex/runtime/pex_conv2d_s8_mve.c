/*
 * 2-D convolution, int8, for cores with vectors of sixteen bytes; pex_conv2d_s8.c says what is computed.
 *
 * Loop order: the window of a pixel is made a list of runs once, which serves all its output channels, four
 * at a time: a vector of inputs is loaded once for four vectors of weights. A run is what is contiguous in
 * the input and in the weights: the channels of a tap, or where neighbouring pixels touch all present taps of
 * a kernel row. A small window of several runs is copied together first, so that it is a single one. A window
 * with more runs than the list holds is summed up list by list. A window of few bytes, of which a step takes
 * in all, goes the shortest way: where it is a run in the input, so do all pixels of a row at once.
 */
#include "pex_channels_mve.h"
#include "pex_kernels.h"
#include "pex_pixels_mve.h"

/* Runs that are listed at a time, and bytes of a window that is copied together. */
#define MOST_RUNS 7
#define MOST_BYTES 84

/* A pixel of the output and its window. */
typedef struct window {
    const pex_conv2d_s8_args *args;
    const pex_part *part;
    pex_window_rows rows;
    const int8_t *input;
    uint8_t *output;
    int32_t *kept;  /* sums of the pixel, when its input comes in slices */
    int32_t mode;   /* of its complete sums */
    int32_t before; /* taps of a row before the first present one */
    int32_t present;
    int32_t runs;        /* of present taps */
    uint32_t channels;   /* bytes of a tap */
    uint32_t run;        /* bytes of a run of present taps */
    uint32_t column;     /* bytes from the start of an input row to its first run */
    uint32_t pixel_step; /* input bytes between runs */
    uint32_t first;      /* weights of a tap before the channels that the step takes in */
    int32_t row;         /* where the next list begins: the row of the kernel, and the run in it */
    int32_t next;
    union {
        pex_mve_run list[MOST_RUNS];
        int8_t bytes[MOST_BYTES];
    } data;
    union {
        pex_mve_run run; /* a window that is a single one */
        int32_t sums[4]; /* of the lists so far */
    } whole;
    uint32_t elements; /* weights of a channel */
    union {
        pex_mve_layer layer;
        pex_mve_pixels pixels;
    } of;
} window;

static PEX_NOINLINE void start_row(window *w, uint8_t *arena, int32_t row) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_part *part = w->part;
    w->output =
        arena + (pex_row(&args->output, part, pex_slice_of(&args->output, part->channel_start, 1u), row) +
                 (uint32_t)part->column_start * args->output.pixel_stride + (uint32_t)part->channel_start);
    pex_find_rows(&w->rows, &args->input, part, pex_slice_of(&args->input, part->intake.start, 1u),
                  &args->rows, row);
}

static PEX_NOINLINE void find_columns(window *w, int32_t column) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->before = columns.count > 0 ? columns.first : args->columns.kernel;
    w->present = columns.count;
    w->runs = columns.count;
    w->run = w->channels;
    w->column = (uint32_t)columns.position * args->input.pixel_stride + w->first;
    if (columns.count > 1 && w->pixel_step == w->channels && w->channels == args->input_channels) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
}

/* The present runs of a row of the window: how many, behind how many absent taps, and where. */
typedef struct window_row {
    int32_t runs;
    int32_t before;
    const int8_t *x;
} window_row;

static inline window_row find_row(const window *w, int32_t row) {
    const int32_t i = row - w->rows.taps.first;
    window_row found = {0, w->args->columns.kernel, w->args->absent};
    if (i >= 0 && i < w->rows.taps.count && w->runs > 0) {
        found.runs = w->runs;
        found.before = w->before;
        found.x = w->input + (pex_window_row(&w->rows, &w->args->input, w->part, i) + w->column);
    }
    return found;
}

/*
 * Lists runs from where the window's last list ended, in each row those of absent taps, of present ones and
 * of absent ones again.
 */
static PEX_NOINLINE void list_runs(window *w) {
    const pex_conv2d_s8_args *args = w->args;
    pex_mve_run *run = w->data.list;
    for (; w->row < args->rows.kernel; w->row++) {
        const window_row row = find_row(w, w->row);
        const int32_t all = row.runs > 0 ? args->columns.kernel - w->present + row.runs : row.before;
        for (; w->next < all; w->next++) {
            const uint32_t i = (uint32_t)(w->next - row.before);
            if (run == w->data.list + MOST_RUNS) {
                w->of.layer.count = MOST_RUNS;
                return;
            }
            *run++ = i < (uint32_t)row.runs
                         ? pex_mve_run_of(row.x + i * w->pixel_step, w->run,
                                          row.runs < w->present ? w->run : args->input_channels)
                         : pex_mve_run_of(args->absent, w->channels, args->input_channels);
        }
        w->next = 0;
    }
    w->of.layer.count = (uint32_t)(run - w->data.list);
}

static void list_first_runs(window *w) {
    w->row = 0;
    w->next = 0;
    list_runs(w);
}

/* Copies a row of the window whose taps are not all present in a single run; returns what is behind it. */
static int8_t *copy_row(const window *w, int8_t *to, window_row row) {
    int32_t c = 0;
    while (c < w->args->columns.kernel) {
        const int present = row.runs > 0 && c >= row.before && c - row.before < w->present;
        const uint32_t bytes = present ? w->run : w->channels;
        pex_mve_copy(to, present ? row.x : w->args->absent, bytes);
        to += bytes;
        if (present) {
            row.x += w->pixel_step;
        }
        c += present && w->runs < w->present ? w->present : 1;
    }
    return to;
}

/* Copies runs of equal length, which lie at equal distances, together; returns what is behind them. */
static inline int8_t *copy_runs(int8_t *to, const int8_t *x, uint32_t distance, uint32_t bytes,
                                uint32_t count) {
#if PEX_HAS_MVE
    __asm__ volatile("1:\n\t"
                     "mov r4, %[x]\n\t"
                     "mov r5, %[to]\n\t"
                     "dlstp.8 lr, %[bytes]\n\t"
                     "2:\n\t"
                     "vldrb.8 q0, [r4], #16\n\t"
                     "vstrb.8 q0, [r5], #16\n\t"
                     "letp lr, 2b\n\t"
                     "add %[x], %[distance]\n\t"
                     "add %[to], %[bytes]\n\t"
                     "subs %[count], #1\n\t"
                     "bne 1b"
                     : [x] "+r"(x), [to] "+r"(to), [count] "+r"(count)
                     : [distance] "r"(distance), [bytes] "r"(bytes)
                     : "r4", "r5", "lr", "q0", "cc", "memory");
    return to;
#else
    for (; count > 0u; count--) {
        pex_mve_copy(to, x, bytes);
        x += distance;
        to += bytes;
    }
    return to;
#endif
}

/* Copies a window together. */
static PEX_NOINLINE void copy_window(window *w) {
    const pex_conv2d_s8_args *args = w->args;
    int8_t *to = w->data.bytes;
    int32_t r;
    if (w->runs == 1 && w->present == args->columns.kernel && w->rows.taps.count == args->rows.kernel) {
        /* Rows of the input that follow no rule are looked up. */
        const int32_t copied =
            args->input.row_cells == 0u && args->input.cells == NULL ? args->rows.kernel : 1;
        for (r = 0; r < args->rows.kernel; r += copied) {
            const uint32_t start = pex_window_row(&w->rows, &args->input, w->part, r) + w->column;
            to = copy_runs(to, w->input + start, args->rows.dilation * args->input.row_stride, w->run,
                           (uint32_t)copied);
        }
        return;
    }
    for (r = 0; r < args->rows.kernel; r++) {
        to = copy_row(w, to, find_row(w, r));
    }
}

/* The weights behind those of all runs of a list. */
static const int8_t *weights_behind(const pex_mve_layer *layer) {
    const int8_t *weights = layer->weights;
    uint32_t i;
    for (i = 0; i < layer->count; i++) {
        weights += ((layer->runs[i].bytes + 15u) & ~15u) - layer->runs[i].back;
    }
    return weights;
}

/* Makes runs of the window. */
static PEX_NOINLINE void find_runs(window *w) {
    const pex_conv2d_s8_args *args = w->args;
    w->of.layer.runs = &w->whole.run;
    w->of.layer.count = 1u;
    w->row = args->rows.kernel;
    if (args->rows.kernel == 1 && w->rows.taps.count == 1 && w->runs == 1 &&
        w->present == args->columns.kernel) {
        w->whole.run = pex_mve_run_of(w->input + (w->rows.starts[0] + w->column), w->run, w->elements);
    } else if (w->elements <= MOST_BYTES && w->channels == args->input_channels) {
        copy_window(w);
        w->whole.run = pex_mve_run_of(w->data.bytes, w->elements, w->elements);
    } else {
        w->of.layer.runs = w->data.list;
        list_first_runs(w);
    }
}

/* Goes on by one pixel, between two whose windows lie in the input. */
static inline void move_runs(window *w, uint32_t step) {
    uint32_t i;
    w->column += step;
    if (w->of.layer.runs == w->data.list) {
        for (i = 0; i < w->of.layer.count; i++) {
            w->data.list[i].x += step;
        }
    } else if (w->whole.run.x == w->data.bytes) {
        copy_window(w);
    } else {
        w->whole.run.x += step;
    }
}

/*
 * Computes output channels of a pixel from the runs that are listed: from the one with the number `done` of
 * the part on, and so many. Their sums go to `sums`, unless that is null and they are complete.
 */
static PEX_NOINLINE void compute_channels(window *w, int32_t done, int32_t count, int32_t *sums) {
    const int32_t channel = w->part->channel_start + done;
    w->of.layer.multipliers = w->args->multipliers + channel;
    w->of.layer.shifts = w->args->shifts + channel;
    w->of.layer.output = w->output + done;
    w->of.layer.mode = w->mode;
    w->of.layer.channels = count;
    if (sums != NULL) {
        w->of.layer.output = (uint8_t *)sums;
        w->of.layer.mode = PEX_MVE_KEEP;
    }
    pex_mve_channels(&w->of.layer);
}

static void start_channels(window *w, int32_t done) {
    const int32_t channel = w->part->channel_start + done;
    w->of.layer.weights = w->args->weights + ((uint32_t)channel * w->elements + w->first);
    w->of.layer.before = w->part->intake.start == 0 ? w->args->bias + channel : w->kept + done;
}

/* When a list does not hold all runs, four channels go through all lists before the next four. */
static PEX_NOINLINE void compute_in_lists(window *w, int32_t channels) {
    int32_t *sums = w->whole.sums;
    int32_t done = 0;
    while (done < channels) {
        const int32_t count = channels - done < 4 ? channels - done : 4;
        start_channels(w, done);
        list_first_runs(w);
        while (w->row < w->args->rows.kernel) {
            const int8_t *weights = weights_behind(&w->of.layer);
            compute_channels(w, done, count, sums);
            w->of.layer.weights = weights;
            w->of.layer.before = sums;
            list_runs(w);
        }
        compute_channels(w, done, count, w->mode == PEX_MVE_KEEP ? w->kept + done : NULL);
        done += count;
    }
}

/* What the pixels of a step have in common that go the shortest way. */
static void start_pixels(window *w) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_part *part = w->part;
    pex_mve_pixels *pixels = &w->of.pixels;
    const uint32_t channels = (uint32_t)(part->channel_end - part->channel_start);
    pixels->last = ((w->elements - 1u) & 15u) + 1u;
    pixels->weights = args->weights + (uint32_t)part->channel_start * w->elements;
    pixels->bias = args->bias + part->channel_start;
    pixels->multipliers = args->multipliers + part->channel_start;
    pixels->shifts = args->shifts + part->channel_start;
    pixels->elements = w->elements;
    pixels->groups = channels / 4u;
    pixels->offset = args->output_offset;
    pixels->x_step = args->columns.stride * args->input.pixel_stride;
    pixels->output_step = args->output.pixel_stride - channels;
}

/* A row of pixels that go the shortest way; those of `inside` have all taps. */
static void compute_row(window *w, pex_mve_inside inside) {
    const pex_conv2d_s8_args *args = w->args;
    pex_mve_pixels *pixels = &w->of.pixels;
    const int one_tap = args->rows.kernel == 1 && args->columns.kernel == 1;
    const uint32_t vectors = (w->elements + 15u) / 16u;
    int32_t column = w->part->column_start;
    pixels->output = w->output;
    while (column < w->part->column_end) {
        const int within = column >= inside.start && column < inside.end;
        pixels->count = 1;
        if (!within || column == inside.start || column == w->part->column_start) {
            find_columns(w, column);
        } else {
            w->column += pixels->x_step;
        }
        if (!one_tap) {
            pixels->x = w->data.bytes;
            copy_window(w);
        } else if (within) {
            const int32_t end = inside.end < w->part->column_end ? inside.end : w->part->column_end;
            pixels->x = w->input + (w->rows.starts[0] + w->column);
            pixels->count = end - column;
            column = end - 1;
        } else {
            pixels->x = args->absent;
        }
        pex_mve_compute_pixels(pixels, vectors);
        column++;
    }
}

void pex_conv2d_s8_mve(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int32_t channels = part->channel_end - part->channel_start;
    const uint32_t step = args->columns.stride * args->input.pixel_stride;
    const pex_mve_inside inside = pex_mve_find_inside(&args->columns, part->column_start);
    const pex_mve_inside nowhere = {0, 0};
    window w;
    int32_t row;
    int32_t column;
    w.args = args;
    w.part = part;
    w.input = (const int8_t *)arena;
    w.kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    w.first = (uint32_t)part->intake.start;
    w.channels = (uint32_t)pex_intake_end(part, args->input_channels) - w.first;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    w.elements = (uint32_t)args->rows.kernel * args->columns.kernel * args->input_channels;
    w.mode = part->intake.end < args->input_channels
                 ? PEX_MVE_KEEP
                 : pex_mve_mode(args->shifts + part->channel_start, (uint32_t)channels, args->minimum,
                                args->maximum);
    if (w.mode == PEX_MVE_PLAIN && w.channels == args->input_channels && channels % 4 == 0 &&
        w.elements <= 16u * PEX_MVE_MOST_VECTORS) {
        start_pixels(&w);
        for (row = part->row_start; row < part->row_end; row++) {
            start_row(&w, arena, row);
            compute_row(&w, w.rows.taps.count < args->rows.kernel ? nowhere : inside);
        }
        return;
    }
    w.of.layer.elements = w.elements;
    w.of.layer.start = 0;
    w.of.layer.offset = args->output_offset;
    w.of.layer.scale = 4u;
    w.of.layer.minimum = args->minimum;
    w.of.layer.maximum = args->maximum;
    for (row = part->row_start; row < part->row_end; row++) {
        int32_t end = inside.end;
        start_row(&w, arena, row);
        if (w.rows.taps.count < args->rows.kernel) {
            end = 0;
        }
        for (column = part->column_start; column < part->column_end; column++) {
            if (column > inside.start && column < end && w.row >= args->rows.kernel) {
                move_runs(&w, step);
            } else {
                find_columns(&w, column);
                find_runs(&w);
            }
            if (w.row < args->rows.kernel) {
                compute_in_lists(&w, channels);
                w.row = 0;
            } else {
                start_channels(&w, 0);
                compute_channels(&w, 0, channels, w.mode == PEX_MVE_KEEP ? w.kept : NULL);
            }
            w.output += args->output.pixel_stride;
            w.kept += channels;
        }
    }
}
