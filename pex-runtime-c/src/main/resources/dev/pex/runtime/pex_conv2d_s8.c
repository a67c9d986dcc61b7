/*
 * 2-D convolution, int8:
 *
 *     output[r][c][k] = clamp(requantize(bias[k] + sum(x * w[k])) + output_offset)
 *
 * summed over all taps and all input channels; taps outside the input read the zero point.
 *
 * Input channels may come slice by slice; their sums are kept in accumulators until the last slice.
 *
 * Loop order: a pixel's window is located once for all its output channels. These are computed in groups of
 * four, so that an input is loaded once for four products. Innermost are runs of bytes that are contiguous in
 * the input and in the weights: the channels of a pixel, or, if there are no gaps between neighbouring
 * pixels, all present taps of a kernel row at once. A small window is copied first, so that it is a single
 * run.
 */
#include "pex_kernels.h"
#include "pex_groups.h"
#include "pex_windows.h"

typedef pex_convolution_window window;

/* Adds the products of a window for all four channels of a group, or for one. */
static PEX_NOINLINE void add_window(const window *w, const int8_t *next_weights, uint32_t step, int32_t width,
                                    int32_t sums[4]) {
    int32_t r;
    for (r = 0; r < w->args->rows->kernel; r++) {
        pex_window_row_runs row = pex_runs_of_row(w, r);
        int32_t c;
        for (c = -row.before; c < row.runs + row.after; c++) {
            const int present = c >= 0 && c < row.runs;
            const int8_t *input = present ? row.x : w->args->absent;
            const uint32_t bytes = present ? w->run : w->channels;
            if (width == 4) {
                pex_dot_4(input, next_weights, bytes, sums);
            } else {
                sums[0] = pex_dot(input, next_weights, step, bytes, sums[0]);
            }
            if (present) {
                row.x += w->pixel_step;
            }
            next_weights += (present && w->runs < w->present ? w->run : w->args->input_channels) * step;
        }
    }
}

/* The sums of a pixel: all four of a group, or one. `weights` are those of the first input channel. */
static inline void sum_pixel(const window *w, const int8_t *weights, uint32_t step, int32_t width,
                             int32_t sums[4]) {
    weights += pex_first_channel(w) * step;
    sums[0] = 0;
    sums[1] = 0;
    sums[2] = 0;
    sums[3] = 0;
    if (w->x == NULL) {
        add_window(w, weights, step, width, sums);
    } else if (width == 4) {
        pex_dot_4(w->x, weights, w->one_run, sums);
    } else {
        sums[0] = pex_dot(w->x, weights, step, w->one_run, 0);
    }
}

/* Whether later slices of the input follow; until then sums are kept. */
static inline int is_unfinished(const window *w) {
    return w->part->intake.end < w->args->input_channels;
}

/* Whether the step takes in all input channels. */
static inline int takes_all(const window *w) {
    return w->channels == w->args->input_channels;
}

/* The addend of the sums of a channel; its own sums so far are at `kept`. */
static inline const int32_t *sums_before(const window *w, int32_t channel, const int32_t *kept) {
    return w->part->intake.start == 0 ? w->args->bias + channel : kept;
}

/* Some channels of a pixel, which are whole groups. */
static PEX_NOINLINE void compute_groups(const window *w, int32_t channel, int32_t count, int32_t *kept) {
    const pex_conv2d_s8_args *args = w->args;
    const uint32_t elements = pex_elements(args);
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    const uint8_t *end = output + count;
    pex_group_rule rule = {sums_before(w, channel, kept),
                           args->multipliers + channel,
                           args->shifts + channel,
                           args->output_offset,
                           args->minimum,
                           args->maximum,
                           0u};
    const int8_t *weights = args->weights + (uint32_t)channel * elements;
    for (; output != end; output += 4) {
        int32_t sums[4];
        sum_pixel(w, weights, 4u, 4, sums);
        if (is_unfinished(w)) {
            int32_t k;
            for (k = 0; k < 4; k++) {
                *kept++ = pex_wrapping_add(sums[k], *rule.before++);
            }
        } else {
            pex_output_group(&rule, sums, 1u, output);
            pex_next_group(&rule);
        }
        weights += 4u * elements;
    }
}

/* One channel of a pixel. */
static PEX_NOINLINE void compute_alone(const window *w, int32_t channel, int32_t *kept) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_output_rule rule = {args->multipliers + channel, args->shifts + channel, args->output_offset,
                                  args->minimum, args->maximum};
    const pex_channel_weights weights =
        pex_weights_of(args->weights, (uint32_t)channel, args->output_channels, pex_elements(args));
    int32_t sums[4];
    sum_pixel(w, weights.first, weights.step, 1, sums);
    sums[0] = pex_wrapping_add(sums[0], *sums_before(w, channel, kept));
    if (is_unfinished(w)) {
        *kept = sums[0];
    } else {
        pex_output_element(&rule, sums[0], w->arena + (w->output + (uint32_t)channel));
    }
}

/* The channels of the part that are whole groups, from its first one on. */
static inline int32_t leading_groups(const window *w) {
    const int32_t grouped = w->args->output_channels & ~3;
    const int32_t start = w->part->channel_start;
    const int32_t end = w->part->channel_end < grouped ? w->part->channel_end : grouped;
    return start % 4 == 0 && end > start ? (end - start) & ~3 : 0;
}

/* A pixel's output channels from `channel` on; so many of them are whole groups. */
static PEX_NOINLINE void compute_pixel(const window *w, int32_t channel, int32_t groups) {
    int32_t *kept = (int32_t *)(void *)(w->arena + w->accumulators);
    kept += channel - w->part->channel_start;
    if (groups > 0) {
        compute_groups(w, channel, groups, kept);
    }
    for (channel += groups, kept += groups; channel < w->part->channel_end; channel++) {
        compute_alone(w, channel, kept);
        kept++;
    }
}

/* The whole groups of a pixel whose small window becomes one run, with all input channels. Not inlined,
 * because not all layers need the bytes on the stack. */
static PEX_NOINLINE void compute_gathered_groups(const window *w, int32_t groups) {
    const pex_conv2d_s8_args *args = w->args;
    const int32_t channel = w->part->channel_start;
    const int8_t *weights = args->weights + (uint32_t)channel * w->one_run;
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    const uint8_t *end = output + groups;
    pex_group_rule rule = {args->bias + channel,
                           args->multipliers + channel,
                           args->shifts + channel,
                           args->output_offset,
                           args->minimum,
                           args->maximum,
                           0u};
    int8_t gathered[PEX_GATHERED_BYTES];
    pex_gather_window(w, gathered);
    for (; output != end; output += 4) {
        int32_t sums[4] = {0, 0, 0, 0};
        pex_dot_4(gathered, weights, w->one_run, sums);
        pex_output_group(&rule, sums, 1u, output);
        pex_next_group(&rule);
        weights += 4u * w->one_run;
    }
}

/* The products of an input of each of two pixels with the weights of a group. */
#define PRODUCTS_8(x, y, weights)                                                                            \
    do {                                                                                                     \
        const int32_t x_i = (x);                                                                             \
        const int32_t y_i = (y);                                                                             \
        int32_t weight = (weights)[0];                                                                       \
        x_0 += x_i * weight;                                                                                 \
        y_0 += y_i * weight;                                                                                 \
        weight = (weights)[1];                                                                               \
        x_1 += x_i * weight;                                                                                 \
        y_1 += y_i * weight;                                                                                 \
        weight = (weights)[2];                                                                               \
        x_2 += x_i * weight;                                                                                 \
        y_2 += y_i * weight;                                                                                 \
        weight = (weights)[3];                                                                               \
        x_3 += x_i * weight;                                                                                 \
        y_3 += y_i * weight;                                                                                 \
        PEX_IN_ORDER();                                                                                      \
    } while (0)

/* The sums of four channels of two pixels, whose inputs are so many bytes apart. */
static PEX_NOINLINE void dot_8(const int8_t *x, uint32_t apart, const int8_t *weights, uint32_t count,
                               int32_t sums[8]) {
    const int8_t *y = x + apart;
    const int8_t *end = x + (count & ~3u);
    int32_t x_0 = 0;
    int32_t x_1 = 0;
    int32_t x_2 = 0;
    int32_t x_3 = 0;
    int32_t y_0 = 0;
    int32_t y_1 = 0;
    int32_t y_2 = 0;
    int32_t y_3 = 0;
    while (x != end) {
        PRODUCTS_8(x[0], y[0], weights);
        PRODUCTS_8(x[1], y[1], weights + 4);
        PRODUCTS_8(x[2], y[2], weights + 8);
        PRODUCTS_8(x[3], y[3], weights + 12);
        x += 4;
        y += 4;
        weights += 16;
    }
    end += count & 3u;
    while (x != end) {
        PRODUCTS_8(*x, *y, weights);
        x++;
        y++;
        weights += 4;
    }
    /* One by one: a vector of sums would permanently take space on the stack. */
    sums[0] = x_0;
    PEX_IN_ORDER();
    sums[1] = x_1;
    PEX_IN_ORDER();
    sums[2] = x_2;
    PEX_IN_ORDER();
    sums[3] = x_3;
    PEX_IN_ORDER();
    sums[4] = y_0;
    PEX_IN_ORDER();
    sums[5] = y_1;
    PEX_IN_ORDER();
    sums[6] = y_2;
    PEX_IN_ORDER();
    sums[7] = y_3;
}

/* All output channels of two neighbouring pixels. */
static PEX_NOINLINE void compute_two_pixels(const window *w) {
    const pex_conv2d_s8_args *args = w->args;
    const uint32_t apart = (uint32_t)args->columns->stride * args->input.pixel_stride;
    const int32_t channel = w->part->channel_start;
    const uint32_t count = w->one_run;
    pex_group_rule rule = {args->bias + channel,
                           args->multipliers + channel,
                           args->shifts + channel,
                           args->output_offset,
                           args->minimum,
                           args->maximum,
                           args->output.pixel_stride};
    const int8_t *weights = args->weights + (uint32_t)channel * count;
    uint8_t *output = w->arena + (w->output + (uint32_t)channel);
    const uint8_t *end = output + (w->part->channel_end - channel);
    for (; output != end; output += 4) {
        int32_t sums[8];
        dot_8(w->x, apart, weights, count, sums);
        pex_output_group(&rule, sums, 2u, output);
        pex_next_group(&rule);
        weights += 4u * count;
    }
}

/*
 * Whether two pixels can be computed together, the first of them being a single run: the window of the second
 * must lie in the input like that of the first, and its output not over what the first reads, since groups
 * are written while others are still to be computed.
 */
static inline int can_pair(const window *w, int32_t column) {
    const pex_conv2d_s8_args *args = w->args;
    const pex_window *columns = args->columns;
    const int32_t last = (column + 1) * columns->stride - columns->pad_before +
                         (columns->kernel - 1) * columns->dilation; /* what the second reads */
    const uint32_t output = w->output + args->output.pixel_stride;
    const uint32_t input = (uint32_t)(w->x - (const int8_t *)w->arena);
    return takes_all(w) && column + 1 < w->part->column_end && last < columns->input &&
           (output + (uint32_t)w->part->channel_end <= input ||
            output + (uint32_t)w->part->channel_start >= input + w->one_run);
}

/* The start of the first output of a row. Not inlined, to keep the caller's stack small. */
static PEX_NOINLINE void find_output(window *w, int32_t row) {
    const pex_view *output = &w->args->output;
    w->output = pex_row(output, w->part, (uint32_t)w->part->channel_start, row) +
                (uint32_t)w->part->column_start * output->pixel_stride;
}

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    window w;
    int32_t groups;
    int32_t row;
    int32_t column;
    pex_begin_part(&w, args, part, arena);
    groups = leading_groups(&w);
    for (row = part->row_start; row < part->row_end; row++) {
        find_output(&w, row);
        pex_begin_row(&w, row);
        for (column = part->column_start; column < part->column_end; column++) {
            pex_begin_pixel(&w, column);
            if (w.x != NULL && groups == part->channel_end - part->channel_start && can_pair(&w, column)) {
                compute_two_pixels(&w);
                w.output += args->output.pixel_stride;
                column++;
            } else if (w.x == NULL && groups > 0 && w.one_run <= PEX_GATHERED_BYTES && takes_all(&w)) {
                compute_gathered_groups(&w, groups);
                if (groups < part->channel_end - part->channel_start) {
                    compute_pixel(&w, part->channel_start + groups, 0);
                }
            } else {
                compute_pixel(&w, part->channel_start, groups);
            }
            w.output += args->output.pixel_stride;
            w.accumulators += 4u * (uint32_t)(part->channel_end - part->channel_start);
        }
    }
}
