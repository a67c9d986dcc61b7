/*
 * Average pooling, int8:
 *
 *     output[r][c][k] = clamp(sum(x[k]) / n)
 *
 * over the n taps that lie inside the input, rounded to nearest, ties away from zero. Raw values are
 * averaged: input and output share one quantisation. Padding is neither summed nor counted.
 *
 * Input rows may come slice by slice; their sums are kept in accumulators until the last slice.
 *
 * Loop order: taps innermost, for four channels at a time, so that sums stay in registers and no scratch is
 * needed.
 */
#include "pex_kernels.h"

/* Adds taps of a row of a window, `step` bytes apart, to the sums of neighbouring channels: four or one. */
static PEX_NOINLINE void add_taps(const int8_t *x, uint32_t step, int32_t count, int32_t channels,
                                  int32_t sums[4]) {
    int32_t sum_0 = sums[0];
    int32_t sum_1 = sums[1];
    int32_t sum_2 = sums[2];
    int32_t sum_3 = sums[3];
    if (channels == 1) {
        for (; count > 0; count--) {
            sum_0 += *x;
            x += step;
        }
    }
    for (; count > 0; count--) {
        sum_0 += x[0];
        sum_1 += x[1];
        sum_2 += x[2];
        sum_3 += x[3];
        x += step;
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
}

/* A row of the output, and the rows of its windows. */
typedef struct output_row {
    const pex_average_pool2d_s8_args *args;
    const pex_part *part;
    uint8_t *arena;
    pex_window_rows rows;
    int32_t present; /* rows of a window that lie in the input */
    uint32_t start;  /* byte of the arena at which the row starts */
    int32_t *kept;   /* sums of the next element, when its input comes in slices */
} output_row;

/* The channels of a pixel from `channel` on: four or one. */
static inline void compute_channels(output_row *o, const pex_taps *columns, int32_t column, int32_t channel,
                                    int32_t channels) {
    const pex_average_pool2d_s8_args *args = o->args;
    const pex_part *part = o->part;
    const uint32_t x = (uint32_t)columns->position * args->input.pixel_stride + (uint32_t)channel;
    const uint32_t step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    const int32_t count = o->present * columns->count;
    uint8_t *output =
        o->arena + (o->start + (uint32_t)column * args->output.pixel_stride + (uint32_t)channel);
    int32_t sums[4] = {0, 0, 0, 0};
    int32_t r;
    int32_t k;
    for (r = 0; r < o->rows.taps.count; r++) {
        add_taps((const int8_t *)o->arena + (pex_window_row(&o->rows, &args->input, part, r) + x), step,
                 columns->count, channels, sums);
    }
    for (k = 0; k < channels; k++) {
        const int32_t sum = sums[k] + (part->intake.start != 0 ? *o->kept : 0);
        if (part->intake.end < args->rows->input) {
            *o->kept = sum;
        } else {
            const int32_t mean = (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
            output[k] = (uint8_t)pex_clamp(mean, args->minimum, args->maximum);
        }
        o->kept++;
    }
}

void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    output_row o;
    int32_t row;
    int32_t column;
    o.args = args;
    o.part = part;
    o.arena = arena;
    o.kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    for (row = part->row_start; row < part->row_end; row++) {
        o.start = pex_row(&args->output, part, first, row);
        o.present = pex_find_taps(args->rows, row).count;
        pex_find_rows(&o.rows, &args->input, part, first, args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const pex_taps columns = pex_find_taps(args->columns, column);
            int32_t channel = part->channel_start;
            while (channel < part->channel_end) {
                const int32_t channels = part->channel_end - channel >= 4 ? 4 : 1;
                compute_channels(&o, &columns, column, channel, channels);
                channel += channels;
            }
        }
    }
}
