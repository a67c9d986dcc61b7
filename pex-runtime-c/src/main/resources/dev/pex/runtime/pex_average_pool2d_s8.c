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
                                  int32_t *sums) {
    int32_t sum_0 = sums[0];
    if (channels == 4) {
        int32_t sum_1 = sums[1];
        int32_t sum_2 = sums[2];
        int32_t sum_3 = sums[3];
        for (; count > 0; count--) {
            sum_0 += x[0];
            sum_1 += x[1];
            sum_2 += x[2];
            sum_3 += x[3];
            x += step;
        }
        sums[1] = sum_1;
        sums[2] = sum_2;
        sums[3] = sum_3;
    }
    for (; count > 0; count--) {
        sum_0 += *x;
        x += step;
    }
    sums[0] = sum_0;
}

/* Computes output elements from sums of `count` inputs. */
static PEX_NOINLINE void divide(const pex_average_pool2d_s8_args *args, const int32_t *sums, int32_t channels,
                                int32_t count, uint8_t *output) {
    int32_t k;
    for (k = 0; k < channels; k++) {
        const int32_t half = sums[k] > 0 ? count / 2 : -(count / 2);
        output[k] = (uint8_t)pex_clamp((sums[k] + half) / count, args->minimum, args->maximum);
    }
}

/* The values that the pixels of an output row share. */
typedef struct output_row {
    const pex_average_pool2d_s8_args *args;
    const pex_part *part;
    uint8_t *arena;
    pex_window_rows rows;
    int32_t present; /* rows of a window that lie in the input */
    int32_t *kept;   /* sums of the next element, when its input comes in slices */
} output_row;

/* The channels of a pixel, whose output has an arena offset. */
static PEX_NOINLINE void compute_pixel(output_row *o, int32_t column, uint32_t output) {
    const pex_average_pool2d_s8_args *args = o->args;
    const pex_part *part = o->part;
    const pex_taps columns = pex_find_taps(args->columns, column);
    const uint32_t step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    const int complete = part->intake.end >= args->rows->input;
    uint32_t x = (uint32_t)columns.position * args->input.pixel_stride + (uint32_t)part->channel_start;
    int32_t left = part->channel_end - part->channel_start;
    while (left > 0) {
        const int32_t channels = left >= 4 ? 4 : 1;
        int32_t last[4]; /* complete sums are not kept */
        int32_t *sums = complete ? last : o->kept;
        int32_t i;
        for (i = 0; i < channels; i++) {
            sums[i] = part->intake.start == 0 ? 0 : o->kept[i];
        }
        for (i = 0; i < o->rows.taps.count; i++) {
            add_taps((const int8_t *)o->arena + (pex_window_row(&o->rows, &args->input, part, i) + x), step,
                     columns.count, channels, sums);
        }
        if (complete) {
            divide(args, sums, channels, o->present * columns.count, o->arena + output);
        }
        o->kept += channels;
        x += (uint32_t)channels;
        output += (uint32_t)channels;
        left -= channels;
    }
}

void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    output_row o;
    int32_t row;
    o.args = args;
    o.part = part;
    o.arena = arena;
    o.kept = (int32_t *)(void *)(arena + part->intake.accumulators);
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t output = pex_row(&args->output, part, first, row) +
                          (uint32_t)part->column_start * args->output.pixel_stride + first;
        int32_t column;
        o.present = pex_find_taps(args->rows, row).count;
        pex_find_rows(&o.rows, &args->input, part, first, args->rows, row);
        for (column = part->column_start; column < part->column_end; column++) {
            compute_pixel(&o, column, output);
            output += args->output.pixel_stride;
        }
    }
}
