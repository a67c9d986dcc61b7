/* Requantization, element by element. */
#include "kernels_test.h"

static void naive_requantize_8(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_requantize_8_args *a = &t->requantize;
    int32_t q;
    if (a->input_flip != 0) {
        q = (int32_t)read_byte(&t->inputs[0], row, column, channel) - 128;
    } else {
        q = read_s8(&t->inputs[0], row, column, channel);
    }
    q = naive_requantize(q + a->input_offset, a->scale.multiplier, a->scale.shift);
    q = naive_clamp(q + a->output_offset, -128, 127);
    *result = (uint8_t)(a->output_flip != 0 ? q + 128 : q);
}

static void kernel_requantize_8(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_requantize_8(&t->requantize, arena, part);
}

void case_requantize_8(test_case *t) {
    pex_requantize_8_args *a = &t->requantize;
    set_case(t, naive_requantize_8, kernel_requantize_8);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 5, 5, range(1, 9), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    a->input_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    a->input_flip = chance(50) ? 0x80 : 0;
    a->output_flip = chance(50) ? 0x80 : 0;
    a->scale.multiplier = random_multiplier();
    a->scale.shift = range(-5, 5);
}
