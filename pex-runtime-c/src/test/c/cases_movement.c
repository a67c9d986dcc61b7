/* Operators that only move elements: padding and transposition. */
#include "kernels_test.h"

/* ---- padding ---- */

static void naive_pad(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_pad_args *a = &t->pad;
    const int r = row - a->before_rows;
    const int c = column - a->before_columns;
    const int k = channel - a->before_channels;
    memcpy(result, a->value, a->element_bytes);
    if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns && k >= 0 &&
        k < t->inputs[0].channels) {
        read_element(&t->inputs[0], r, c, k, result);
    }
}

static void kernel_pad(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_pad(&t->pad, arena, part);
}

void case_pad(test_case *t) {
    pex_pad_args *a = &t->pad;
    const int channels_too = chance(40);
    int rows;
    int columns;
    int channels;
    int i;
    set_case(t, naive_pad, kernel_pad);
    t->input_count = 1;
    a->element_bytes = chance(30) ? 4 : 1;
    set_random_tensor(&t->inputs[0], 6, 6, range(1, 6), a->element_bytes);
    a->input_rows = (uint16_t)t->inputs[0].rows;
    a->input_columns = (uint16_t)t->inputs[0].columns;
    a->input_channels = (uint16_t)t->inputs[0].channels;
    a->before_rows = (uint16_t)range(0, 3);
    a->before_columns = (uint16_t)range(0, 3);
    a->before_channels = (uint16_t)(channels_too ? range(0, 3) : 0);
    for (i = 0; i < 4; i++) {
        a->value[i] = (uint8_t)random_bits();
    }
    rows = a->before_rows + a->input_rows + range(0, 3);
    columns = a->before_columns + a->input_columns + range(0, 3);
    channels = a->before_channels + a->input_channels + (channels_too ? range(0, 3) : 0);
    set_tensor(&t->output, rows, columns, channels, a->element_bytes);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
}

/* ---- transposition ---- */

static void naive_transpose(test_case *t, int row, int column, int channel, uint8_t *result) {
    int index[3];
    index[t->transpose.permutation[0]] = row;
    index[t->transpose.permutation[1]] = column;
    index[t->transpose.permutation[2]] = channel;
    read_element(&t->inputs[0], index[0], index[1], index[2], result);
}

static void kernel_transpose(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_transpose(&t->transpose, arena, part);
}

void case_transpose(test_case *t) {
    static const uint8_t permutations[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                               {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    const uint8_t *p = permutations[range(0, 5)];
    int extents[3];
    set_case(t, naive_transpose, kernel_transpose);
    extents[0] = range(1, 7);
    extents[1] = range(1, 7);
    extents[2] = range(1, 7);
    t->input_count = 1;
    t->transpose.element_bytes = chance(30) ? 4 : 1;
    set_tensor(&t->inputs[0], extents[0], extents[1], extents[2], t->transpose.element_bytes);
    set_tensor(&t->output, extents[p[0]], extents[p[1]], extents[p[2]], t->transpose.element_bytes);
    memcpy(t->transpose.permutation, p, 3);
    t->inputs_at[0].view = &t->transpose.input;
    t->output_at.view = &t->transpose.output;
}
