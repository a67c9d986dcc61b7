/*
 * 2-D convolution, int8, for cores with vectors of sixteen bytes; pex_conv2d_s8.c has the formula.
 *
 * Loop order: the window of a pixel becomes a list of runs once for all its output channels, which are
 * computed four at a time: a vector of inputs is loaded once for four vectors of weights. A run is contiguous
 * in the input and in the weights: the channels of a tap, or, if there are no gaps between neighbouring
 * pixels, all present taps of a kernel row. A small window of several runs is copied first, so that it is a
 * single run. A window with more runs than the list holds is summed list by list. A window of few bytes or of
 * one tap, which a step takes in completely, takes a short path; if it is a run in the input, all pixels of a
 * row do so at once.
 */
#include "pex_channels_mve.h"
#include "pex_kernels.h"
#include "pex_pixels_mve.h"

/* Number of runs in a list, and the most bytes of a window that is copied. */
#define MOST_RUNS 7
#define MOST_BYTES 80

/* A pixel of the output and its window. */
typedef struct window {
    const pex_conv2d_s8_args *args;
    const pex_part *part;
    pex_window_rows rows;
    uint8_t *arena;
    uint8_t *output;
    uint16_t before; /* taps of a row before the first present one */
    uint16_t present;
    uint16_t runs;       /* of present taps */
    uint16_t mode;       /* the conversion of complete sums */
    uint32_t channels;   /* bytes of a tap */
    uint32_t run;        /* bytes of a run of present taps */
    uint32_t column;     /* bytes from the start of an input row to its first run */
    uint32_t pixel_step; /* input bytes between runs */
} window;

/* A window as a list of runs, or copied together, and how its pixel is computed. */
typedef struct listing {
    window pixel;
    const int32_t *before; /* what is added to the pixel's sums */
    uint8_t *target;       /* the place of its output elements, or of sums that are kept */
    uint16_t row;          /* the start of the next list: the row of the kernel, and the run in it */
    uint16_t next;
    union {
        pex_mve_run list[MOST_RUNS];
        struct {
            pex_mve_run run;
            int8_t bytes[MOST_BYTES];
        } copied;
    } data;
    pex_mve_layer layer;
} listing;

/* Weights of a channel. */
static inline uint32_t elements_of(const pex_conv2d_s8_args *args) {
    return (uint32_t)args->rows->kernel * args->columns->kernel * args->input_channels;
}

static PEX_NOINLINE void start_step(window *w, const pex_conv2d_s8_args *args, uint8_t *arena,
                                    const pex_part *part) {
    w->args = args;
    w->part = part;
    w->arena = arena;
    w->channels = (uint32_t)(pex_intake_end(part, args->input_channels) - part->intake.start);
    w->pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
}

static PEX_NOINLINE uint32_t find_output(const window *w, int32_t row) {
    const pex_view *view = &w->args->output;
    const pex_part *part = w->part;
    return pex_row(view, part, (uint32_t)part->channel_start, row) +
           (uint32_t)part->column_start * view->pixel_stride + (uint32_t)part->channel_start;
}

static inline void start_row(window *w, int32_t row) {
    w->output = w->arena + find_output(w, row);
    pex_find_rows(&w->rows, &w->args->input, w->part, (uint32_t)w->part->intake.start, w->args->rows, row);
}

static PEX_NOINLINE void find_columns(window *w, int32_t column) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_taps columns = pex_find_taps(args->columns, column);
    w->before = columns.count > 0 ? (uint16_t)columns.first : args->columns->kernel;
    w->present = (uint16_t)columns.count;
    w->runs = (uint16_t)columns.count;
    w->run = w->channels;
    w->column = (uint32_t)columns.position * args->input.pixel_stride + (uint32_t)w->part->intake.start;
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
    window_row found = {0, w->args->columns->kernel, w->args->absent};
    if (i >= 0 && i < w->rows.taps.count && w->runs > 0) {
        found.runs = w->runs;
        found.before = w->before;
        found.x =
            (const int8_t *)w->arena + (pex_window_row(&w->rows, &w->args->input, w->part, i) + w->column);
    }
    return found;
}

/* Lists a run, of present taps at x or, where that is null, of an absent one. */
static PEX_NOINLINE void list_run(listing *l, const int8_t *x) {
    const window *w = &l->pixel;
    const uint32_t all = w->args->input_channels;
    l->data.list[l->layer.count++] = x == NULL
                                         ? pex_mve_run_of(w->args->absent, w->channels, all)
                                         : pex_mve_run_of(x, w->run, w->runs < w->present ? w->run : all);
}

/*
 * Lists runs from where the window's last list ended, in each row those of absent taps, of present ones and
 * of absent ones again.
 */
static PEX_NOINLINE void list_runs(listing *l) {
    const window *w = &l->pixel;
    l->layer.count = 0u;
    for (; l->row < w->args->rows->kernel; l->row++) {
        const window_row row = find_row(w, l->row);
        const int32_t all = row.runs > 0 ? w->args->columns->kernel - w->present + row.runs : row.before;
        for (; l->next < all; l->next++) {
            const uint32_t i = (uint32_t)(l->next - row.before);
            if (l->layer.count == MOST_RUNS) {
                return;
            }
            list_run(l, i < (uint32_t)row.runs ? row.x + i * w->pixel_step : NULL);
        }
        l->next = 0;
    }
}

static inline void list_first_runs(listing *l) {
    l->row = 0;
    l->next = 0;
    list_runs(l);
}

/* Copies a row of the window whose taps are not all present in a single run; returns what is behind it. */
static int8_t *copy_row(const window *w, int8_t *to, window_row row) {
    int32_t c = 0;
    while (c < w->args->columns->kernel) {
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

/* Copies runs of equal length, which lie at equal distances, together. */
static inline void copy_runs(int8_t *to, const int8_t *x, uint32_t distance, uint32_t bytes, uint32_t count) {
#if PEX_HAS_MVE
    __asm__ volatile("1:\n\t"
                     "mov r4, %[x]\n\t"
                     "mov r5, %[to]\n\t"
                     "dlstp.8 lr, %[bytes]\n\t"
                     "2:\n\t"
                     "vldrb.8 q0, [r4], #16\n\t"
                     "vstrb.8 q0, [r5], #16\n\t"
                     "letp lr, 2b\n\t"
                     "add %[x], %[x], %[distance]\n\t"
                     "add %[to], %[to], %[bytes]\n\t"
                     "subs %[count], %[count], #1\n\t"
                     "bne 1b"
                     : [x] "+r"(x), [to] "+r"(to), [count] "+r"(count)
                     : [distance] "r"(distance), [bytes] "r"(bytes)
                     : "r4", "r5", "lr", "q0", "cc", "memory");
#else
    for (; count > 0u; count--) {
        pex_mve_copy(to, x, bytes);
        x += distance;
        to += bytes;
    }
#endif
}

/* Whether rows of the input are at equal distances. */
static inline int has_regular_rows(const pex_conv2d_s8_args *args) {
    return args->input.cells == 0u;
}

/* Copies a window into one run. */
static PEX_NOINLINE void copy_window(const window *w, int8_t *to) {
    const pex_conv2d_s8_args *args = w->args;
    int32_t r;
    if (w->runs == 1 && w->present == args->columns->kernel && w->rows.taps.count == args->rows->kernel) {
        /* If rows of the input are not at equal distances, their starts are looked up. */
        const int32_t copied = has_regular_rows(args) ? args->rows->kernel : 1;
        for (r = 0; r < args->rows->kernel; r += copied) {
            const uint32_t start = pex_window_row(&w->rows, &args->input, w->part, r) + w->column;
            copy_runs(to, (const int8_t *)w->arena + start, args->rows->dilation * args->input.row_stride,
                      w->run, (uint32_t)copied);
            to += w->run;
        }
        return;
    }
    for (r = 0; r < args->rows->kernel; r++) {
        to = copy_row(w, to, find_row(w, r));
    }
}

/* The weights behind those of all runs of a list. */
static inline const int8_t *weights_behind(const pex_mve_layer *layer) {
    const int8_t *weights = layer->weights;
    const pex_mve_run *run = layer->runs;
    uint32_t left = layer->count;
    do {
        weights += ((run->bytes + 15u) & ~15u) - run->back;
        run++;
    } while (--left > 0u);
    return weights;
}

/* Makes runs of the window. */
static PEX_NOINLINE void find_runs(listing *l) {
    window *w = &l->pixel;
    const pex_conv2d_s8_args *args = w->args;
    l->layer.runs = l->data.list;
    l->layer.count = 1u;
    l->layer.triples = 0u;
    l->row = args->rows->kernel;
    if (args->rows->kernel == 1 && w->rows.taps.count == 1 && w->runs == 1 &&
        w->present == args->columns->kernel) {
        l->data.list[0] = pex_mve_run_of((const int8_t *)w->arena + (w->rows.starts[0] + w->column), w->run,
                                         l->layer.elements);
    } else if (l->layer.elements <= MOST_BYTES && w->channels == args->input_channels) {
        copy_window(w, l->data.copied.bytes);
        l->data.copied.run = pex_mve_run_of(l->data.copied.bytes, l->layer.elements, l->layer.elements);
    } else {
        list_first_runs(l);
    }
    if (w->rows.taps.count == args->rows->kernel && w->present == args->columns->kernel &&
        w->channels == args->input_channels && l->row >= args->rows->kernel &&
        l->layer.runs->bytes % 48u == 0u) {
        l->layer.triples = l->layer.runs->bytes / 48u;
    }
}

/* Advances by one pixel, between two whose windows lie in the input. */
static inline void move_runs(listing *l, uint32_t step) {
    window *w = &l->pixel;
    w->column += step;
    if (l->data.copied.run.x == l->data.copied.bytes) {
        copy_window(w, l->data.copied.bytes);
    } else {
        pex_mve_run *run = l->data.list;
        uint32_t i = l->layer.count;
        do {
            run->x += step;
            run++;
        } while (--i > 0u);
    }
}

/* What the channels of a part have in common, from the one with the number `done` on. */
static inline void start_channels(listing *l, int32_t done) {
    const window *w = &l->pixel;
    const int32_t channel = w->part->channel_start + done;
    l->layer.weights =
        w->args->weights + ((uint32_t)channel * l->layer.elements + (uint32_t)w->part->intake.start);
    l->layer.multipliers = w->args->multipliers + channel;
    l->layer.shifts = w->args->shifts + channel;
}

/*
 * If a list does not hold all runs, four channels are computed with all lists before the next four: the sums
 * of the lists so far are kept meanwhile. At most four channels, from the one with the number `done` on.
 */
static PEX_NOINLINE void compute_in_lists(listing *l, int32_t done, int32_t count, uint8_t *target) {
    int32_t sums[4];
    start_channels(l, done);
    l->layer.before = l->before + done;
    list_first_runs(l);
    while (l->row < l->pixel.args->rows->kernel) {
        l->layer.channels = count;
        PEX_IN_ORDER();
        l->layer.mode = PEX_MVE_KEEP;
        l->layer.output = (uint8_t *)sums;
        pex_mve_channels(&l->layer);
        l->layer.weights = weights_behind(&l->layer);
        l->layer.before = sums;
        list_runs(l);
    }
    l->layer.channels = count;
    PEX_IN_ORDER();
    l->layer.mode = l->pixel.mode;
    l->layer.output = target;
    pex_mve_channels(&l->layer);
}

/* Begins a step. Not inlined, like others, to keep the caller's stack small. */
static PEX_NOINLINE void start_listing(listing *l, const pex_conv2d_s8_args *args, uint8_t *arena,
                                       const pex_part *part, int32_t mode) {
    start_step(&l->pixel, args, arena, part);
    l->pixel.mode = (uint16_t)mode;
    l->target = arena + part->intake.accumulators;
    l->before =
        part->intake.start == 0 ? args->bias + part->channel_start : (const int32_t *)(const void *)l->target;
    l->row = 0;
    l->layer.elements = elements_of(args);
    l->layer.start = 0;
    l->layer.offset = args->output_offset;
    l->layer.mode = mode;
    l->layer.scale = 4u;
    l->layer.minimum = args->minimum;
    l->layer.maximum = args->maximum;
    start_channels(l, 0);
}

/* By lists of runs. */
static PEX_NOINLINE void compute_listed(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part,
                                        int32_t mode) {
    const pex_mve_inside inside = pex_mve_find_inside(args->columns, part->column_start);
    const int32_t channels = part->channel_end - part->channel_start;
    const int32_t before_step = part->intake.start == 0 ? 0 : channels;
    const int32_t target_step = mode == PEX_MVE_KEEP ? 4 * channels : args->output.pixel_stride;
    const int32_t *multipliers;
    const int8_t *shifts;
    listing l;
    int32_t row;
    int32_t column;
    start_listing(&l, args, arena, part, mode);
    multipliers = l.layer.multipliers;
    shifts = l.layer.shifts;
    for (row = part->row_start; row < part->row_end; row++) {
        int32_t end = inside.end;
        start_row(&l.pixel, row);
        if (mode != PEX_MVE_KEEP) {
            l.target = l.pixel.output;
        }
        if (l.pixel.rows.taps.count < args->rows->kernel) {
            end = 0;
        }
        for (column = part->column_start; column < part->column_end; column++) {
            if (column > inside.start && column < end && l.row >= args->rows->kernel) {
                move_runs(&l, (uint32_t)args->columns->stride * args->input.pixel_stride);
            } else {
                find_columns(&l.pixel, column);
                find_runs(&l);
            }
            if (l.row < args->rows->kernel) {
                int32_t done;
                for (done = 0; done < channels; done += 4) {
                    compute_in_lists(&l, done, channels - done < 4 ? channels - done : 4,
                                     l.target + (mode == PEX_MVE_KEEP ? 4 * done : done));
                }
                start_channels(&l, 0);
                l.row = 0;
            } else {
                /* In this order; otherwise compilers assemble a vector on the stack and store it. */
                l.layer.channels = channels;
                PEX_IN_ORDER();
                l.layer.before = l.before;
                l.layer.multipliers = multipliers;
                PEX_IN_ORDER();
                l.layer.shifts = shifts;
                l.layer.output = l.target;
                PEX_IN_ORDER();
                l.layer.mode = mode;
                pex_mve_channels(&l.layer);
            }
            l.before += before_step;
            l.target += target_step;
        }
    }
}

/* The values that the pixels of a step share on the short path. */
static PEX_NOINLINE void start_pixels(pex_mve_pixels *pixels, const window *w) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_part *part = w->part;
    const uint32_t channels = (uint32_t)(part->channel_end - part->channel_start);
    pixels->elements = elements_of(args);
    pixels->last = ((pixels->elements - 1u) & 15u) + 1u;
    pixels->weights = args->weights + (uint32_t)part->channel_start * pixels->elements;
    pixels->bias = args->bias + part->channel_start;
    pixels->multipliers = args->multipliers + part->channel_start;
    pixels->shifts = args->shifts + part->channel_start;
    pixels->groups = channels / 4u;
    pixels->offset = args->output_offset;
    pixels->x_step = (uint32_t)args->columns->stride * args->input.pixel_stride;
    pixels->output_step = args->output.pixel_stride - channels;
}

/* The short path. */
static PEX_NOINLINE void compute_short(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_mve_inside columns = pex_mve_find_inside(args->columns, part->column_start);
    const int one_tap = args->rows->kernel == 1 && args->columns->kernel == 1;
    const int regular = has_regular_rows(args) && !one_tap;
    const uint32_t distance = args->rows->dilation * args->input.row_stride;
    pex_mve_pixels pixels;
    window w;
    int32_t row;
    start_step(&w, args, arena, part);
    start_pixels(&pixels, &w);
    for (row = part->row_start; row < part->row_end; row++) {
        int32_t column = part->column_start;
        int32_t end;
        start_row(&w, row);
        end = w.rows.taps.count < args->rows->kernel ? 0 : columns.end;
        pixels.output = w.output;
        while (column < part->column_end) {
            const int inside = column >= columns.start && column < end;
            pixels.count = 1;
            if (inside && column > columns.start) {
                w.column += pixels.x_step;
            } else {
                find_columns(&w, column);
            }
            if (inside && regular && w.runs == 1) {
                pixels.x = pixels.of.copied;
                copy_runs(pixels.of.copied, (const int8_t *)w.arena + (w.rows.starts[0] + w.column), distance,
                          w.run, args->rows->kernel);
            } else if (!one_tap) {
                pixels.x = pixels.of.copied;
                copy_window(&w, pixels.of.copied);
            } else if (inside) {
                pixels.x = (const int8_t *)w.arena + (w.rows.starts[0] + w.column);
                pixels.count = (end < part->column_end ? end : part->column_end) - column;
            } else {
                pixels.x = args->absent;
            }
            column += pixels.count;
            pex_mve_compute_pixels(&pixels);
        }
    }
}

void pex_conv2d_s8_mve(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t channels = (uint32_t)(part->channel_end - part->channel_start);
    const uint32_t elements = elements_of(args);
    int32_t mode = PEX_MVE_KEEP;
    if (part->intake.end >= args->input_channels) {
        mode = pex_mve_mode(args->shifts + part->channel_start, channels, args->minimum, args->maximum);
    }
    if (mode == PEX_MVE_PLAIN && part->intake.start == 0 && channels % 4u == 0u &&
        (elements <= 16u * PEX_MVE_MOST_VECTORS || elements == args->input_channels)) {
        compute_short(args, arena, part);
    } else {
        compute_listed(args, arena, part, mode);
    }
}
