/* The window of a convolution around one output pixel. Only for the sources of kernels. */
#ifndef PEX_WINDOWS_H
#define PEX_WINDOWS_H

#include "pex_kernels_weighted.h"

/* Windows of at most this number of bytes are copied into one run. A multiple of four. */
#define PEX_GATHERED_BYTES 80u

/* In each row of the window, the taps that are present are one or more runs of contiguous bytes. */
typedef struct pex_convolution_window {
    const pex_conv2d_s8_args *args;
    const pex_part *part;
    uint8_t *arena;
    const int8_t *x;       /* the whole window, if it is one run */
    uint32_t output;       /* arena offset of the pixel's output */
    uint32_t accumulators; /* arena offset of its sums so far */
    pex_window_rows rows;
    int32_t before; /* absent taps before the first present one */
    int32_t present;
    int32_t runs;        /* of present taps */
    uint32_t channels;   /* bytes of a tap */
    uint32_t run;        /* bytes of a run */
    uint32_t one_run;    /* bytes of all taps */
    uint32_t column;     /* bytes from the start of an input row to its first run */
    uint32_t pixel_step; /* input bytes between runs */
} pex_convolution_window;

/* The first channel of a tap that the step takes in. */
static inline uint32_t pex_first_channel(const pex_convolution_window *w) {
    return (uint32_t)w->part->intake.start;
}

/* Prepares the values that all pixels of a part share. */
static inline void pex_begin_part(pex_convolution_window *w, const pex_conv2d_s8_args *args,
                                  const pex_part *part, uint8_t *arena) {
    w->args = args;
    w->part = part;
    w->arena = arena;
    w->accumulators = part->intake.accumulators;
    w->channels = (uint32_t)(pex_intake_end(part, args->input_channels) - part->intake.start);
    w->pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    w->one_run = (uint32_t)args->rows->kernel * args->columns->kernel * w->channels;
}

/* Prepares the values that all pixels of a row share. Not inlined, to keep the caller's stack small. */
static PEX_NOINLINE void pex_begin_row(pex_convolution_window *w, int32_t row) {
    pex_find_rows(&w->rows, &w->args->input, w->part, pex_first_channel(w), w->args->rows, row);
}

static PEX_NOINLINE void pex_begin_pixel(pex_convolution_window *w, int32_t column) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_taps columns = pex_find_taps(args->columns, column);
    w->before = columns.count > 0 ? columns.first : args->columns->kernel;
    w->present = columns.count;
    w->runs = columns.count;
    w->run = w->channels;
    w->column = (uint32_t)columns.position * args->input.pixel_stride + pex_first_channel(w);
    if (columns.count > 1 && w->pixel_step == w->channels && w->args->input_channels == w->channels) {
        w->run *= (uint32_t)columns.count;
        w->runs = 1;
    }
    w->x = NULL;
    if (args->rows->kernel == 1 && w->rows.taps.count == 1 && w->runs == 1 &&
        w->present == args->columns->kernel) {
        w->x = (const int8_t *)w->arena + (w->rows.starts[0] + w->column);
    }
}

/* A row of the window: absent taps, runs of present ones, absent taps. */
typedef struct pex_window_row_runs {
    const int8_t *x; /* the first run */
    int32_t before;
    int32_t runs;
    int32_t after;
} pex_window_row_runs;

static inline pex_window_row_runs pex_runs_of_row(const pex_convolution_window *w, int32_t row) {
    const int32_t i = row - w->rows.taps.first;
    pex_window_row_runs runs = {w->args->absent, w->args->columns->kernel, 0, 0};
    if (i >= 0 && i < w->rows.taps.count && w->present > 0) {
        runs.x =
            (const int8_t *)w->arena + (pex_window_row(&w->rows, &w->args->input, w->part, i) + w->column);
        runs.before = w->before;
        runs.runs = w->runs;
        runs.after = w->args->columns->kernel - w->before - w->present;
    }
    return runs;
}

/* Defined as 1 by kernels for cores that load and store words at any address. */
#ifndef PEX_UNALIGNED_WORDS
#define PEX_UNALIGNED_WORDS 0
#endif

/* Neither pointer has to be aligned, so the loads and stores must not become word accesses. */
static inline int8_t *pex_copy_bytes(int8_t *to, const int8_t *from, uint32_t bytes) {
    for (; bytes >= 4u; bytes -= 4u) {
#if PEX_UNALIGNED_WORDS
        __builtin_memcpy(to, from, 4u);
#else
        to[0] = from[0];
        PEX_IN_ORDER();
        to[1] = from[1];
        PEX_IN_ORDER();
        to[2] = from[2];
        PEX_IN_ORDER();
        to[3] = from[3];
        PEX_IN_ORDER();
#endif
        to += 4;
        from += 4;
    }
    for (; bytes > 0u; bytes--) {
        *to++ = *from++;
    }
    return to;
}

static inline int8_t *pex_fill_bytes(int8_t *to, int8_t value, uint32_t bytes) {
    for (; bytes > 0u; bytes--) {
        *to++ = value;
    }
    return to;
}

/* Number of weights of an output channel. */
static inline uint32_t pex_elements(const pex_conv2d_s8_args *args) {
    return (uint32_t)args->rows->kernel * args->columns->kernel * args->input_channels;
}

/* Copies the elements of a window: first absent taps, if any, then rows of present ones. */
static PEX_NOINLINE void pex_gather_window(const pex_convolution_window *w, int8_t *to) {
    const pex_conv2d_s8_args *args = w->args;
    const uint32_t width = args->columns->kernel * w->channels;
    const int32_t rows = w->present > 0 ? w->rows.taps.count : 0;
    int32_t i;
    if (w->present != args->columns->kernel || rows != args->rows->kernel) {
        pex_fill_bytes(to, args->absent != NULL ? *args->absent : 0, args->rows->kernel * width);
        to += (uint32_t)w->before * w->channels;
    }
    if (rows > 0) {
        to += (uint32_t)w->rows.taps.first * width;
    }
    for (i = 0; i < rows; i++) {
        const uint32_t start = pex_window_row(&w->rows, &args->input, w->part, i) + w->column;
        const int8_t *x = (const int8_t *)w->arena + start;
        int8_t *next = to;
        int32_t c;
        for (c = w->runs; c > 0; c--) {
            next = pex_copy_bytes(next, x, w->run);
            x += w->pixel_step;
        }
        to += width;
    }
}

#endif
