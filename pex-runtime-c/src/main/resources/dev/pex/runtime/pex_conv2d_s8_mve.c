/*
 * 2-D convolution, int8, for cores with vectors of sixteen bytes; pex_conv2d_s8.c says what is computed.
 *
 * Loop order: the window of a pixel is made a list of runs once, which serves all its output channels, four
 * at a time: a vector of inputs is loaded once for four vectors of weights. A run is what is contiguous in
 * the input and in the weights: the channels of a tap, or where neighbouring pixels touch all present taps of
 * a kernel row. A small window of several runs is copied together first, so that it is a single one. A window
 * with more runs than the list holds is summed up list by list.
 */
#include "pex_channels_mve.h"
#include "pex_kernels.h"

/* Runs that are listed at a time, and bytes of a window that is copied together. */
#define MOST_RUNS 9
#define MOST_BYTES 108

/* The window of one output pixel. */
typedef struct window {
    pex_window_rows rows;
    const int8_t *input;
    const int8_t *absent; /* what an absent tap reads */
    int32_t kernel;       /* taps in a row */
    int32_t before;       /* those before the first present one */
    int32_t present;
    int32_t runs;        /* of present taps */
    uint32_t channels;   /* bytes of a tap */
    uint32_t run;        /* bytes of a run of present taps */
    uint32_t column;     /* bytes from the start of an input row to its first run */
    uint32_t pixel_step; /* input bytes between runs */
    uint32_t elements;   /* weights of a tap, with those of channels that the step does not take in */
    uint32_t first;      /* weights of a tap before the channels that the step takes in */
    int32_t small;       /* whether the window is copied together */
    int32_t any_left;    /* whether any shift of the part's channels is not to the right */
    int32_t row;         /* where the next list begins: the row of the kernel, and the run in it */
    int32_t next;
    union {
        pex_mve_run list[MOST_RUNS];
        int8_t bytes[MOST_BYTES];
    } data;
    pex_mve_run copied;
} window;

static void find_columns(window *w, const pex_conv2d_s8_args *args, int32_t column) {
    const pex_taps columns = pex_present_taps(&args->columns, column);
    w->before = columns.count > 0 ? columns.first : w->kernel;
    w->present = columns.count;
    w->runs = columns.count;
    w->run = w->channels;
    w->column = (uint32_t)columns.position * args->input.pixel_stride + w->first;
    if (columns.count > 1 && w->pixel_step == w->channels && w->elements == w->channels) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
}

/* A row of the window: its runs are absent taps, then present ones, then absent ones again. */
typedef struct window_row {
    const int8_t *x; /* of the first present run */
    int32_t before;
    int32_t runs; /* present ones */
    int32_t all;
} window_row;

static window_row find_row(const window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                           int32_t row) {
    const int32_t i = row - w->rows.taps.first;
    window_row found = {w->absent, w->kernel, 0, w->kernel};
    if (i >= 0 && i < w->rows.taps.count) {
        found.x = w->input + (pex_window_row(&w->rows, &args->input, part, i) + w->column);
        found.before = w->before;
        found.runs = w->runs;
        found.all = w->kernel - w->present + w->runs;
    }
    return found;
}

/* Copies a window together. */
static PEX_NOINLINE void copy_window(window *w, const pex_conv2d_s8_args *args, const pex_part *part) {
    int8_t *to = w->data.bytes;
    int32_t r;
    int32_t c;
    for (r = 0; r < args->rows.kernel; r++) {
        const window_row row = find_row(w, args, part, r);
        const int8_t *x = row.x;
        for (c = 0; c < row.all; c++) {
            const int present = c >= row.before && c - row.before < row.runs;
            const uint32_t bytes = present ? w->run : w->channels;
            pex_mve_copy(to, present ? x : w->absent, bytes);
            to += bytes;
            x += present ? w->pixel_step : 0u;
        }
    }
    w->copied = pex_mve_run_of(w->data.bytes, (uint32_t)(to - w->data.bytes), (uint32_t)(to - w->data.bytes));
}

/* Lists runs from where the window's last list ended; returns how many. */
static PEX_NOINLINE uint32_t list_runs(window *w, const pex_conv2d_s8_args *args, const pex_part *part) {
    uint32_t count = 0u;
    for (; w->row < args->rows.kernel; w->row++) {
        const window_row row = find_row(w, args, part, w->row);
        for (; w->next < row.all; w->next++) {
            const int32_t i = w->next - row.before;
            const int present = i >= 0 && i < row.runs;
            if (count == MOST_RUNS) {
                return count;
            }
            w->data.list[count] =
                present ? pex_mve_run_of(row.x + (uint32_t)i * w->pixel_step, w->run,
                                         row.runs < w->present ? w->run : w->elements)
                        : pex_mve_run_of(w->absent, w->channels, w->elements);
            count++;
        }
        w->next = 0;
    }
    return count;
}

/* Takes the layer's runs: sums go to `kept`, or where that is null become output elements. */
static void add_list(pex_mve_layer *layer, int32_t *kept) {
    if (kept == NULL && layer->any_left == 0) {
        pex_mve_channels(layer);
    } else {
        pex_mve_channels_rare(layer, kept);
    }
}

/* Channels of a window with more runs than a list holds. */
static PEX_NOINLINE void add_lists(window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                                   const pex_mve_layer *all, int32_t *kept) {
    int32_t done;
    for (done = 0; done < all->channels; done += 4) {
        const int8_t *weights = all->weights + (uint32_t)done * all->elements;
        const int32_t *before = all->before + done;
        int32_t sums[4];
        int more;
        w->row = 0;
        w->next = 0;
        do {
            pex_mve_layer layer = *all;
            uint32_t i;
            layer.count = list_runs(w, args, part);
            layer.before = before;
            layer.multipliers += done;
            layer.shifts += done;
            layer.output += done;
            layer.weights = weights;
            layer.channels = all->channels - done < 4 ? all->channels - done : 4;
            more = w->row < args->rows.kernel;
            add_list(&layer, more ? sums : kept == NULL ? NULL : kept + done);
            before = sums;
            for (i = 0; more && i < layer.count; i++) {
                weights += ((w->data.list[i].bytes + 15u) & ~15u) - w->data.list[i].back;
            }
        } while (more);
    }
}

/* All output channels of a pixel that the part has. */
static PEX_NOINLINE void compute_pixel(window *w, const pex_conv2d_s8_args *args, const pex_part *part,
                                       pex_mve_layer *layer, int32_t *kept) {
    layer->runs = w->data.list;
    layer->count = 1u;
    if (args->rows.kernel == 1 && w->rows.taps.count == 1 && w->runs == 1 && w->present == w->kernel) {
        w->data.list[0] =
            pex_mve_run_of(w->input + (w->rows.starts[0] + w->column), w->run, layer->elements);
    } else if (w->small) {
        layer->runs = &w->copied;
        copy_window(w, args, part);
    } else {
        w->row = 0;
        w->next = 0;
        layer->count = list_runs(w, args, part);
        if (w->row < args->rows.kernel) {
            add_lists(w, args, part, layer, kept);
            return;
        }
    }
    add_list(layer, kept);
}

/* A row of output pixels; returns where sums of the next row are kept. */
static PEX_NOINLINE int32_t *compute_row(window *w, const pex_conv2d_s8_args *args, uint8_t *output,
                                         const pex_part *part, int32_t *accumulators) {
    const uint32_t channel = (uint32_t)part->channel_start;
    pex_mve_layer layer;
    int32_t column;
    layer.elements = (uint32_t)args->rows.kernel * args->columns.kernel * w->elements;
    layer.start = 0;
    layer.offset = args->output_offset;
    layer.scale = 4u;
    layer.minimum = args->minimum;
    layer.maximum = args->maximum;
    layer.any_left = w->any_left;
    for (column = part->column_start; column < part->column_end; column++) {
        find_columns(w, args, column);
        layer.before = part->intake.start == 0 ? args->bias + channel : accumulators;
        layer.multipliers = args->multipliers + channel;
        layer.shifts = args->shifts + channel;
        layer.output = output;
        layer.weights = args->weights + (channel * layer.elements + w->first);
        layer.channels = part->channel_end - part->channel_start;
        compute_pixel(w, args, part, &layer,
                      part->intake.end >= args->input_channels ? NULL : accumulators);
        accumulators += part->channel_end - part->channel_start;
        output += args->output.pixel_stride;
    }
    return accumulators;
}

void pex_conv2d_s8_mve(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const pex_channel_slice input_slice = pex_slice_of(&args->input, part->intake.start, 1u);
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part->channel_start, 1u);
    int32_t *accumulators = (int32_t *)(void *)(arena + part->intake.accumulators);
    window w;
    int32_t row;
    w.input = (const int8_t *)arena;
    w.absent = args->absent;
    w.kernel = args->columns.kernel;
    w.elements = args->input_channels;
    w.first = (uint32_t)part->intake.start;
    w.channels = (uint32_t)pex_intake_end(part, args->input_channels) - w.first;
    w.pixel_step = args->columns.dilation * args->input.pixel_stride;
    w.small = w.channels == w.elements &&
              (uint32_t)args->rows.kernel * args->columns.kernel * w.elements <= MOST_BYTES;
    w.any_left = pex_mve_any_left(args->shifts + part->channel_start,
                                  (uint32_t)(part->channel_end - part->channel_start));
    for (row = part->row_start; row < part->row_end; row++) {
        pex_find_rows(&w.rows, &args->input, part, input_slice, &args->rows, row);
        accumulators = compute_row(&w, args,
                                   arena + (pex_row(&args->output, part, output_slice, row) +
                                            (uint32_t)part->column_start * args->output.pixel_stride +
                                            (uint32_t)part->channel_start),
                                   part, accumulators);
    }
}
