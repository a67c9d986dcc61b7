/* Softmax, compared bit for bit with naive integers and roughly with the real function. */
#include "kernels_test.h"

static int32_t naive_exp(int32_t a) {
    static const int32_t factors[7] = {0x63AFBE7B, 0x4DA2CBF2, 0x2F16AC6C, 0x1152AAA4,
                                       0x02582AB7, 0x000AFE11, 0xF2};
    const int64_t quarter = 1 << 24;
    int64_t steps = 0;
    int64_t fraction = a;
    int32_t x[5];
    int32_t result;
    int i;
    if (a == 0) {
        return INT32_MAX;
    }
    /* a = fraction - steps / 4 with fraction in [-1/4, 0) */
    while (fraction < -quarter) {
        fraction += quarter;
        steps++;
    }
    x[1] = (int32_t)(fraction * 32 + (1 << 28));
    x[2] = naive_high_multiply(x[1], x[1]);
    x[3] = naive_high_multiply(x[2], x[1]);
    x[4] = naive_high_multiply(x[2], x[2]);
    result = naive_high_multiply(naive_rounding_divide(x[4], 2) + x[3], 0x2AAAAAAB);
    result = naive_rounding_divide(result + x[2], 1);
    result = 0x70F5A894 + naive_high_multiply(0x70F5A894, x[1] + result);
    for (i = 0; i < 7; i++) {
        if ((steps >> i) % 2 == 1) {
            result = naive_high_multiply(result, factors[i]);
        }
    }
    return result;
}

static int32_t naive_saturate(int64_t x) {
    if (x > INT32_MAX) {
        return INT32_MAX;
    }
    return x < INT32_MIN ? INT32_MIN : (int32_t)x;
}

static int32_t naive_reciprocal(int32_t a) {
    const int32_t half = (int32_t)(((int64_t)a + INT32_MAX + 1) / 2);
    int32_t x = 0x5A5A5A5A + naive_high_multiply(half, -1010580540);
    int i;
    for (i = 0; i < 3; i++) {
        const int32_t d = 0x20000000 - naive_high_multiply(half, x);
        x += naive_saturate((int64_t)naive_high_multiply(x, d) * 4);
    }
    return naive_saturate((int64_t)x * 2);
}

/* exp(x) for x <= 0, for a plausibility check only. */
static double real_exp(double x) {
    double term = 1;
    double sum = 1;
    int halvings = 0;
    int i;
    if (x < -40) {
        return 0;
    }
    while (x < -0.5) {
        x /= 2;
        halvings++;
    }
    for (i = 1; i < 20; i++) {
        term *= x / i;
        sum += term;
    }
    while (halvings > 0) {
        sum *= sum;
        halvings--;
    }
    return sum;
}

/* The real function of an element, which is `difference` less than the largest one of its pixel. */
static double real_softmax(test_case *t, int row, int column, int32_t maximum, int32_t difference) {
    double sum = 0;
    int k;
    for (k = 0; k < t->inputs[0].channels; k++) {
        sum += real_exp((read_s8(&t->inputs[0], row, column, k) - maximum) * t->softmax_beta_scale);
    }
    return real_exp(difference * t->softmax_beta_scale) / sum * 256 - 128;
}

static void naive_softmax(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_softmax_s8_args *a = &t->softmax;
    const int channels = t->inputs[0].channels;
    int32_t maximum = -128;
    int64_t sum = 0;
    int32_t q = -128;
    int zeros = 0;
    int k;
    for (k = 0; k < channels; k++) {
        const int32_t x = read_s8(&t->inputs[0], row, column, k);
        maximum = x > maximum ? x : maximum;
    }
    for (k = 0; k < channels; k++) {
        const int32_t d = read_s8(&t->inputs[0], row, column, k) - maximum;
        if (d >= a->minimum_difference) {
            sum += naive_rounding_divide(
                naive_exp(naive_requantize(d, a->input_scale.multiplier, a->input_scale.shift)), 12);
        }
    }
    while (sum < ((int64_t)1 << 31)) {
        sum *= 2;
        zeros++;
    }
    {
        const int32_t d = read_s8(&t->inputs[0], row, column, channel) - maximum;
        if (d >= a->minimum_difference) {
            const int32_t share = naive_high_multiply(
                naive_reciprocal((int32_t)(sum - ((int64_t)1 << 31))),
                naive_exp(naive_requantize(d, a->input_scale.multiplier, a->input_scale.shift)));
            q = naive_clamp(naive_rounding_divide(share, 35 - zeros) - 128, -128, 127);
        }
        /* For a few elements only: cores without 64-bit arithmetic are slow. */
        if (channel < 4) {
            const double more = q - real_softmax(t, row, column, maximum, d);
            check(more < 1.5 && more > -1.5, "softmax is far from the real function");
        }
    }
    *result = (uint8_t)q;
}

static void kernel_softmax(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_softmax_s8(&t->softmax, arena, part);
}

void case_softmax(test_case *t) {
    pex_softmax_s8_args *a = &t->softmax;
    size_t i;
    size_t elements;
    const int spread = range(0, 7);
    set_case(t, naive_softmax, kernel_softmax);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 4, 4, chance(90) ? range(1, 20) : range(200, 255), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    elements = (size_t)(t->output.rows * t->output.columns * t->output.channels);
    for (i = 0; i < elements; i++) {
        t->inputs[0].data[i] = (uint8_t)(t->inputs[0].data[i] >> spread);
    }
    t->whole_channels = 1;
    t->alias = chance(50) ? 0 : -1;
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    a->input_scale.multiplier = (int32_t)((1u << 30) + (random_bits() >> 2));
    a->input_scale.shift = chance(5) ? 31 : range(16, 28);
    /* multiplier * 2^(shift - 31) is beta * scale in Q5.26 */
    t->softmax_beta_scale = (double)a->input_scale.multiplier / 2147483648.0;
    t->softmax_beta_scale *= (double)((int64_t)1 << a->input_scale.shift) / 67108864.0;
    a->minimum_difference = -(int32_t)(((int64_t)31 << 26) >> a->input_scale.shift);
}
