/* Element-wise operators on int8: addition and requantization. */
#include "kernels_test.h"

#include <string.h>

/* ---- addition ---- */

static int32_t naive_operand(int32_t x, int32_t offset, int32_t left_shift, const pex_scale *scale) {
    int32_t shifted = x + offset;
    while (left_shift > 0) {
        shifted *= 2;
        left_shift--;
    }
    return naive_requantize(shifted, scale->multiplier, scale->shift);
}

static void naive_add(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_add_s8_args *a = &t->add;
    int32_t x[2];
    int32_t sum;
    int i;
    for (i = 0; i < 2; i++) {
        tensor *in = &t->inputs[i];
        x[i] = read_s8(in, in->rows == 1 ? 0 : row, in->columns == 1 ? 0 : column,
                       in->channels == 1 ? 0 : channel);
    }
    sum = naive_operand(x[0], a->left_offset, a->left_shift, &a->left_scale) +
          naive_operand(x[1], a->right_offset, a->left_shift, &a->right_scale);
    sum = naive_requantize(sum, a->output_scale.multiplier, a->output_scale.shift);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_add(const test_case *t, uint8_t *arena, const pex_part *part) {
    if (t->constant != NULL) {
        /* The right operand is constant data: its place in the arena holds noise now. */
        test_case copy = *t;
        const tensor *right = &t->inputs[1];
        pex_view *view = &copy.add.right;
        view->offset = 0;
        view->rows = (uint32_t)right->rows;
        view->row_stride = (uint32_t)(right->columns * right->channels);
        view->pixel_stride = right->columns == 1 ? 0u : (uint32_t)right->channels;
        copy.add.constant = t->constant;
        pex_add_s8(&copy.add, arena, part);
    } else {
        pex_add_s8(&t->add, arena, part);
    }
}

void case_add(test_case *t) {
    pex_add_s8_args *a = &t->add;
    const int rows = range(1, 6);
    const int columns = range(1, 6);
    const int channels = range(1, 9);
    int i;
    set_case(t, naive_add, kernel_add);
    t->input_count = 2;
    for (i = 0; i < 2; i++) {
        const int broadcast = chance(40) ? range(0, 7) : 0;
        set_tensor(&t->inputs[i], (broadcast & 1) != 0 ? 1 : rows, (broadcast & 2) != 0 ? 1 : columns,
                   (broadcast & 4) != 0 ? 1 : channels, 1);
        if (t->inputs[i].rows == rows && t->inputs[i].columns == columns &&
            t->inputs[i].channels == channels && columns > 1 && chance(50)) {
            t->alias = i;
        }
    }
    set_tensor(&t->output, rows, columns, channels, 1);
    if (t->alias != 1 && chance(30)) {
        const size_t bytes =
            (size_t)t->inputs[1].rows * (size_t)t->inputs[1].columns * (size_t)t->inputs[1].channels;
        t->constant = (int8_t *)allocate(bytes);
        memcpy(t->constant, t->inputs[1].data, bytes);
    }
    t->input_views[0] = &a->left;
    t->input_views[1] = &a->right;
    t->output_view = &a->output;
    a->left_channel_stride = t->inputs[0].channels == 1 ? 0 : 1;
    a->right_channel_stride = t->inputs[1].channels == 1 ? 0 : 1;
    a->left_offset = (int16_t)range(-127, 128);
    a->right_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->left_shift = 20;
    a->left_scale.multiplier = random_multiplier();
    a->left_scale.shift = -range(0, 4);
    a->right_scale.multiplier = random_multiplier();
    a->right_scale.shift = -range(0, 31);
    a->output_scale.multiplier = random_multiplier();
    a->output_scale.shift = -range(15, 22);
}

/* ---- requantization ---- */

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
    set_tensor(&t->inputs[0], range(1, 5), range(1, 5), range(1, 9), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->input_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    a->input_flip = chance(50) ? 0x80 : 0;
    a->output_flip = chance(50) ? 0x80 : 0;
    a->scale.multiplier = random_multiplier();
    a->scale.shift = range(-5, 5);
}
