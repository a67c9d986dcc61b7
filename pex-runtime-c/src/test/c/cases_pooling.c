/* Operators that reduce: pooling, mean, maximum. */
#include "kernels_test.h"

/* ---- pooling ---- */

static void set_pool(test_case *t, pex_average_pool2d_s8_args *a) {
    int rows;
    int columns;
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 10, 10, range(1, 9), 1);
    a->rows = &t->rows;
    a->columns = &t->columns;
    rows = random_window(&t->rows, t->inputs[0].rows, 1);
    columns = random_window(&t->columns, t->inputs[0].columns, 1);
    if (chance(40)) {
        rows = 1;
        t->intake_axes = 1;
    }
    set_tensor(&t->output, rows, columns, t->inputs[0].channels, 1);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
    random_clamp(&a->minimum, &a->maximum);
}

static void naive_pool(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_average_pool2d_s8_args *a = &t->pool;
    int sum = 0;
    int count = 0;
    int magnitude;
    int i;
    int j;
    for (i = 0; i < a->rows->kernel; i++) {
        for (j = 0; j < a->columns->kernel; j++) {
            const int r = tap(a->rows, row, i);
            const int c = tap(a->columns, column, j);
            if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                sum += read_s8(&t->inputs[0], r, c, channel);
                count++;
            }
        }
    }
    magnitude = ((sum < 0 ? -sum : sum) + count / 2) / count;
    *result = (uint8_t)naive_clamp(sum < 0 ? -magnitude : magnitude, a->minimum, a->maximum);
}

static void kernel_pool(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_average_pool2d_s8(&t->pool, arena, part);
}

void case_pool(test_case *t) {
    set_case(t, naive_pool, kernel_pool);
    set_pool(t, &t->pool);
}

static void naive_max_pool(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_max_pool2d_s8_args *a = &t->max_pool;
    int largest = -1000;
    int i;
    int j;
    for (i = 0; i < a->rows->kernel; i++) {
        for (j = 0; j < a->columns->kernel; j++) {
            const int r = tap(a->rows, row, i);
            const int c = tap(a->columns, column, j);
            if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                const int x = read_s8(&t->inputs[0], r, c, channel);
                largest = x > largest ? x : largest;
            }
        }
    }
    *result = (uint8_t)naive_clamp(largest, a->minimum, a->maximum);
}

static void kernel_max_pool(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_max_pool2d_s8(&t->max_pool, arena, part);
}

void case_max_pool(test_case *t) {
    set_case(t, naive_max_pool, kernel_max_pool);
    t->folds_into_output = 1;
    set_pool(t, &t->max_pool);
}

/* ---- mean ---- */

static void set_reduction(test_case *t, pex_view *input, uint16_t counts[3], pex_view *output) {
    const int axes = range(0, 7);
    tensor *in = &t->inputs[0];
    t->input_count = 1;
    set_random_tensor(in, 8, 8, range(1, 8), 1);
    counts[0] = (uint16_t)((axes & 1) != 0 ? in->rows : 1);
    counts[1] = (uint16_t)((axes & 2) != 0 ? in->columns : 1);
    counts[2] = (uint16_t)((axes & 4) != 0 ? in->channels : 1);
    set_tensor(&t->output, in->rows / counts[0], in->columns / counts[1], in->channels / counts[2], 1);
    t->inputs_at[0].view = input;
    t->output_at.view = output;
    t->intake_axes = axes;
}

static void naive_mean(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_mean_s8_args *a = &t->mean;
    int32_t sum = 0;
    int i;
    int j;
    int k;
    for (i = 0; i < a->counts[0]; i++) {
        for (j = 0; j < a->counts[1]; j++) {
            for (k = 0; k < a->counts[2]; k++) {
                sum += read_s8(&t->inputs[0], row + i, column + j, channel + k);
            }
        }
    }
    sum = naive_requantize(sum - a->bias, a->scale.multiplier, a->scale.shift);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, -128, 127);
}

static void kernel_mean(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_mean_s8(&t->mean, arena, part);
}

void case_mean(test_case *t) {
    pex_mean_s8_args *a = &t->mean;
    set_case(t, naive_mean, kernel_mean);
    set_reduction(t, &a->input, a->counts, &a->output);
    a->output_offset = random_s8();
    a->bias = a->counts[0] * a->counts[1] * a->counts[2] * range(-128, 127);
    a->scale.multiplier = random_multiplier();
    a->scale.shift = range(-9, 2);
}

/* ---- maximum and minimum ---- */

/* The largest element times a sign: a minimum is the largest negative, negated. */
static int naive_extreme(test_case *t, const uint16_t counts[3], int row, int column, int channel, int sign) {
    int largest = -1000;
    int i;
    int j;
    int k;
    for (i = 0; i < counts[0]; i++) {
        for (j = 0; j < counts[1]; j++) {
            for (k = 0; k < counts[2]; k++) {
                const int x = sign * read_s8(&t->inputs[0], row + i, column + j, channel + k);
                largest = x > largest ? x : largest;
            }
        }
    }
    return sign * largest;
}

static void naive_reduce_max(test_case *t, int row, int column, int channel, uint8_t *result) {
    *result = (uint8_t)naive_extreme(t, t->reduce_max.counts, row, column, channel, 1);
}

static void kernel_reduce_max(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_reduce_max_s8(&t->reduce_max, arena, part);
}

void case_reduce_max(test_case *t) {
    pex_reduce_max_s8_args *a = &t->reduce_max;
    set_case(t, naive_reduce_max, kernel_reduce_max);
    t->folds_into_output = 1;
    set_reduction(t, &a->input, a->counts, &a->output);
}

static void naive_reduce_min(test_case *t, int row, int column, int channel, uint8_t *result) {
    *result = (uint8_t)naive_extreme(t, t->reduce_min.counts, row, column, channel, -1);
}

static void kernel_reduce_min(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_reduce_min_s8(&t->reduce_min, arena, part);
}

void case_reduce_min(test_case *t) {
    pex_reduce_min_s8_args *a = &t->reduce_min;
    set_case(t, naive_reduce_min, kernel_reduce_min);
    t->folds_into_output = 1;
    set_reduction(t, &a->input, a->counts, &a->output);
}
