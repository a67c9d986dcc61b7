/* Element-wise operators with two operands, which may be broadcast or constant. */
#include "kernels_test.h"

static int32_t operand(test_case *t, int number, int row, int column, int channel) {
    tensor *in = &t->inputs[number];
    return read_s8(in, in->rows == 1 ? 0 : row, in->columns == 1 ? 0 : column,
                   in->channels == 1 ? 0 : channel);
}

static int32_t scaled(int32_t x, int32_t left_shift, const pex_scale *scale) {
    while (left_shift > 0) {
        x *= 2;
        left_shift--;
    }
    return naive_requantize(x, scale->multiplier, scale->shift);
}

/* Two operands, at least one of which lies in the arena; the output may take its place. */
static void set_operands(test_case *t, pex_operands *operands) {
    const int rows = range(1, 6);
    const int columns = range(1, 6);
    const int channels = range(1, 9);
    int i;
    t->input_count = 2;
    t->broadcasts = 1;
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
    if (chance(40)) {
        const tensor *in;
        size_t bytes;
        t->constant_input = t->alias >= 0 ? 1 - t->alias : range(0, 1);
        in = &t->inputs[t->constant_input];
        bytes = (size_t)in->rows * (size_t)in->columns * (size_t)in->channels;
        t->constant = allocate_anywhere(bytes, 1);
        memcpy(t->constant, in->data, bytes);
    }
    t->inputs_at[0].view = &operands->left;
    t->inputs_at[1].view = &operands->right;
    t->output_at.view = &operands->output;
    operands->left_channel_stride = t->inputs[0].channels == 1 ? 0 : 1;
    operands->right_channel_stride = t->inputs[1].channels == 1 ? 0 : 1;
}

/* A constant operand is read from its own place, and not from the arena. */
static void bring_constant(const test_case *t, pex_operands *operands) {
    const tensor *in = &t->inputs[t->constant_input];
    pex_view *view = t->constant_input == 0 ? &operands->left : &operands->right;
    if (t->constant == NULL) {
        return;
    }
    memset(view, 0, sizeof(*view));
    view->row_stride = in->rows == 1 ? 0u : (uint32_t)(in->columns * in->channels);
    view->pixel_stride = (uint16_t)(in->columns == 1 ? 0 : in->channels);
    if (t->constant_input == 0) {
        operands->left_constant = t->constant;
    } else {
        operands->right_constant = t->constant;
    }
}

/* ---- add and sub ---- */

/* left + sign * right */
static uint8_t naive_sum(test_case *t, const pex_add_s8_args *a, int sign, int row, int column, int channel) {
    const int32_t left =
        scaled(operand(t, 0, row, column, channel) + a->left_offset, a->left_shift, &a->left_scale);
    const int32_t right =
        scaled(operand(t, 1, row, column, channel) + a->right_offset, a->left_shift, &a->right_scale);
    const int32_t value =
        naive_requantize(left + sign * right, a->output_scale.multiplier, a->output_scale.shift);
    return (uint8_t)naive_clamp(value + a->output_offset, a->minimum, a->maximum);
}

/* Of an operand; that with the larger scale is halved. */
static void random_operand_scale(pex_scale *scale, int smallest) {
    scale->multiplier = random_multiplier();
    scale->shift = -range(0, smallest);
    if (chance(25)) {
        scale->multiplier = 1 << 30;
        scale->shift = 0;
    }
}

static void set_sum(test_case *t, pex_add_s8_args *a) {
    set_operands(t, &a->operands);
    a->left_offset = (int16_t)range(-127, 128);
    a->right_offset = (int16_t)range(-127, 128);
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    a->left_shift = (int8_t)(chance(80) ? 20 : range(0, 21));
    random_operand_scale(&a->left_scale, 4);
    random_operand_scale(&a->right_scale, 31);
    a->output_scale.multiplier = random_multiplier();
    a->output_scale.shift = -range(a->left_shift < 6 ? 1 : a->left_shift - 5, a->left_shift + 2);
}

static void naive_add(test_case *t, int row, int column, int channel, uint8_t *result) {
    *result = naive_sum(t, &t->add, 1, row, column, channel);
}

/* All variants of an addition have this form. */
typedef void (*add_function)(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part);

static void add_by(add_function add, const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_add_s8_args args = t->add;
    bring_constant(t, &args.operands);
    add(&args, arena, part);
}

static void kernel_add(const test_case *t, uint8_t *arena, const pex_part *part) {
    add_by(pex_add_s8, t, arena, part);
}

static void kernel_add_dsp(const test_case *t, uint8_t *arena, const pex_part *part) {
    add_by(pex_add_s8_dsp, t, arena, part);
}

static void kernel_add_mve(const test_case *t, uint8_t *arena, const pex_part *part) {
    add_by(pex_add_s8_mve, t, arena, part);
}

static void make_add(test_case *t, kernel_function kernel) {
    set_case(t, naive_add, kernel);
    set_sum(t, &t->add);
}

void case_add(test_case *t) {
    make_add(t, kernel_add);
}

void case_add_dsp(test_case *t) {
    make_add(t, kernel_add_dsp);
}

void case_add_mve(test_case *t) {
    make_add(t, kernel_add_mve);
}

static void naive_sub(test_case *t, int row, int column, int channel, uint8_t *result) {
    *result = naive_sum(t, &t->sub, -1, row, column, channel);
}

static void kernel_sub(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_sub_s8_args args = t->sub;
    bring_constant(t, &args.operands);
    pex_sub_s8(&args, arena, part);
}

void case_sub(test_case *t) {
    set_case(t, naive_sub, kernel_sub);
    set_sum(t, &t->sub);
}

/* ---- squared_difference ---- */

static void naive_squared_difference(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_squared_difference_s8_args *a = &t->squared_difference;
    const int32_t left =
        scaled(operand(t, 0, row, column, channel) + a->left_offset, a->left_shift, &a->left_scale);
    const int32_t right =
        scaled(operand(t, 1, row, column, channel) + a->right_offset, a->left_shift, &a->right_scale);
    const int32_t value =
        naive_requantize((left - right) * (left - right), a->output_scale.multiplier, a->output_scale.shift);
    *result = (uint8_t)naive_clamp(value + a->output_offset, -128, 127);
}

static void kernel_squared_difference(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_squared_difference_s8_args args = t->squared_difference;
    bring_constant(t, &args.operands);
    pex_squared_difference_s8(&args, arena, part);
}

/* Operands are scaled by at most 1/2, so that a difference has 15 bits. */
void case_squared_difference(test_case *t) {
    pex_squared_difference_s8_args *a = &t->squared_difference;
    set_case(t, naive_squared_difference, kernel_squared_difference);
    set_operands(t, &a->operands);
    a->left_offset = (int16_t)range(-127, 128);
    a->right_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    a->left_shift = (int8_t)(chance(80) ? 7 : range(0, 7));
    random_operand_scale(&a->left_scale, 4);
    random_operand_scale(&a->right_scale, 31);
    a->left_scale.shift -= a->left_scale.multiplier > 1 << 30 ? 1 : 0;
    a->right_scale.shift -= a->right_scale.multiplier > 1 << 30 ? 1 : 0;
    if (a->right_scale.shift < -31) {
        a->right_scale.shift = -31;
    }
    a->output_scale.multiplier = random_multiplier();
    a->output_scale.shift = chance(80) ? -range(2 * a->left_shift, 2 * a->left_shift + 10) : -range(0, 31);
}

/* ---- mul ---- */

static void naive_mul(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_mul_s8_args *a = &t->mul;
    const int32_t left = operand(t, 0, row, column, channel) + a->left_offset;
    const int32_t right = operand(t, 1, row, column, channel) + a->right_offset;
    const int32_t value = naive_requantize(left * right, a->scale.multiplier, a->scale.shift);
    *result = (uint8_t)naive_clamp(value + a->output_offset, a->minimum, a->maximum);
}

static void kernel_mul(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_mul_s8_args args = t->mul;
    bring_constant(t, &args.operands);
    pex_mul_s8(&args, arena, part);
}

void case_mul(test_case *t) {
    pex_mul_s8_args *a = &t->mul;
    set_case(t, naive_mul, kernel_mul);
    set_operands(t, &a->operands);
    a->left_offset = (int16_t)range(-127, 128);
    a->right_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->scale.multiplier = random_multiplier();
    a->scale.shift = chance(80) ? -range(2, 9) : range(-31, 15);
}

/* ---- div ---- */

/* 1 / x, of a number with 31 bits behind the point from 1 to 2, by Newton's iteration. */
static int32_t naive_reciprocal(int64_t x) {
    int64_t y = (int64_t)1515870810 + naive_high_multiply((int32_t)(x / 2), -1010580540);
    int i;
    for (i = 0; i < 3; i++) {
        const int64_t error = ((int64_t)1 << 29) - naive_high_multiply((int32_t)(x / 2), (int32_t)y);
        y += (int64_t)naive_high_multiply((int32_t)y, (int32_t)error) * 4;
    }
    return y * 2 > INT32_MAX ? INT32_MAX : (int32_t)(y * 2);
}

static void naive_div(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_div_s8_args *a = &t->div;
    int64_t dividend = operand(t, 0, row, column, channel) + a->left_offset;
    int64_t divisor = operand(t, 1, row, column, channel) + a->right_offset;
    int right = -a->scale.shift;
    int32_t quotient;
    if (divisor < 0) {
        dividend = -dividend;
        divisor = -divisor;
    }
    while (divisor * 2 < (int64_t)1 << 32) {
        divisor *= 2;
        right--;
    }
    right += 31;
    while (dividend * 2 >= INT32_MIN && dividend * 2 <= INT32_MAX && right < 100) {
        dividend *= 2;
        right++;
    }
    quotient = naive_high_multiply((int32_t)dividend, naive_reciprocal(divisor));
    quotient = naive_high_multiply(quotient, a->scale.multiplier);
    quotient = right > 31 ? 0 : naive_rounding_divide(quotient, right);
    *result = (uint8_t)naive_clamp(quotient + a->output_offset, a->minimum, a->maximum);
}

static void kernel_div(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_div_s8_args args = t->div;
    bring_constant(t, &args.operands);
    pex_div_s8(&args, arena, part);
}

/* The right operand gets no element that is 0 with its offset. */
static void without_zeros(test_case *t, int offset) {
    const tensor *in = &t->inputs[1];
    const int elements = in->rows * in->columns * in->channels;
    int i;
    for (i = 0; i < elements; i++) {
        if ((int8_t)in->data[i] == -offset) {
            in->data[i] = (uint8_t)(in->data[i] ^ 1u);
        }
    }
    if (t->constant_input == 1 && t->constant != NULL) {
        memcpy(t->constant, in->data, (size_t)elements);
    }
}

void case_div(test_case *t) {
    pex_div_s8_args *a = &t->div;
    set_case(t, naive_div, kernel_div);
    set_operands(t, &a->operands);
    a->left_offset = (int16_t)range(-127, 128);
    a->right_offset = (int16_t)(chance(50) ? range(-127, 128) : 128);
    without_zeros(t, a->right_offset);
    random_output(&a->output_offset, &a->minimum, &a->maximum);
    a->scale.multiplier = random_multiplier();
    a->scale.shift = chance(80) ? range(0, 9) : range(-31, 23);
}

/* ---- maximum ---- */

static void naive_maximum(test_case *t, int row, int column, int channel, uint8_t *result) {
    const int32_t left = operand(t, 0, row, column, channel);
    const int32_t right = operand(t, 1, row, column, channel);
    *result = (uint8_t)(right > left ? right : left);
}

static void kernel_maximum(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_maximum_s8_args args = t->maximum;
    bring_constant(t, &args.operands);
    pex_maximum_s8(&args, arena, part);
}

void case_maximum(test_case *t) {
    set_case(t, naive_maximum, kernel_maximum);
    set_operands(t, &t->maximum.operands);
}

/* ---- minimum ---- */

static void naive_minimum(test_case *t, int row, int column, int channel, uint8_t *result) {
    const int32_t left = operand(t, 0, row, column, channel);
    const int32_t right = operand(t, 1, row, column, channel);
    *result = (uint8_t)(right < left ? right : left);
}

static void kernel_minimum(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_minimum_s8_args args = t->minimum;
    bring_constant(t, &args.operands);
    pex_minimum_s8(&args, arena, part);
}

void case_minimum(test_case *t) {
    set_case(t, naive_minimum, kernel_minimum);
    set_operands(t, &t->minimum.operands);
}
