/* Operators that take raw values from elsewhere: concatenation, slicing, resizing. */
#include "kernels_test.h"

static int random_element_bytes(void) {
    return chance(30) ? 4 : 1;
}

/* ---- concatenation ---- */

static void naive_concatenation(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_concatenation_args *a = &t->concatenation;
    int index[3];
    int i = 0;
    index[0] = row;
    index[1] = column;
    index[2] = channel;
    while (index[a->axis] >= a->inputs[i].end) {
        i++;
    }
    index[a->axis] -= a->inputs[i].start;
    if (i < t->input_count) {
        read_element(&t->inputs[i], index[0], index[1], index[2], result);
    } else {
        const pex_view *view = &a->inputs[i].view;
        memcpy(result,
               t->constant + (uint32_t)index[0] * view->row_stride + (uint32_t)index[1] * view->pixel_stride +
                   (uint32_t)index[2] * a->element_bytes,
               a->element_bytes);
    }
}

static void kernel_concatenation(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_concatenation(&t->concatenation, arena, part);
}

/* Some inputs in the arena, then perhaps a constant one. */
void case_concatenation(test_case *t) {
    pex_concatenation_args *a = &t->concatenation;
    int extents[3];
    int end = 0;
    int i;
    set_case(t, naive_concatenation, kernel_concatenation);
    a->axis = (uint8_t)range(0, 2);
    a->element_bytes = (uint8_t)random_element_bytes();
    a->inputs = t->concatenated;
    t->input_count = range(1, COUNT_OF(t->inputs));
    a->input_count = (uint16_t)(t->input_count + chance(40));
    for (i = 0; i < 3; i++) {
        extents[i] = range(1, 6);
    }
    for (i = 0; i < a->input_count; i++) {
        pex_concatenation_input *input = &t->concatenated[i];
        extents[a->axis] = range(1, 5);
        input->start = (uint16_t)end;
        end += extents[a->axis];
        input->end = (uint16_t)end;
        if (i < t->input_count) {
            set_tensor(&t->inputs[i], extents[0], extents[1], extents[2], a->element_bytes);
            t->inputs_at[i].view = &input->view;
        } else {
            const size_t bytes =
                (size_t)extents[0] * (size_t)extents[1] * (size_t)extents[2] * a->element_bytes;
            size_t b;
            t->constant = allocate_anywhere(bytes, 1);
            for (b = 0; b < bytes; b++) {
                t->constant[b] = random_s8();
            }
            input->constant = t->constant;
            input->view.pixel_stride = (uint16_t)(extents[2] * (int)a->element_bytes);
            input->view.row_stride = (uint32_t)extents[1] * input->view.pixel_stride;
        }
    }
    extents[a->axis] = end;
    set_tensor(&t->output, extents[0], extents[1], extents[2], a->element_bytes);
    t->output_at.view = &a->output;
}

/* ---- slicing ---- */

static void naive_slice(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_slice_args *a = &t->slice;
    read_element(&t->inputs[0], a->begin[0] + row * a->stride[0], a->begin[1] + column * a->stride[1],
                 a->begin[2] + channel * a->stride[2], result);
}

static void kernel_slice(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_slice(&t->slice, arena, part);
}

void case_slice(test_case *t) {
    pex_slice_args *a = &t->slice;
    int in[3];
    int out[3];
    int i;
    set_case(t, naive_slice, kernel_slice);
    t->input_count = 1;
    a->element_bytes = (uint8_t)random_element_bytes();
    for (i = 0; i < 3; i++) {
        out[i] = range(1, 6);
        a->begin[i] = (uint16_t)range(0, 3);
        a->stride[i] = (uint16_t)(chance(60) ? 1 : range(2, 3));
        in[i] = a->begin[i] + (out[i] - 1) * a->stride[i] + 1 + range(0, 2);
    }
    set_tensor(&t->inputs[0], in[0], in[1], in[2], a->element_bytes);
    set_tensor(&t->output, out[0], out[1], out[2], a->element_bytes);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
}

/* ---- resizing by the nearest element ---- */

static int naive_source(const uint16_t *table, int divisor, int output) {
    int source = 0;
    if (table != NULL) {
        return table[output];
    }
    while ((source + 1) * divisor <= output) {
        source++;
    }
    return source;
}

static void naive_nearest(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_resize_nearest_args *a = &t->nearest;
    read_element(&t->inputs[0], naive_source(a->row_table, a->row_divisor, row),
                 naive_source(a->column_table, a->column_divisor, column), channel, result);
}

static void kernel_nearest(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_resize_nearest(&t->nearest, arena, part);
}

/* Sources along an axis: a table, or a divisor and no table. Returns the extent of the output. */
static int random_sources(uint16_t *memory, const uint16_t **table, uint16_t *divisor, int input) {
    int output = range(1, LONGEST_TABLE);
    int i;
    *divisor = (uint16_t)range(1, 4);
    *table = NULL;
    if (chance(40)) {
        return input * *divisor;
    }
    for (i = 0; i < output; i++) {
        memory[i] = (uint16_t)(i * input / output);
    }
    *table = memory;
    return output;
}

void case_resize_nearest(test_case *t) {
    pex_resize_nearest_args *a = &t->nearest;
    const int channels = range(1, 6);
    const int in_rows = range(1, 6);
    const int in_columns = range(1, 6);
    int rows;
    int columns;
    set_case(t, naive_nearest, kernel_nearest);
    t->input_count = 1;
    a->element_bytes = (uint8_t)random_element_bytes();
    rows = random_sources(t->tables[0], &a->row_table, &a->row_divisor, in_rows);
    columns = random_sources(t->tables[1], &a->column_table, &a->column_divisor, in_columns);
    set_tensor(&t->inputs[0], in_rows, in_columns, channels, a->element_bytes);
    set_tensor(&t->output, rows, columns, channels, a->element_bytes);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
}

/* ---- bilinear resizing ---- */

/* The two neighbours of an output index and the weight of the second one. */
static double naive_line(const pex_line *line, int output, int neighbours[2]) {
    const double position = ((double)output * line->step + line->offset) / 1024.0;
    const double last = line->input - 1;
    double whole = 0;
    while (whole + 1 <= position) {
        whole += 1;
    }
    if (position <= 0 || position >= last) {
        neighbours[0] = neighbours[1] = position <= 0 ? 0 : (int)last;
        return 0;
    }
    neighbours[0] = (int)whole;
    neighbours[1] = position > whole ? (int)whole + 1 : (int)whole;
    return position - whole;
}

static void naive_bilinear(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_resize_bilinear_s8_args *a = &t->bilinear;
    int rows[2];
    int columns[2];
    const double y = naive_line(&a->rows, row, rows);
    const double x = naive_line(&a->columns, column, columns);
    double sum = 0;
    int i;
    int j;
    for (i = 0; i < 2; i++) {
        for (j = 0; j < 2; j++) {
            const double weight = (i == 0 ? 1 - y : y) * (j == 0 ? 1 - x : x);
            sum += weight * read_s8(&t->inputs[0], rows[i], columns[j], channel);
        }
    }
    *result = (uint8_t)(int)(sum < 0 ? sum - 0.5 : sum + 0.5);
}

static void kernel_bilinear(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_resize_bilinear_s8(&t->bilinear, arena, part);
}

static int random_line(pex_line *line, int input) {
    line->input = (uint16_t)input;
    line->step = chance(30) ? range(1, 8) * 256 : range(0, 2500);
    line->offset = chance(50) ? 0 : line->step / 2 - 512;
    return range(1, 12);
}

void case_resize_bilinear(test_case *t) {
    pex_resize_bilinear_s8_args *a = &t->bilinear;
    const int channels = range(1, 6);
    int rows;
    int columns;
    set_case(t, naive_bilinear, kernel_bilinear);
    t->input_count = 1;
    set_random_tensor(&t->inputs[0], 7, 7, channels, 1);
    rows = random_line(&a->rows, t->inputs[0].rows);
    columns = random_line(&a->columns, t->inputs[0].columns);
    set_tensor(&t->output, rows, columns, channels, 1);
    t->inputs_at[0].view = &a->input;
    t->output_at.view = &a->output;
}
