/* Operators with weights: convolutions and fully connected. */
#include "kernels_test.h"

/* Vectors take channels in fours or sixteens. */
static int random_channels(void) {
    if (chance(35)) {
        return 4 * range(1, 10);
    }
    return chance(70) ? range(1, 9) : range(10, 37);
}

/* The output and the input offset of a case whose input is set; sometimes all of that is extreme. */
static void set_layer(test_case *t, kernel_variant variant, pex_view *input, pex_view *output, int rows,
                      int columns, int channels) {
    tensor *in = &t->inputs[0];
    const int elements = in->rows * in->columns * in->channels;
    int i;
    set_tensor(&t->output, rows, columns, channels, 1);
    t->variant = variant;
    t->inputs_at[0].view = input;
    t->output_at.view = output;
    t->input_offset = chance(80) ? range(-127, 128) : (chance(50) ? 128 : -127);
    if (chance(25)) {
        const int often = chance(50) ? range(0, 100) : 100 * range(0, 1);
        for (i = 0; i < elements; i++) {
            in->data[i] = chance(often) ? 0x80 : 0x7f;
        }
    }
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

/* A window and as many outputs along an axis; of one tap in a pointwise layer, which reaches no further. */
static int random_conv_window(pex_window *w, int input, int pointwise) {
    const int outputs = random_window(w, input, 0);
    if (!pointwise) {
        return outputs;
    }
    w->kernel = 1;
    w->pad_before = 0;
    w->stride = (uint16_t)(chance(80) ? 1 : 2);
    return (input - 1) / w->stride + 1;
}

/*
 * Input channels of a pointwise layer. The loop of two pixels processes eight at a time; vectors have
 * separate loops for at most 64 and for multiples of 48 and of 64.
 */
static int random_depth(void) {
    if (chance(40)) {
        return 8 * range(1, 9);
    }
    if (chance(35)) {
        return chance(60) ? 128 : range(65, 150);
    }
    return chance(20) ? 48 * range(1, 2) : random_channels();
}

static int random_input_channels(void) {
    if (chance(15)) {
        return range(1, 3);
    }
    return chance(10) ? 48 : random_channels();
}

/* The limits of the kernel for the DSP extension. */
static int suits_dsp(const test_case *t, int in, int out) {
    const int taps = t->rows.kernel * t->columns.kernel;
    return out >= 4 && ((in % 4 == 0 && taps <= 9) || taps * in <= 80);
}

static int all_right(const test_case *t, int channels) {
    int all = 1;
    int c;
    for (c = 0; c < channels; c++) {
        all = all && t->shifts[c] < 0;
    }
    return all;
}

static void make_conv(test_case *t, kernel_function kernel, kernel_variant variant) {
    pex_conv2d_s8_args *a = &t->conv;
    const int in_rows = range(1, 10);
    const int in_columns = range(1, 10);
    const int pointwise = chance(30);
    layer l;
    int in;
    int rows;
    int columns;
    int outside;
    set_case(t, naive_conv, kernel);
    do {
        in = pointwise ? random_depth() : random_input_channels();
        l.channels = pointwise && chance(50) ? 4 * range(1, 10) : random_channels();
        rows = random_conv_window(&t->rows, in_rows, pointwise);
        columns = random_conv_window(&t->columns, in_columns, pointwise);
    } while (variant == DSP && !suits_dsp(t, in, l.channels));
    outside = reaches_out(&t->rows, rows) || reaches_out(&t->columns, columns);
    t->intake_axes = 4;
    t->input_count = 1;
    set_tensor(&t->inputs[0], in_rows, in_columns, in, 1);
    set_layer(t, variant, &a->input, &a->output, rows, columns, l.channels);
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    l.layout = BY_CHANNEL;
    l.elements = t->rows.kernel * t->columns.kernel * in;
    l.scales = l.channels;
    l.filter_offset = 0;
    l.piece = l.elements;
    l.absent = in;
    set_weights(t, &l, a->minimum >= a->output_offset);
    a->rows = &t->rows;
    a->columns = &t->columns;
    a->input_channels = (uint16_t)in;
    a->output_channels = (uint16_t)l.channels;
    a->weights = t->packed;
    a->absent = outside || chance(50) ? t->absent : NULL;
    a->bias = t->folded;
    if (variant != DSP) {
        a->multipliers = t->multipliers;
        a->shifts = t->shifts;
    } else if (pointwise && !outside && in % 8 == 0 && all_right(t, l.channels)) {
        t->scratch = &a->scratch;
        t->scratch_bytes = (int)PEX_CONV2D_S8_DSP_SCRATCH_BYTES((uint32_t)in);
    }
    a->scratch = PEX_NO_SCRATCH;
}

static void kernel_conv(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8(&t->conv, arena, part);
}

static void kernel_conv_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8_small(&t->conv, arena, part);
}

static void kernel_conv_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8_mve(&t->conv, arena, part);
}

static void kernel_conv_dsp(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8_dsp(&t->conv, arena, part);
}

void case_conv(test_case *t) {
    make_conv(t, kernel_conv, PORTABLE);
}

void case_conv_small(test_case *t) {
    make_conv(t, kernel_conv_small, SMALL);
}

void case_conv_mve(test_case *t) {
    make_conv(t, kernel_conv_mve, MVE);
}

void case_conv_dsp(test_case *t) {
    make_conv(t, kernel_conv_dsp, DSP);
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

static void make_depthwise(test_case *t, kernel_function kernel, kernel_variant variant) {
    pex_depthwise_conv2d_s8_args *a = &t->depthwise;
    const int simple = variant == MVE || variant == DSP;
    const int multiplier = simple || chance(60) ? 1 : range(2, 5);
    const int in_rows = range(1, 10);
    const int in_columns = range(1, 10);
    layer l;
    int in;
    int rows;
    int columns;
    set_case(t, naive_depthwise, kernel);
    do {
        in = random_channels();
        rows = random_window(&t->rows, in_rows, 0);
        columns = random_window(&t->columns, in_columns, 0);
        l.elements = t->rows.kernel * t->columns.kernel;
    } while (variant == DSP && (in < 4 || l.elements > 49));
    t->input_count = 1;
    set_tensor(&t->inputs[0], in_rows, in_columns, in, 1);
    l.layout = BY_ELEMENT;
    l.channels = in * multiplier;
    l.scales = l.channels;
    l.filter_offset = 0;
    l.piece = l.elements;
    l.absent = simple ? in : 4;
    set_layer(t, variant, &a->input, &a->output, rows, columns, l.channels);
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    set_weights(t, &l, a->minimum >= a->output_offset);
    a->rows = &t->rows;
    a->columns = &t->columns;
    a->output_channels = (uint16_t)l.channels;
    a->channel_multiplier = (uint16_t)multiplier;
    a->weights = t->packed;
    a->absent =
        reaches_out(&t->rows, rows) || reaches_out(&t->columns, columns) || chance(50) ? t->absent : NULL;
    a->bias = t->folded;
    if (variant != DSP) {
        a->multipliers = t->multipliers;
        a->shifts = t->shifts;
    }
}

static void kernel_depthwise(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8(&t->depthwise, arena, part);
}

static void kernel_depthwise_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8_small(&t->depthwise, arena, part);
}

static void kernel_depthwise_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8_mve(&t->depthwise, arena, part);
}

static void kernel_depthwise_dsp(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8_dsp(&t->depthwise, arena, part);
}

void case_depthwise(test_case *t) {
    make_depthwise(t, kernel_depthwise, PORTABLE);
}

void case_depthwise_small(test_case *t) {
    make_depthwise(t, kernel_depthwise_small, SMALL);
}

void case_depthwise_mve(test_case *t) {
    make_depthwise(t, kernel_depthwise_mve, MVE);
}

void case_depthwise_dsp(test_case *t) {
    make_depthwise(t, kernel_depthwise_dsp, DSP);
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

static void make_connected(test_case *t, kernel_function kernel, kernel_variant variant) {
    pex_fully_connected_s8_args *a = &t->connected;
    /* The DSP extension's sums have pieces of 2048. */
    const int is_long = chance(variant == DSP ? 10 : 4);
    const int in = is_long ? 4 * range(500, 1100) : (chance(80) ? range(1, 40) : range(41, 300));
    const int most = is_long ? 1 : 3;
    layer l;
    set_case(t, naive_connected, kernel);
    t->intake_axes = 4;
    t->input_count = 1;
    a->per_channel = (uint16_t)chance(50);
    l.layout = BY_CHANNEL;
    l.channels = is_long ? range(4, 9) : random_channels();
    l.elements = variant == DSP ? (in + 3) / 4 * 4 : in;
    l.channels = variant == DSP && l.channels < 4 ? 4 : l.channels;
    l.scales = a->per_channel != 0 ? l.channels : 1; /* nothing may be read behind a single one */
    l.filter_offset = variant == DSP || chance(60) ? 0 : range(-127, 128);
    l.piece = variant == DSP ? 2048 : l.elements;
    l.absent = 0;
    set_random_tensor(&t->inputs[0], most, most, l.elements, 1);
    set_layer(t, variant, &a->input, &a->output, t->inputs[0].rows, t->inputs[0].columns, l.channels);
    if (is_long && chance(60)) {
        memset(t->inputs[0].data, 0x80, (size_t)l.elements);
    }
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    set_weights(t, &l, a->minimum >= a->output_offset);
    a->input_channels = (uint32_t)l.elements;
    a->output_channels = (uint16_t)l.channels;
    a->filter_offset = (int16_t)l.filter_offset;
    a->weights = t->packed;
    a->bias = t->folded;
    if (variant != DSP) {
        a->multipliers = t->multipliers;
        a->shifts = t->shifts;
    }
}

static void kernel_connected(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8(&t->connected, arena, part);
}

static void kernel_connected_small(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8_small(&t->connected, arena, part);
}

static void kernel_connected_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8_mve(&t->connected, arena, part);
}

static void kernel_connected_dsp(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8_dsp(&t->connected, arena, part);
}

void case_connected(test_case *t) {
    make_connected(t, kernel_connected, PORTABLE);
}

void case_connected_small(test_case *t) {
    make_connected(t, kernel_connected_small, SMALL);
}

void case_connected_mve(test_case *t) {
    make_connected(t, kernel_connected_mve, MVE);
}

void case_connected_dsp(test_case *t) {
    make_connected(t, kernel_connected_dsp, DSP);
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
    layer l;
    int rows;
    int columns;
    set_case(t, naive_transpose_conv, kernel_transpose_conv);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 6, 6, in, 1);
    rows = random_transposed_window(&t->rows, t->inputs[0].rows);
    columns = random_transposed_window(&t->columns, t->inputs[0].columns);
    l.layout = BY_CHANNEL;
    l.channels = random_channels();
    l.elements = t->rows.kernel * t->columns.kernel * in;
    l.scales = l.channels;
    l.filter_offset = 0;
    l.piece = l.elements;
    l.absent = 0;
    set_layer(t, PORTABLE, &a->input, &a->output, rows, columns, l.channels);
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    set_weights(t, &l, 0);
    a->rows = &t->rows;
    a->columns = &t->columns;
    a->input_channels = (uint16_t)in;
    a->input_offset = (int16_t)t->input_offset;
    a->weights = t->weights;
    a->bias = t->bias;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}
