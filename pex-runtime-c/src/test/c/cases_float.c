/* The edges between float and integer: quantization and dequantization. */
#include "kernels_test.h"

static float random_scale(void) {
    const int divisor = 1 << range(12, 28);
    return (float)range(1, 1000000) / (float)divisor;
}

static float read_f32(tensor *t, int row, int column, int channel) {
    const size_t index = element(t, row, column, channel);
    float value;
    t->reader[index] = reading_pixel;
    memcpy(&value, t->data + 4 * index, 4);
    return value;
}

static void naive_quantize(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_quantize_f32_args *a = &t->quantize;
    const float quotient = read_f32(&t->inputs[0], row, column, channel) / a->scale;
    int32_t q = 0;
    if (quotient >= 1000000.0f) {
        q = 1000000;
    } else if (quotient <= -1000000.0f) {
        q = -1000000;
    } else if (quotient >= 0.0f) {
        q = (int32_t)((double)quotient + 0.5);
    } else if (quotient < 0.0f) {
        q = -(int32_t)(0.5 - (double)quotient);
    }
    q = naive_clamp(q + a->zero_point, -128, 127);
    *result = (uint8_t)(a->flip != 0 ? q + 128 : q);
}

static void kernel_quantize(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_quantize_f32(&t->quantize, arena, part);
}

void case_quantize(test_case *t) {
    pex_quantize_f32_args *a = &t->quantize;
    size_t elements;
    size_t i;
    set_case(t, naive_quantize, kernel_quantize);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 5, 5, range(1, 9), 4);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    a->scale = chance(30) ? 0.25f : random_scale();
    a->zero_point = random_s8();
    a->flip = chance(50) ? 0x80 : 0;
    elements = (size_t)(t->output.rows * t->output.columns * t->output.channels);
    for (i = 0; i < elements; i++) {
        float value;
        if (chance(10)) {
            continue; /* random bits: huge, tiny, infinite or not a number */
        }
        value = a->scale * (float)range(-300, 300);
        value = chance(50) ? value / 2.0f : value;
        if (chance(20)) {
            static const uint32_t special[6] = {0x7F800000u, 0xFF800000u, 0x7FC00000u,
                                                0x80000000u, 0x3EFFFFFFu, 1u};
            memcpy(&value, &special[range(0, 5)], 4);
        } else if (chance(50)) {
            value = a->scale * ((float)range(-200000, 200000) / 1000.0f);
        }
        memcpy(t->inputs[0].data + 4 * i, &value, 4);
    }
}

static void naive_dequantize(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_dequantize_f32_args *a = &t->dequantize;
    float value;
    int32_t q;
    if (a->flip != 0) {
        q = (int32_t)read_byte(&t->inputs[0], row, column, channel) - 128;
    } else {
        q = read_s8(&t->inputs[0], row, column, channel);
    }
    value = (float)((double)a->scale * (double)(q - a->zero_point));
    memcpy(result, &value, 4);
}

static void kernel_dequantize(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_dequantize_f32(&t->dequantize, arena, part);
}

void case_dequantize(test_case *t) {
    pex_dequantize_f32_args *a = &t->dequantize;
    set_case(t, naive_dequantize, kernel_dequantize);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 5, 5, range(1, 9), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 4);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    a->scale = random_scale();
    a->zero_point = random_s8();
    a->flip = chance(50) ? 0x80 : 0;
}
