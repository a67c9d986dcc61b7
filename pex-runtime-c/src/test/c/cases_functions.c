/* Functions of one value, the parametric rectifier, index of the largest, casts and gathering. */
#include "kernels_test.h"

/* ---- functions by table ---- */

static void naive_lookup_8(test_case *t, int row, int column, int channel, uint8_t *result) {
    const int32_t x = read_s8(&t->inputs[0], row, column, channel);
    *result = (uint8_t)t->constant[x < 0 ? x + 256 : x];
}

static void kernel_lookup_8(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_lookup_8(&t->lookup, arena, part);
}

void case_lookup_8(test_case *t) {
    int i;
    set_case(t, naive_lookup_8, kernel_lookup_8);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 5, 5, range(1, 9), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->inputs_at[0].view = &t->lookup.input;
    t->output_at.view = &t->lookup.output;
    t->constant = allocate_anywhere(256, 1);
    for (i = 0; i < 256; i++) {
        t->constant[i] = random_s8();
    }
    t->lookup.table = t->constant;
}

/* ---- parametric rectifier ---- */

static void naive_prelu(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_prelu_s8_args *a = &t->prelu;
    const int columns = a->alpha.pixel_stride == 0 ? 1 : t->output.columns;
    const int channels = a->alpha_channel_stride == 0 ? 1 : t->output.channels;
    const int r = a->alpha.row_stride == 0 ? 0 : row;
    const int c = columns == 1 ? 0 : column;
    const int k = channels == 1 ? 0 : channel;
    const int32_t x = read_s8(&t->inputs[0], row, column, channel) + a->input_offset;
    int32_t y;
    if (x >= 0) {
        y = naive_requantize(x, a->identity.multiplier, a->identity.shift);
    } else {
        const int32_t alpha = t->constant[(r * columns + c) * channels + k] + a->alpha_offset;
        y = naive_requantize(x * alpha, a->slope.multiplier, a->slope.shift);
    }
    *result = (uint8_t)naive_clamp(y + a->output_offset, -128, 127);
}

static void kernel_prelu(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_prelu_s8(&t->prelu, arena, part);
}

void case_prelu(test_case *t) {
    pex_prelu_s8_args *a = &t->prelu;
    const int rows = range(1, 6);
    const int columns = range(1, 6);
    const int channels = range(1, 9);
    const int alpha_rows = chance(60) ? 1 : rows;
    const int alpha_columns = chance(60) ? 1 : columns;
    const int alpha_channels = chance(30) ? 1 : channels;
    int i;
    set_case(t, naive_prelu, kernel_prelu);
    t->input_count = 1;
    set_tensor(&t->inputs[0], rows, columns, channels, 1);
    set_tensor(&t->output, rows, columns, channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    t->constant = allocate_anywhere((size_t)(alpha_rows * alpha_columns * alpha_channels), 1);
    for (i = 0; i < alpha_rows * alpha_columns * alpha_channels; i++) {
        t->constant[i] = random_s8();
    }
    a->alphas = t->constant;
    a->alpha.row_stride = alpha_rows == 1 ? 0u : (uint32_t)(alpha_columns * alpha_channels);
    a->alpha.pixel_stride = (uint16_t)(alpha_columns == 1 ? 0 : alpha_channels);
    a->alpha_channel_stride = alpha_channels == 1 ? 0 : 1;
    a->input_offset = (int16_t)range(-127, 128);
    a->alpha_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    a->identity.multiplier = random_multiplier();
    a->identity.shift = range(-5, 5);
    a->slope.multiplier = random_multiplier();
    a->slope.shift = range(-14, 2);
}

/* ---- index of the largest ---- */

static void naive_arg_max(test_case *t, int row, int column, int channel, uint8_t *result) {
    int index[3];
    int32_t best = 0;
    int32_t largest = 0;
    int i;
    index[0] = row;
    index[1] = column;
    index[2] = channel;
    for (i = t->arg_max.count - 1; i >= 0; i--) {
        int32_t x;
        index[t->arg_max.axis] = i;
        x = read_s8(&t->inputs[0], index[0], index[1], index[2]);
        if (i == t->arg_max.count - 1 || x >= largest) {
            largest = x;
            best = i;
        }
    }
    memcpy(result, &best, 4);
}

static void kernel_arg_max(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_arg_max_s8(&t->arg_max, arena, part);
}

void case_arg_max(test_case *t) {
    int extents[3];
    size_t i;
    set_case(t, naive_arg_max, kernel_arg_max);
    extents[0] = range(1, 6);
    extents[1] = range(1, 6);
    extents[2] = range(1, 9);
    t->input_count = 1;
    set_tensor(&t->inputs[0], extents[0], extents[1], extents[2], 1);
    if (chance(50)) {
        for (i = 0; i < (size_t)(extents[0] * extents[1] * extents[2]); i++) {
            t->inputs[0].data[i] = chance(50) ? 0x80 : 0x81; /* many are equal */
        }
    }
    t->arg_max.axis = (uint8_t)range(0, 2);
    t->arg_max.count = (uint16_t)extents[t->arg_max.axis];
    extents[t->arg_max.axis] = 1;
    set_tensor(&t->output, extents[0], extents[1], extents[2], 4);
    t->inputs_at[0].view = &t->arg_max.input;
    t->output_at.view = &t->arg_max.output;
}

/* ---- casts ---- */

static const int cast_bytes[4] = {1, 1, 4, 4};

/* In double every number of the four types is exact. */
static double cast_source(test_case *t, int row, int column, int channel) {
    uint8_t bytes[4];
    int32_t whole;
    float real;
    read_element(&t->inputs[0], row, column, channel, bytes);
    if (t->cast.from == PEX_CAST_FLOAT32) {
        memcpy(&real, bytes, 4);
        return (double)real;
    }
    if (t->cast.from == PEX_CAST_INT32) {
        memcpy(&whole, bytes, 4);
        return (double)whole;
    }
    return (double)(t->cast.from == PEX_CAST_INT8 && bytes[0] >= 128 ? bytes[0] - 256 : bytes[0]);
}

static double limited(double x, double minimum, double maximum) {
    return x < minimum ? minimum : (x > maximum ? maximum : x);
}

static void naive_cast(test_case *t, int row, int column, int channel, uint8_t *result) {
    const int real = t->cast.from == PEX_CAST_FLOAT32;
    double x = cast_source(t, row, column, channel);
    int32_t whole;
    float single;
    if (t->cast.to == PEX_CAST_FLOAT32) {
        single = (float)x;
        memcpy(result, &single, 4);
        return;
    }
    if (real && x != x) {
        x = 0;
    }
    if (real && t->cast.to == PEX_CAST_INT8) {
        x = limited(x, -128, 127);
    } else if (real && t->cast.to == PEX_CAST_UINT8) {
        x = limited(x, 0, 255);
    }
    whole = (int32_t)limited(x, -2147483648.0, 2147483647.0);
    memcpy(result, &whole, (size_t)cast_bytes[t->cast.to]); /* the test runs on little-endian machines */
}

static void kernel_cast(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_cast(&t->cast, arena, part);
}

void case_cast(test_case *t) {
    size_t elements;
    size_t i;
    set_case(t, naive_cast, kernel_cast);
    t->cast.from = (uint8_t)range(0, 3);
    t->cast.to = (uint8_t)((t->cast.from + range(1, 3)) % 4);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 5, 5, range(1, 9), cast_bytes[t->cast.from]);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels,
               cast_bytes[t->cast.to]);
    t->inputs_at[0].view = &t->cast.input;
    t->output_at.view = &t->cast.output;
    elements = (size_t)(t->output.rows * t->output.columns * t->output.channels);
    for (i = 0; i < elements && t->cast.from == PEX_CAST_FLOAT32; i++) {
        float value = (float)range(-300000, 300000) / 1000.0f;
        if (chance(20)) {
            static const uint32_t special[8] = {0x7F800000u, 0xFF800000u, 0x7FC00000u, 0x80000000u,
                                                0x4F000000u, 0xCF000000u, 0x4EFFFFFFu, 1u};
            memcpy(&value, &special[range(0, 7)], 4);
        }
        memcpy(t->inputs[0].data + 4 * i, &value, 4);
    }
}

/* ---- gathering ---- */

static void naive_gather(test_case *t, int row, int column, int channel, uint8_t *result) {
    int index[3];
    index[0] = row;
    index[1] = column;
    index[2] = channel;
    index[t->gather.axis] = t->bias[index[t->gather.axis]];
    read_element(&t->inputs[0], index[0], index[1], index[2], result);
}

static void kernel_gather(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_gather(&t->gather, arena, part);
}

void case_gather(test_case *t) {
    const int count = range(1, 9);
    int extents[3];
    int i;
    set_case(t, naive_gather, kernel_gather);
    extents[0] = range(1, 6);
    extents[1] = range(1, 6);
    extents[2] = range(1, 6);
    t->gather.axis = (uint8_t)range(0, 2);
    t->gather.element_bytes = chance(30) ? 4 : 1;
    t->input_count = 1;
    set_tensor(&t->inputs[0], extents[0], extents[1], extents[2], t->gather.element_bytes);
    t->bias = (int32_t *)(void *)allocate_anywhere((size_t)count * 4, 4);
    for (i = 0; i < count; i++) {
        t->bias[i] = range(0, extents[t->gather.axis] - 1);
    }
    t->gather.indices = t->bias;
    extents[t->gather.axis] = count;
    set_tensor(&t->output, extents[0], extents[1], extents[2], t->gather.element_bytes);
    t->inputs_at[0].view = &t->gather.input;
    t->output_at.view = &t->gather.output;
}
