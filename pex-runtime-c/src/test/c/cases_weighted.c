/* Operators with weights: convolutions and fully connected. */
#include "kernels_test.h"

#include <stdlib.h>

/* A shift that brings sums of `terms` products into the range of int8, or sometimes an extreme one. */
static int random_shift(int terms) {
    int shift = -6;
    while (terms > 1) {
        terms /= 4;
        shift--;
    }
    if (chance(10)) {
        return range(-31, 3);
    }
    return shift + range(-3, 2);
}

static void set_weights(test_case *t, int weights, int outputs, int terms) {
    int i;
    t->weights = (int8_t *)allocate((size_t)weights);
    t->bias = (int32_t *)allocate((size_t)outputs * sizeof(int32_t));
    t->multipliers = (int32_t *)allocate((size_t)outputs * sizeof(int32_t));
    t->shifts = (int8_t *)allocate((size_t)outputs);
    for (i = 0; i < weights; i++) {
        t->weights[i] = random_s8();
    }
    for (i = 0; i < outputs; i++) {
        t->bias[i] = range(-30000, 30000);
        t->multipliers[i] = random_multiplier();
        t->shifts[i] = (int8_t)(t->multipliers[i] == 0 ? 0 : random_shift(terms));
    }
}

/* Vectors take channels in fours or sixteens. */
static int random_channels(void) {
    if (chance(35)) {
        return 4 * range(1, 10);
    }
    return chance(70) ? range(1, 9) : range(10, 37);
}

/* The output, constants and input offset of a case whose input is set. */
static void set_layer(test_case *t, pex_view *input, pex_view *output, int rows, int columns, int channels,
                      int terms) {
    set_tensor(&t->output, rows, columns, channels, 1);
    set_weights(t, terms * channels, channels, terms);
    t->inputs_at[0].view = input;
    t->output_at.view = output;
    t->input_offset = range(-127, 128);
}

/* ---- convolution ---- */

static void naive_conv(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_conv2d_s8_args *a = &t->conv;
    int32_t sum = 0;
    int i;
    int j;
    int k;
    for (i = 0; i < a->rows->kernel; i++) {
        for (j = 0; j < a->columns->kernel; j++) {
            for (k = 0; k < a->input_channels; k++) {
                const int r = tap(a->rows, row, i);
                const int c = tap(a->columns, column, j);
                const int w =
                    ((channel * a->rows->kernel + i) * a->columns->kernel + j) * a->input_channels + k;
                if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                    sum += (read_s8(&t->inputs[0], r, c, k) + t->input_offset) * t->weights[w];
                }
            }
        }
    }
    sum = naive_requantize(sum + t->bias[channel], t->multipliers[channel], t->shifts[channel]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_conv(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8(&t->conv, arena, part);
}

static void make_conv(test_case *t, kernel_function kernel, weight_order order) {
    pex_conv2d_s8_args *a = &t->conv;
    /* Runs of three times sixteen bytes have a way of their own. */
    const int in = chance(10) ? 48 : random_channels();
    const int out = random_channels();
    int rows;
    int columns;
    set_case(t, naive_conv, kernel);
    t->order = order;
    t->intake_axes = 4;
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 10), range(1, 10), in, 1);
    a->rows = &t->rows;
    a->columns = &t->columns;
    rows = random_window(&t->rows, t->inputs[0].rows, 0);
    columns = random_window(&t->columns, t->inputs[0].columns, 0);
    if (chance(25)) {
        rows = t->inputs[0].rows;
        columns = t->inputs[0].columns;
        t->rows.kernel = t->columns.kernel = 1;
        t->rows.stride = t->columns.stride = 1;
        t->rows.pad_before = t->columns.pad_before = 0;
    }
    a->input_channels = (uint16_t)in;
    a->output_channels = (uint16_t)out;
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    set_layer(t, &a->input, &a->output, rows, columns, out, a->rows->kernel * a->columns->kernel * in);
    pack(t, out, a->rows->kernel * a->columns->kernel * in, BY_CHANNEL, 0, in);
    a->weights = t->packed;
    a->absent = t->absent;
    a->bias = t->folded;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}

static void kernel_conv_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8_mve(&t->conv, arena, part);
}

static void kernel_conv_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8_small(&t->conv, arena, part);
}

void case_conv_small(test_case *t) {
    make_conv(t, kernel_conv_small, CHANNELS);
}

void case_conv(test_case *t) {
    make_conv(t, kernel_conv, FOURS);
}

void case_conv_mve(test_case *t) {
    make_conv(t, kernel_conv_mve, CHANNELS);
}

/* ---- depthwise convolution ---- */

static void naive_depthwise(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_depthwise_conv2d_s8_args *a = &t->depthwise;
    int32_t sum = 0;
    int i;
    int j;
    for (i = 0; i < a->rows->kernel; i++) {
        for (j = 0; j < a->columns->kernel; j++) {
            const int r = tap(a->rows, row, i);
            const int c = tap(a->columns, column, j);
            const int w = (i * a->columns->kernel + j) * a->output_channels + channel;
            if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                const int32_t x = read_s8(&t->inputs[0], r, c, channel / a->channel_multiplier);
                sum += (x + t->input_offset) * t->weights[w];
            }
        }
    }
    sum = naive_requantize(sum + t->bias[channel], t->multipliers[channel], t->shifts[channel]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_depthwise(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8(&t->depthwise, arena, part);
}

static void make_depthwise(test_case *t, kernel_function kernel, weight_order order) {
    pex_depthwise_conv2d_s8_args *a = &t->depthwise;
    const int in = random_channels();
    const int multiplier = order == TAPS || chance(60) ? 1 : range(2, 5);
    const int out = in * multiplier;
    int rows;
    int columns;
    int terms;
    int i;
    set_case(t, naive_depthwise, kernel);
    t->order = order;
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 10), range(1, 10), in, 1);
    a->rows = &t->rows;
    a->columns = &t->columns;
    rows = random_window(&t->rows, t->inputs[0].rows, 0);
    columns = random_window(&t->columns, t->inputs[0].columns, 0);
    terms = a->rows->kernel * a->columns->kernel;
    set_layer(t, &a->input, &a->output, rows, columns, out, terms);
    if (order == TAPS) {
        /* sums of two products fit 16 bits */
        for (i = 0; i < terms * out; i++) {
            t->weights[i] = t->weights[i] == -128 ? -127 : t->weights[i];
        }
    }
    pack(t, out, terms, BY_ELEMENT, 0, order == TAPS ? in : 4);
    a->output_channels = (uint16_t)out;
    a->channel_multiplier = (uint16_t)multiplier;
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->weights = t->packed;
    a->absent = t->absent;
    a->bias = t->folded;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}

static void kernel_depthwise_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8_mve(&t->depthwise, arena, part);
}

static void kernel_depthwise_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8_small(&t->depthwise, arena, part);
}

void case_depthwise_small(test_case *t) {
    make_depthwise(t, kernel_depthwise_small, CHANNELS);
}

void case_depthwise(test_case *t) {
    make_depthwise(t, kernel_depthwise, FOURS);
}

void case_depthwise_mve(test_case *t) {
    make_depthwise(t, kernel_depthwise_mve, TAPS);
}

/* ---- fully connected ---- */

static void naive_connected(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_fully_connected_s8_args *a = &t->connected;
    const int scale = a->per_channel != 0 ? channel : 0;
    const int depth = (int)a->input_channels;
    int32_t sum = t->bias[channel];
    int k;
    for (k = 0; k < depth; k++) {
        const int32_t w = t->weights[channel * depth + k] + a->filter_offset;
        sum += (read_s8(&t->inputs[0], row, column, k) + t->input_offset) * w;
    }
    sum = naive_requantize(sum, t->multipliers[scale], t->shifts[scale]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_connected(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8(&t->connected, arena, part);
}

static void make_connected(test_case *t, kernel_function kernel, weight_order order) {
    pex_fully_connected_s8_args *a = &t->connected;
    const int in = chance(80) ? range(1, 40) : range(41, 300);
    const int out = random_channels();
    set_case(t, naive_connected, kernel);
    t->order = order;
    t->intake_axes = 4;
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 3), range(1, 3), in, 1);
    a->per_channel = (uint16_t)chance(50);
    set_layer(t, &a->input, &a->output, t->inputs[0].rows, t->inputs[0].columns, out, in);
    if (a->per_channel == 0) {
        /* a single scale: nothing may be read behind it */
        const int32_t multiplier = t->multipliers[0];
        const int8_t shift = t->shifts[0];
        free(t->multipliers);
        free(t->shifts);
        t->multipliers = (int32_t *)allocate(sizeof(int32_t));
        t->shifts = (int8_t *)allocate(1);
        t->multipliers[0] = multiplier;
        t->shifts[0] = shift;
    }
    a->input_channels = (uint32_t)in;
    a->output_channels = (uint16_t)out;
    a->filter_offset = (int16_t)(chance(60) ? 0 : range(-127, 128));
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    pack(t, out, in, BY_CHANNEL, a->filter_offset, 0);
    a->weights = t->packed;
    a->bias = t->folded;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}

static void kernel_connected_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8_mve(&t->connected, arena, part);
}

static void kernel_connected_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8_small(&t->connected, arena, part);
}

void case_connected_small(test_case *t) {
    make_connected(t, kernel_connected_small, CHANNELS);
}

void case_connected(test_case *t) {
    make_connected(t, kernel_connected, FOURS);
}

void case_connected_mve(test_case *t) {
    make_connected(t, kernel_connected_mve, CHANNELS);
}

/* ---- transposed convolution ---- */

/* Scatters as the definition does, but only what lands on one element. */
static void naive_transpose_conv(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_transpose_conv2d_s8_args *a = &t->transpose_conv;
    tensor *in = &t->inputs[0];
    int32_t sum = 0;
    int y;
    int x;
    int k;
    for (y = 0; y < in->rows; y++) {
        for (x = 0; x < in->columns; x++) {
            const int i = row - (y * a->rows->stride - a->rows->pad_before);
            const int j = column - (x * a->columns->stride - a->columns->pad_before);
            if (i >= 0 && i < a->rows->kernel && j >= 0 && j < a->columns->kernel) {
                for (k = 0; k < in->channels; k++) {
                    const int w =
                        ((channel * a->rows->kernel + i) * a->columns->kernel + j) * in->channels + k;
                    sum += (read_s8(in, y, x, k) + a->input_offset) * t->weights[w];
                }
            }
        }
    }
    sum = naive_requantize(sum + t->bias[channel], t->multipliers[channel], t->shifts[channel]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_transpose_conv(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_transpose_conv2d_s8(&t->transpose_conv, arena, part);
}

/* The output may be cut on both sides, or reach beyond what any input contributes to. */
static int random_transposed_window(pex_window *w, int input) {
    w->input = (uint16_t)input;
    w->kernel = (uint16_t)range(1, 5);
    w->stride = (uint16_t)range(1, 4);
    w->dilation = 1;
    w->pad_before = (uint16_t)(chance(50) ? 0 : range(0, w->kernel + 1));
    return range(1, input * w->stride + 3);
}

void case_transpose_conv(test_case *t) {
    pex_transpose_conv2d_s8_args *a = &t->transpose_conv;
    const int in = random_channels();
    const int out = random_channels();
    int rows;
    int columns;
    set_case(t, naive_transpose_conv, kernel_transpose_conv);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 6), range(1, 6), in, 1);
    a->rows = &t->rows;
    a->columns = &t->columns;
    rows = random_transposed_window(&t->rows, t->inputs[0].rows);
    columns = random_transposed_window(&t->columns, t->inputs[0].columns);
    set_layer(t, &a->input, &a->output, rows, columns, out, a->rows->kernel * a->columns->kernel * in);
    a->input_channels = (uint16_t)in;
    a->input_offset = (int16_t)t->input_offset;
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->weights = t->weights;
    a->bias = t->bias;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}
