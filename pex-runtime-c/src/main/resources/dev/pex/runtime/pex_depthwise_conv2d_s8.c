/*
 * Depthwise 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum(x[k / m] * w[k])) + output_offset)
 *
 * summed over all taps, where m is the channel multiplier; taps outside the input read the zero point.
 *
 * Loop order: the rows of a window are located once for a row of the output, its columns once for a pixel.
 * The taps are innermost, so that a sum stays in a register and no scratch is needed. Without a multiplier,
 * four neighbouring channels share the loop over the taps. The value of absent taps is read once, not for
 * each tap.
 */
#include "pex_kernels.h"
#include "pex_groups.h"

/* Number of rows of a window whose starts are stored; the others are computed at each use. */
#define KEPT_ROWS 4

/* The window of one output pixel. */
typedef struct window {
    const pex_depthwise_conv2d_s8_args *args;
    const pex_part *part;
    const int8_t *input; /* the arena */
    uint32_t byte;       /* of the channels of an input pixel: the first one that is read */
    pex_taps rows;
    pex_taps columns;
    uint32_t column;     /* bytes from the start of an input row to its first present tap */
    uint32_t pixel_step; /* input bytes between taps */
    int32_t absent;      /* the element that an absent tap reads */
    uint32_t starts[KEPT_ROWS];
} window;

static uint32_t look_up_row(const window *w, int32_t i) {
    return pex_row(&w->args->input, w->part, w->byte, w->rows.position + i * w->args->rows->dilation);
}

/* The start of the row of the i-th present tap. */
static inline uint32_t row_start(const window *w, int32_t i) {
    return i < KEPT_ROWS ? w->starts[i] : look_up_row(w, i);
}

static PEX_NOINLINE void find_rows(window *w, int32_t row) {
    int32_t i;
    w->rows = pex_find_taps(w->args->rows, row);
    for (i = 0; i < w->rows.count && i < KEPT_ROWS; i++) {
        w->starts[i] = look_up_row(w, i);
    }
}

/* A window without present columns has no present rows either. */
static inline void find_columns(window *w, int32_t column) {
    w->columns = pex_find_taps(w->args->columns, column);
    w->column = (uint32_t)w->columns.position * w->args->input.pixel_stride;
}

/* The sum of a window's products for one output channel. */
static PEX_NOINLINE int32_t sum_window(const window *w, uint32_t channel, pex_channel_weights weights) {
    const int32_t kernel = w->args->columns->kernel;
    const int8_t *weight = weights.first;
    int32_t sum = 0;
    int32_t r;
    for (r = 0; r < w->args->rows->kernel; r++) {
        const int32_t i = r - w->rows.first;
        const int present = i >= 0 && i < w->rows.count && w->columns.count > 0;
        const int8_t *x = present ? w->input + (row_start(w, i) + w->column + channel) : NULL;
        int32_t c;
        for (c = 0; c < kernel; c++) {
            int32_t value = w->absent;
            if (present && c >= w->columns.first && c - w->columns.first < w->columns.count) {
                value = *x;
                x += w->pixel_step;
            }
            sum += value * *weight;
            weight += weights.step;
        }
    }
    return sum;
}

/* The sums of a group of four channels. */
typedef struct group {
    const int8_t *weights; /* the next tap's */
    int32_t sums[4];
} group;

/* Adds the products of a tap. */
static inline void add_tap(group *g, const int8_t *x) {
    g->sums[0] += x[0] * g->weights[0];
    g->sums[1] += x[1] * g->weights[1];
    g->sums[2] += x[2] * g->weights[2];
    g->sums[3] += x[3] * g->weights[3];
    PEX_IN_ORDER();
    g->weights += 4;
}

/* Adds the products of all taps, three in a row, all of them present. */
static inline void add_threes(group *g, const window *w, uint32_t offset) {
    const uint32_t step = w->pixel_step;
    const uint32_t *start = w->starts;
    const uint32_t *end = start + w->rows.count;
    for (; start != end; start++) {
        const int8_t *tap = w->input + (*start + offset);
        add_tap(g, tap);
        add_tap(g, tap + step);
        add_tap(g, tap + 2u * step);
    }
}

/* Adds the products of all taps: absent taps and rows of present taps alternate. */
static inline void add_window(group *g, const window *w, uint32_t offset) {
    const int32_t kernel = w->args->columns->kernel;
    const int32_t rows = w->columns.count > 0 ? w->rows.count : 0;
    const int32_t around = kernel - w->columns.count; /* absent taps between those of two rows */
    int32_t left = w->args->rows->kernel * kernel;    /* taps */
    int32_t absent = rows > 0 ? w->rows.first * kernel + w->columns.first : left;
    int32_t i = 0;
    for (;;) {
        const int8_t *x;
        int32_t present;
        left -= absent;
        for (; absent > 0; absent--) {
            PEX_PRODUCTS_4(w->absent, g->weights, g->sums[0], g->sums[1], g->sums[2], g->sums[3]);
            g->weights += 4;
        }
        if (i == rows) {
            return;
        }
        x = w->input + (row_start(w, i) + offset);
        for (present = w->columns.count; present > 0; present--) {
            add_tap(g, x);
            x += w->pixel_step;
        }
        left -= w->columns.count;
        i++;
        absent = i < rows ? around : left;
    }
}

/* Some channels of a pixel, which are whole groups. */
static PEX_NOINLINE void compute_groups(const window *w, int32_t channel, int32_t count, uint8_t *output) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    const uint32_t elements = (uint32_t)args->rows->kernel * args->columns->kernel;
    const int whole = args->columns->kernel == 3 && w->columns.count == 3 &&
                      w->rows.count == args->rows->kernel && w->rows.count <= KEPT_ROWS;
    uint32_t offset = w->column + (uint32_t)channel; /* from the start of a row */
    pex_group_rule rule = {args->bias + channel,
                           args->multipliers + channel,
                           args->shifts + channel,
                           args->output_offset,
                           args->minimum,
                           args->maximum,
                           0u};
    const uint8_t *end = output + count;
    const int8_t *weights = args->weights + (uint32_t)channel * elements;
    for (; output != end; output += 4) {
        int32_t sums[4];
        group g; /* a copy, because a call might change the memory */
        g.weights = weights;
        g.sums[0] = 0;
        g.sums[1] = 0;
        g.sums[2] = 0;
        g.sums[3] = 0;
        if (whole) {
            add_threes(&g, w, offset);
        } else {
            add_window(&g, w, offset);
        }
        sums[0] = g.sums[0];
        sums[1] = g.sums[1];
        sums[2] = g.sums[2];
        sums[3] = g.sums[3];
        pex_output_group(&rule, sums, 1u, output);
        pex_next_group(&rule);
        weights += 4u * elements;
        offset += 4u;
    }
}

/* One channel of a pixel. */
static PEX_NOINLINE void compute_alone(const window *w, int32_t channel, uint8_t *output) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    const uint32_t elements = (uint32_t)args->rows->kernel * args->columns->kernel;
    const pex_output_rule rule = {args->multipliers + channel, args->shifts + channel, args->output_offset,
                                  args->minimum, args->maximum};
    const int32_t sum =
        sum_window(w, (uint32_t)channel / args->channel_multiplier,
                   pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, elements));
    pex_output_element(&rule, pex_wrapping_add(sum, args->bias[channel]), output);
}

/* All channels of a pixel in the part. */
static inline void compute_pixel(const window *w, uint8_t *arena, uint32_t output) {
    const int32_t grouped = w->args->channel_multiplier == 1 ? w->args->output_channels & ~3 : 0;
    const int32_t end = w->part->channel_end < grouped ? w->part->channel_end : grouped;
    int32_t channel = w->part->channel_start;
    while (channel < w->part->channel_end) {
        int32_t count = 1;
        if (channel % 4 == 0 && end - channel >= 4) {
            count = (end - channel) & ~3;
            compute_groups(w, channel, count, arena + (output + (uint32_t)channel));
        } else {
            compute_alone(w, channel, arena + (output + (uint32_t)channel));
        }
        channel += count;
    }
}

void pex_depthwise_conv2d_s8(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    window w;
    int32_t row;
    int32_t column;
    w.args = args;
    w.part = part;
    w.input = (const int8_t *)arena;
    w.byte = (uint32_t)(part->channel_start / args->channel_multiplier);
    w.absent = args->absent != NULL ? *args->absent : 0;
    w.pixel_step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t output = pex_row(&args->output, part, first, row) +
                          (uint32_t)part->column_start * args->output.pixel_stride;
        find_rows(&w, row);
        for (column = part->column_start; column < part->column_end; column++) {
            find_columns(&w, column);
            compute_pixel(&w, arena, output);
            output += args->output.pixel_stride;
        }
    }
}
