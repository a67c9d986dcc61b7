/*
 * Tests every kernel against a deliberately naive implementation of the same operator.
 *
 *     pex_kernels_test [seed [cases per kernel]]
 *
 * A case is an operator with random extents and constants. Its output is cut at random places along all three
 * axes. For each part
 *   - the naive implementation computes the expected bytes and notes which input elements it read,
 *   - an arena is filled with noise and only these elements are put into it, in views with random strides
 *     and offsets, rolling row buffers of random capacity, and sometimes room for a slice only,
 *   - the kernel runs; the part must equal the expected bytes and every other byte must be as before.
 * So a kernel that depends on an element that the part does not need, or writes outside the part, fails.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* ---- random numbers and reports ---- */

static uint64_t random_state;
static unsigned long failures;
static unsigned long checks;
static const char *current_name = "";
static int current_case;

static uint32_t random_bits(void) {
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) >> 32);
}

/* Uniform in [low, high]. */
static int range(int low, int high) {
    return low + (int)(random_bits() % (uint32_t)(high - low + 1));
}

static int chance(int percent) {
    return range(0, 99) < percent;
}

static int8_t random_s8(void) {
    return (int8_t)range(-128, 127);
}

static void check(int ok, const char *what) {
    checks++;
    if (!ok) {
        failures++;
        if (failures <= 20) {
            printf("FAIL %s, case %d: %s\n", current_name, current_case, what);
        }
    }
}

static void *allocate(size_t bytes) {
    void *memory = malloc(bytes == 0 ? 1 : bytes);
    if (memory == NULL) {
        puts("out of memory");
        exit(2);
    }
    return memory;
}

/* ---- naive arithmetic: signs and magnitudes in 64 bits ---- */

static int32_t naive_high_multiply(int32_t a, int32_t b) {
    const int64_t product = (int64_t)a * b;
    const int64_t nudge = product >= 0 ? (int64_t)1 << 30 : 1 - ((int64_t)1 << 30);
    return (int32_t)((product + nudge) / ((int64_t)1 << 31));
}

static int32_t naive_rounding_divide(int32_t x, int exponent) {
    const int64_t divisor = (int64_t)1 << exponent;
    const int64_t magnitude = x < 0 ? -(int64_t)x : (int64_t)x;
    const int64_t quotient = (2 * magnitude + divisor) / (2 * divisor);
    return (int32_t)(x < 0 ? -quotient : quotient);
}

static int32_t naive_requantize(int32_t x, int32_t multiplier, int32_t shift) {
    int64_t shifted = x;
    int i;
    for (i = 0; i < shift; i++) {
        shifted *= 2;
    }
    if (shifted > INT32_MAX || shifted < INT32_MIN) {
        puts("the test's own constants overflow");
        exit(2);
    }
    return naive_rounding_divide(naive_high_multiply((int32_t)shifted, multiplier), shift < 0 ? -shift : 0);
}

static int32_t naive_clamp(int32_t x, int32_t low, int32_t high) {
    if (x < low) {
        return low;
    }
    return x > high ? high : x;
}

/* ---- cases ---- */

typedef struct tensor {
    int rows;
    int columns;
    int channels;
    int size; /* bytes of an element */
    uint8_t *data;
    uint8_t *read; /* one flag an element: the naive implementation read it for this part */
} tensor;

typedef struct test_case test_case;
typedef void (*naive_function)(test_case *t, int row, int column, int channel, uint8_t *result);
typedef void (*kernel_function)(const test_case *t, uint8_t *arena, const pex_part *part);

struct test_case {
    tensor inputs[2];
    int input_count;
    tensor output;
    pex_view *input_views[2];
    pex_view *output_view;
    int whole_channels; /* a part must span all channels */
    int alias;          /* the input whose place the output takes, or -1 */
    naive_function naive;
    kernel_function kernel;
    /* constants; which ones are used depends on the kernel */
    int8_t *weights;
    int8_t *constant;
    int32_t *bias;
    int32_t *multipliers;
    int8_t *shifts;
    pex_conv2d_s8_args conv;
    pex_depthwise_conv2d_s8_args depthwise;
    pex_fully_connected_s8_args connected;
    pex_average_pool2d_s8_args pool;
    pex_add_s8_args add;
    pex_mean_s8_args mean;
    pex_pad_args pad;
    pex_softmax_s8_args softmax;
    pex_transpose_args transpose;
    pex_quantize_f32_args quantize;
    pex_dequantize_f32_args dequantize;
    pex_requantize_8_args requantize;
    double softmax_beta_scale;
};

static void set_tensor(tensor *t, int rows, int columns, int channels, int size) {
    const size_t elements = (size_t)rows * (size_t)columns * (size_t)channels;
    size_t i;
    t->rows = rows;
    t->columns = columns;
    t->channels = channels;
    t->size = size;
    t->data = (uint8_t *)allocate(elements * (size_t)size);
    t->read = (uint8_t *)allocate(elements);
    for (i = 0; i < elements * (size_t)size; i++) {
        t->data[i] = (uint8_t)random_bits();
    }
}

static void free_tensor(tensor *t) {
    free(t->data);
    free(t->read);
}

static size_t element(const tensor *t, int row, int column, int channel) {
    if (row < 0 || row >= t->rows || column < 0 || column >= t->columns || channel < 0 ||
        channel >= t->channels) {
        puts("the test itself reads outside of a tensor");
        exit(2);
    }
    return ((size_t)row * (size_t)t->columns + (size_t)column) * (size_t)t->channels + (size_t)channel;
}

static uint8_t read_byte(tensor *t, int row, int column, int channel) {
    const size_t index = element(t, row, column, channel);
    t->read[index] = 1;
    return t->data[index];
}

static int32_t read_s8(tensor *t, int row, int column, int channel) {
    const int32_t byte = read_byte(t, row, column, channel);
    return byte < 128 ? byte : byte - 256;
}

static void read_element(tensor *t, int row, int column, int channel, uint8_t *result) {
    const size_t index = element(t, row, column, channel);
    t->read[index] = 1;
    memcpy(result, t->data + index * (size_t)t->size, (size_t)t->size);
}

static void set_case(test_case *t, naive_function naive, kernel_function kernel) {
    memset(t, 0, sizeof(*t));
    t->alias = -1;
    t->naive = naive;
    t->kernel = kernel;
}

/* ---- one part ---- */

static uint32_t address(const pex_view *view, int row, int column, int channel, int channel_step) {
    const uint32_t slot = (uint32_t)row % view->rows;
    return view->offset + slot * view->row_stride + (uint32_t)column * view->pixel_stride +
           (uint32_t)channel * (uint32_t)channel_step;
}

typedef struct box {
    int start[3];
    int end[3];
} box;

/*
 * Places a view that holds the box of a tensor behind `used` bytes of the arena; returns the bytes used then.
 * Sometimes it holds just the box, and its offset may then be "below zero".
 */
static uint32_t place(pex_view *view, const tensor *t, const box *b, uint32_t used, uint32_t alignment) {
    const uint32_t size = (uint32_t)t->size;
    const int sliced = chance(40);
    const int column_start = sliced ? b->start[1] : 0;
    const int channel_start = sliced ? b->start[2] : 0;
    const int columns = sliced ? b->end[1] - b->start[1] : t->columns;
    const int channels = sliced ? b->end[2] - b->start[2] : t->channels;
    const uint32_t gap = alignment > size ? alignment : size;
    const int needed = b->end[0] - b->start[0];
    used += (uint32_t)range(1, 20);
    used = (used + alignment - 1) / alignment * alignment;
    view->rows = (uint32_t)(chance(70) ? needed : range(needed, t->rows));
    view->pixel_stride = (uint32_t)channels * size + (chance(60) ? 0u : (uint32_t)range(0, 3) * gap);
    view->row_stride =
        (uint32_t)columns * view->pixel_stride + (chance(60) ? 0u : (uint32_t)range(0, 5) * gap);
    if (alignment > size) {
        view->pixel_stride = (view->pixel_stride + gap - 1) / gap * gap;
        view->row_stride = (uint32_t)columns * view->pixel_stride;
    }
    view->offset = used - (uint32_t)column_start * view->pixel_stride - (uint32_t)channel_start * size;
    return used + view->rows * view->row_stride;
}

static void find_read_box(const tensor *t, box *b) {
    int any = 0;
    int i[3];
    int k;
    for (i[0] = 0; i[0] < t->rows; i[0]++) {
        for (i[1] = 0; i[1] < t->columns; i[1]++) {
            for (i[2] = 0; i[2] < t->channels; i[2]++) {
                if (t->read[element(t, i[0], i[1], i[2])] != 0) {
                    for (k = 0; k < 3; k++) {
                        if (!any || i[k] < b->start[k]) {
                            b->start[k] = i[k];
                        }
                        if (!any || i[k] >= b->end[k]) {
                            b->end[k] = i[k] + 1;
                        }
                    }
                    any = 1;
                }
            }
        }
    }
    if (!any) {
        for (k = 0; k < 3; k++) {
            b->start[k] = 0;
            b->end[k] = 1;
        }
    }
}

static void run_part(test_case *t, const pex_part *part) {
    const tensor *out = &t->output;
    const size_t part_elements = (size_t)(part->row_end - part->row_start) *
                                 (size_t)(part->column_end - part->column_start) *
                                 (size_t)(part->channel_end - part->channel_start);
    uint8_t *expected = (uint8_t *)allocate(part_elements * (size_t)out->size);
    const int broadcasts = t->output_view == &t->add.output;
    uint8_t *memory;
    uint8_t *arena;
    uint8_t *wanted;
    uint32_t bytes = 0;
    size_t n = 0;
    uint32_t k;
    int i;
    int row;
    int column;
    int channel;
    box b;
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        memset(in->read, 0, (size_t)in->rows * (size_t)in->columns * (size_t)in->channels);
    }
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                t->naive(t, row, column, channel, expected + n);
                n += (size_t)out->size;
            }
        }
    }
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        const uint32_t size = (uint32_t)in->size;
        find_read_box(in, &b);
        bytes = place(t->input_views[i], in, &b, bytes, size);
        if (broadcasts && in->columns == 1) {
            t->input_views[i]->pixel_stride = 0;
        }
    }
    b.start[0] = part->row_start;
    b.end[0] = part->row_end;
    b.start[1] = part->column_start;
    b.end[1] = part->column_end;
    b.start[2] = part->channel_start;
    b.end[2] = part->channel_end;
    if (t->alias >= 0) {
        /* Strides and first address are the input's; where elements shrink, strides shrink with them. */
        const tensor *in = &t->inputs[t->alias];
        pex_view *from = t->input_views[t->alias];
        pex_view *to = t->output_view;
        const uint32_t ratio = (uint32_t)(in->size / out->size);
        *to = *from;
        if (ratio > 1) {
            uint32_t first;
            from->rows = (uint32_t)in->rows;
            bytes += from->rows * from->row_stride;
            first = address(from, part->row_start, part->column_start, part->channel_start, in->size);
            to->rows = from->rows;
            to->row_stride = from->row_stride / ratio;
            to->pixel_stride = from->pixel_stride / ratio;
            to->offset = 0;
            to->offset =
                first - address(to, part->row_start, part->column_start, part->channel_start, out->size);
        }
    } else {
        bytes = place(t->output_view, out, &b, bytes, (uint32_t)out->size);
    }
    bytes += (uint32_t)range(1, 20);
    memory = (uint8_t *)allocate(bytes);
    arena = memory;
    wanted = (uint8_t *)allocate(bytes);
    for (k = 0; k < bytes; k++) {
        arena[k] = (uint8_t)random_bits();
    }
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        for (row = 0; row < in->rows; row++) {
            for (column = 0; column < in->columns; column++) {
                for (channel = 0; channel < in->channels; channel++) {
                    const size_t index = element(in, row, column, channel);
                    if (in->read[index] != 0) {
                        memcpy(arena + address(t->input_views[i], row, column, channel, in->size),
                               in->data + index * (size_t)in->size, (size_t)in->size);
                    }
                }
            }
        }
    }
    memcpy(wanted, arena, bytes);
    n = 0;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                memcpy(wanted + address(t->output_view, row, column, channel, out->size), expected + n,
                       (size_t)out->size);
                n += (size_t)out->size;
            }
        }
    }
    t->kernel(t, arena, part);
    check(memcmp(arena, wanted, bytes) == 0, "the arena differs from the expected one");
    free(wanted);
    free(memory);
    free(expected);
}

/* Cuts [0, extent) at random places; returns the number of pieces. */
static int cut(int extent, int whole, int *ends) {
    int pieces = 0;
    int at = 0;
    const int longest = chance(30) ? extent : range(1, extent);
    while (at < extent) {
        at += whole ? extent : range(1, longest);
        ends[pieces] = at < extent ? at : extent;
        pieces++;
    }
    return pieces;
}

#define LONGEST 256

static void run_case(test_case *t) {
    int ends[3][LONGEST];
    int pieces[3];
    int i[3];
    pieces[0] = cut(t->output.rows, 0, ends[0]);
    pieces[1] = cut(t->output.columns, 0, ends[1]);
    pieces[2] = cut(t->output.channels, t->whole_channels, ends[2]);
    for (i[0] = 0; i[0] < pieces[0]; i[0]++) {
        for (i[1] = 0; i[1] < pieces[1]; i[1]++) {
            for (i[2] = 0; i[2] < pieces[2]; i[2]++) {
                pex_part part;
                part.row_start = i[0] == 0 ? 0 : ends[0][i[0] - 1];
                part.row_end = ends[0][i[0]];
                part.column_start = i[1] == 0 ? 0 : ends[1][i[1] - 1];
                part.column_end = ends[1][i[1]];
                part.channel_start = i[2] == 0 ? 0 : ends[2][i[2] - 1];
                part.channel_end = ends[2][i[2]];
                run_part(t, &part);
            }
        }
    }
    for (i[0] = 0; i[0] < t->input_count; i[0]++) {
        free_tensor(&t->inputs[i[0]]);
    }
    free_tensor(&t->output);
    free(t->weights);
    free(t->constant);
    free(t->bias);
    free(t->multipliers);
    free(t->shifts);
}

/* ---- constants ---- */

static int32_t random_multiplier(void) {
    if (chance(5)) {
        return chance(50) ? 0 : INT32_MAX;
    }
    return (int32_t)((1u << 30) + (random_bits() >> 2));
}

/* A shift that brings sums of `terms` products into the range of int8, or sometimes an extreme one. */
static int random_shift(int terms) {
    int shift = -6;
    while (terms > 1) {
        terms /= 4;
        shift--;
    }
    if (chance(10)) {
        return range(-31, 3);
    }
    return shift + range(-3, 2);
}

static void random_clamp(int16_t *minimum, int16_t *maximum) {
    *minimum = (int16_t)(chance(50) ? -128 : range(-128, 20));
    *maximum = (int16_t)(chance(50) ? 127 : range(*minimum, 127));
}

static void set_weights(test_case *t, int weights, int outputs, int terms) {
    int i;
    t->weights = (int8_t *)allocate((size_t)weights);
    t->bias = (int32_t *)allocate((size_t)outputs * sizeof(int32_t));
    t->multipliers = (int32_t *)allocate((size_t)outputs * sizeof(int32_t));
    t->shifts = (int8_t *)allocate((size_t)outputs);
    for (i = 0; i < weights; i++) {
        t->weights[i] = random_s8();
    }
    for (i = 0; i < outputs; i++) {
        t->bias[i] = range(-30000, 30000);
        t->multipliers[i] = random_multiplier();
        t->shifts[i] = (int8_t)random_shift(terms);
    }
}

/* A window along an axis of `input`; returns the extent of the output. */
static int random_window(pex_window *w, int input, int pool) {
    int longest;
    w->input = (uint16_t)input;
    w->kernel = (uint16_t)range(1, 5);
    w->stride = (uint16_t)range(1, 3);
    w->dilation = (uint16_t)(pool || chance(50) ? 1 : range(2, 3));
    w->pad_before = (uint16_t)range(0, pool ? w->kernel - 1 : w->kernel * w->dilation);
    longest = (input - 1 + (pool ? 0 : 2) + w->pad_before) / w->stride + 1;
    return range(1, longest);
}

static int tap(const pex_window *w, int output, int t) {
    return output * w->stride - w->pad_before + t * w->dilation;
}

static int random_channels(void) {
    return chance(70) ? range(1, 9) : range(10, 21);
}

/* ---- convolution ---- */

static void naive_conv(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_conv2d_s8_args *a = &t->conv;
    int32_t sum = 0;
    int i;
    int j;
    int k;
    for (i = 0; i < a->rows.kernel; i++) {
        for (j = 0; j < a->columns.kernel; j++) {
            for (k = 0; k < a->input_channels; k++) {
                const int r = tap(&a->rows, row, i);
                const int c = tap(&a->columns, column, j);
                const int w =
                    ((channel * a->rows.kernel + i) * a->columns.kernel + j) * a->input_channels + k;
                if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                    sum += (read_s8(&t->inputs[0], r, c, k) + a->input_offset) * t->weights[w];
                }
            }
        }
    }
    sum = naive_requantize(sum + t->bias[channel], t->multipliers[channel], t->shifts[channel]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_conv(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_conv2d_s8(&t->conv, arena, part);
}

static void case_conv(test_case *t) {
    pex_conv2d_s8_args *a = &t->conv;
    const int in = random_channels();
    const int out = random_channels();
    int rows;
    int columns;
    int terms;
    set_case(t, naive_conv, kernel_conv);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 10), range(1, 10), in, 1);
    rows = random_window(&a->rows, t->inputs[0].rows, 0);
    columns = random_window(&a->columns, t->inputs[0].columns, 0);
    if (chance(25)) {
        rows = t->inputs[0].rows;
        columns = t->inputs[0].columns;
        a->rows.kernel = a->columns.kernel = 1;
        a->rows.stride = a->columns.stride = 1;
        a->rows.pad_before = a->columns.pad_before = 0;
    }
    set_tensor(&t->output, rows, columns, out, 1);
    terms = a->rows.kernel * a->columns.kernel * in;
    set_weights(t, terms * out, out, terms);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->input_channels = (uint16_t)in;
    a->input_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->weights = t->weights;
    a->bias = t->bias;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}

/* ---- depthwise convolution ---- */

static void naive_depthwise(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_depthwise_conv2d_s8_args *a = &t->depthwise;
    int32_t sum = 0;
    int i;
    int j;
    for (i = 0; i < a->rows.kernel; i++) {
        for (j = 0; j < a->columns.kernel; j++) {
            const int r = tap(&a->rows, row, i);
            const int c = tap(&a->columns, column, j);
            const int w = (i * a->columns.kernel + j) * a->output_channels + channel;
            if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns) {
                const int32_t x = read_s8(&t->inputs[0], r, c, channel / a->channel_multiplier);
                sum += (x + a->input_offset) * t->weights[w];
            }
        }
    }
    sum = naive_requantize(sum + t->bias[channel], t->multipliers[channel], t->shifts[channel]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_depthwise(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_depthwise_conv2d_s8(&t->depthwise, arena, part);
}

static void case_depthwise(test_case *t) {
    pex_depthwise_conv2d_s8_args *a = &t->depthwise;
    const int in = random_channels();
    const int multiplier = chance(60) ? 1 : range(2, 5);
    const int out = in * multiplier;
    int rows;
    int columns;
    int terms;
    set_case(t, naive_depthwise, kernel_depthwise);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 10), range(1, 10), in, 1);
    rows = random_window(&a->rows, t->inputs[0].rows, 0);
    columns = random_window(&a->columns, t->inputs[0].columns, 0);
    set_tensor(&t->output, rows, columns, out, 1);
    terms = a->rows.kernel * a->columns.kernel;
    set_weights(t, terms * out, out, terms);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->output_channels = (uint16_t)out;
    a->channel_multiplier = (uint16_t)multiplier;
    a->input_offset = (int16_t)range(-127, 128);
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->weights = t->weights;
    a->bias = t->bias;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
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
        sum += (read_s8(&t->inputs[0], row, column, k) + a->input_offset) * w;
    }
    sum = naive_requantize(sum, t->multipliers[scale], t->shifts[scale]);
    *result = (uint8_t)naive_clamp(sum + a->output_offset, a->minimum, a->maximum);
}

static void kernel_connected(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_fully_connected_s8(&t->connected, arena, part);
}

static void case_connected(test_case *t) {
    pex_fully_connected_s8_args *a = &t->connected;
    const int in = chance(80) ? range(1, 40) : range(41, 300);
    const int out = random_channels();
    set_case(t, naive_connected, kernel_connected);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 3), range(1, 3), in, 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, out, 1);
    a->per_channel = (uint16_t)chance(50);
    set_weights(t, in * out, out, in);
    if (a->per_channel == 0) {
        /* a single scale: nothing may be read behind it */
        const int32_t multiplier = t->multipliers[0];
        const int8_t shift = t->shifts[0];
        free(t->multipliers);
        free(t->shifts);
        t->multipliers = (int32_t *)allocate(sizeof(int32_t));
        t->shifts = (int8_t *)allocate(1);
        t->multipliers[0] = multiplier;
        t->shifts[0] = shift;
    }
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->input_channels = (uint32_t)in;
    a->input_offset = (int16_t)range(-127, 128);
    a->filter_offset = (int16_t)(chance(60) ? 0 : range(-127, 128));
    a->output_offset = random_s8();
    random_clamp(&a->minimum, &a->maximum);
    a->weights = t->weights;
    a->bias = t->bias;
    a->multipliers = t->multipliers;
    a->shifts = t->shifts;
}

/* ---- average pooling ---- */

static void naive_pool(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_average_pool2d_s8_args *a = &t->pool;
    int sum = 0;
    int count = 0;
    int magnitude;
    int i;
    int j;
    for (i = 0; i < a->rows.kernel; i++) {
        for (j = 0; j < a->columns.kernel; j++) {
            const int r = tap(&a->rows, row, i);
            const int c = tap(&a->columns, column, j);
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

static void case_pool(test_case *t) {
    pex_average_pool2d_s8_args *a = &t->pool;
    int rows;
    int columns;
    set_case(t, naive_pool, kernel_pool);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 10), range(1, 10), range(1, 9), 1);
    rows = random_window(&a->rows, t->inputs[0].rows, 1);
    columns = random_window(&a->columns, t->inputs[0].columns, 1);
    set_tensor(&t->output, rows, columns, t->inputs[0].channels, 1);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    random_clamp(&a->minimum, &a->maximum);
}

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

static void case_add(test_case *t) {
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

/* ---- mean ---- */

static void naive_mean(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_mean_s8_args *a = &t->mean;
    int32_t sum = 0;
    int i;
    int j;
    int k;
    for (i = 0; i < a->count_rows; i++) {
        for (j = 0; j < a->count_columns; j++) {
            for (k = 0; k < a->count_channels; k++) {
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

static void case_mean(test_case *t) {
    pex_mean_s8_args *a = &t->mean;
    const int axes = range(0, 7);
    set_case(t, naive_mean, kernel_mean);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 8), range(1, 8), range(1, 8), 1);
    a->count_rows = (uint16_t)((axes & 1) != 0 ? t->inputs[0].rows : 1);
    a->count_columns = (uint16_t)((axes & 2) != 0 ? t->inputs[0].columns : 1);
    a->count_channels = (uint16_t)((axes & 4) != 0 ? t->inputs[0].channels : 1);
    set_tensor(&t->output, t->inputs[0].rows / a->count_rows, t->inputs[0].columns / a->count_columns,
               t->inputs[0].channels / a->count_channels, 1);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->output_offset = random_s8();
    a->bias = a->count_rows * a->count_columns * a->count_channels * range(-128, 127);
    a->scale.multiplier = random_multiplier();
    a->scale.shift = range(-9, 2);
}

/* ---- padding ---- */

static void naive_pad(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_pad_args *a = &t->pad;
    const int r = row - a->before_rows;
    const int c = column - a->before_columns;
    const int k = channel - a->before_channels;
    memset(result, a->value, a->element_bytes);
    if (r >= 0 && r < t->inputs[0].rows && c >= 0 && c < t->inputs[0].columns && k >= 0 &&
        k < t->inputs[0].channels) {
        read_element(&t->inputs[0], r, c, k, result);
    }
}

static void kernel_pad(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_pad(&t->pad, arena, part);
}

static void case_pad(test_case *t) {
    pex_pad_args *a = &t->pad;
    const int channels_too = chance(40);
    set_case(t, naive_pad, kernel_pad);
    t->input_count = 1;
    a->element_bytes = chance(30) ? 4 : 1;
    set_tensor(&t->inputs[0], range(1, 6), range(1, 6), range(1, 6), a->element_bytes);
    a->input_rows = (uint16_t)t->inputs[0].rows;
    a->input_columns = (uint16_t)t->inputs[0].columns;
    a->input_channels = (uint16_t)t->inputs[0].channels;
    a->before_rows = (uint16_t)range(0, 3);
    a->before_columns = (uint16_t)range(0, 3);
    a->before_channels = (uint16_t)(channels_too ? range(0, 3) : 0);
    a->value = (uint8_t)random_bits();
    set_tensor(&t->output, a->before_rows + a->input_rows + range(0, 3),
               a->before_columns + a->input_columns + range(0, 3),
               a->before_channels + a->input_channels + (channels_too ? range(0, 3) : 0), a->element_bytes);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
}

/* ---- softmax ---- */

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

static void naive_softmax(test_case *t, int row, int column, int channel, uint8_t *result) {
    const pex_softmax_s8_args *a = &t->softmax;
    const int channels = t->inputs[0].channels;
    int32_t maximum = -128;
    int64_t sum = 0;
    double real_sum = 0;
    int32_t q = -128;
    int zeros = 0;
    int k;
    for (k = 0; k < channels; k++) {
        const int32_t x = read_s8(&t->inputs[0], row, column, k);
        maximum = x > maximum ? x : maximum;
    }
    for (k = 0; k < channels; k++) {
        const int32_t d = read_s8(&t->inputs[0], row, column, k) - maximum;
        real_sum += real_exp(d * t->softmax_beta_scale);
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
        const double real = real_exp(d * t->softmax_beta_scale) / real_sum * 256 - 128;
        if (d >= a->minimum_difference) {
            const int32_t share = naive_high_multiply(
                naive_reciprocal((int32_t)(sum - ((int64_t)1 << 31))),
                naive_exp(naive_requantize(d, a->input_scale.multiplier, a->input_scale.shift)));
            q = naive_clamp(naive_rounding_divide(share, 35 - zeros) - 128, -128, 127);
        }
        check(q - real < 1.5 && q - real > -1.5, "softmax is far from the real function");
    }
    *result = (uint8_t)q;
}

static void kernel_softmax(const test_case *t, uint8_t *arena, const pex_part *part) {
    pex_softmax_s8(&t->softmax, arena, part);
}

static void case_softmax(test_case *t) {
    pex_softmax_s8_args *a = &t->softmax;
    size_t i;
    size_t elements;
    const int spread = range(0, 7);
    set_case(t, naive_softmax, kernel_softmax);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 4), range(1, 4), chance(90) ? range(1, 20) : range(200, 255), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    elements = (size_t)(t->output.rows * t->output.columns * t->output.channels);
    for (i = 0; i < elements; i++) {
        t->inputs[0].data[i] = (uint8_t)(t->inputs[0].data[i] >> spread);
    }
    t->whole_channels = 1;
    t->alias = chance(50) ? 0 : -1;
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->input_scale.multiplier = (int32_t)((1u << 30) + (random_bits() >> 2));
    a->input_scale.shift = chance(5) ? 31 : range(16, 28);
    /* multiplier * 2^(shift - 31) is beta * scale in Q5.26 */
    t->softmax_beta_scale = (double)a->input_scale.multiplier / 2147483648.0;
    t->softmax_beta_scale *= (double)((int64_t)1 << a->input_scale.shift) / 67108864.0;
    a->minimum_difference = -(int32_t)(((int64_t)31 << 26) >> a->input_scale.shift);
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

static void case_transpose(test_case *t) {
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
    t->input_views[0] = &t->transpose.input;
    t->output_view = &t->transpose.output;
}

/* ---- between float and integer ---- */

static float random_scale(void) {
    return (float)range(1, 1000000) / (float)(1 << range(12, 28));
}

static float read_f32(tensor *t, int row, int column, int channel) {
    const size_t index = element(t, row, column, channel);
    float value;
    t->read[index] = 1;
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

static void case_quantize(test_case *t) {
    pex_quantize_f32_args *a = &t->quantize;
    size_t elements;
    size_t i;
    set_case(t, naive_quantize, kernel_quantize);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 5), range(1, 5), range(1, 9), 4);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 1);
    t->alias = chance(50) ? 0 : -1;
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->scale = chance(30) ? 0.25f : random_scale();
    a->zero_point = random_s8();
    a->flip = chance(50) ? 0x80 : 0;
    elements = (size_t)(t->output.rows * t->output.columns * t->output.channels);
    for (i = 0; i < elements; i++) {
        float value;
        if (chance(10)) {
            continue; /* random bits: huge, tiny, infinite or not a number */
        }
        value = a->scale * (float)range(-300, 300) / (chance(50) ? 2.0f : 1.0f);
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

static void case_dequantize(test_case *t) {
    pex_dequantize_f32_args *a = &t->dequantize;
    set_case(t, naive_dequantize, kernel_dequantize);
    t->input_count = 1;
    set_tensor(&t->inputs[0], range(1, 5), range(1, 5), range(1, 9), 1);
    set_tensor(&t->output, t->inputs[0].rows, t->inputs[0].columns, t->inputs[0].channels, 4);
    t->input_views[0] = &a->input;
    t->output_view = &a->output;
    a->scale = random_scale();
    a->zero_point = random_s8();
    a->flip = chance(50) ? 0x80 : 0;
}

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

static void case_requantize_8(test_case *t) {
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

/* ---- primitives ---- */

static int32_t random_s32(void) {
    static const int32_t edges[12] = {
        0, 1, -1, 2, -2, 1 << 30, -(1 << 30), (1 << 30) - 1, INT32_MAX, INT32_MAX - 1, -INT32_MAX, INT32_MIN};
    if (chance(40)) {
        return edges[range(0, COUNT_OF(edges) - 1)];
    }
    return (int32_t)(random_bits() >> range(0, 31)) * (chance(50) ? 1 : -1);
}

static void test_arithmetic(int cases) {
    for (current_case = 0; current_case < cases * 200; current_case++) {
        const int32_t x = random_s32();
        const int32_t y = random_s32();
        const int exponent = range(0, 31);
        if (x != INT32_MIN || y != INT32_MIN) {
            check(pex_doubling_high_multiply(x, y) == naive_high_multiply(x, y),
                  "pex_doubling_high_multiply");
        }
        if (x != INT32_MIN && (x != INT32_MAX || exponent != 1)) {
            check(pex_rounding_shift_right(x, exponent) == naive_rounding_divide(x, exponent),
                  "pex_rounding_shift_right");
        }
        {
            const int32_t multiplier = random_multiplier();
            const int shift = range(-31, 30);
            const int32_t bound = shift > 0 ? INT32_MAX >> shift : INT32_MAX;
            const int32_t z = naive_clamp(x, -bound, bound);
            check(pex_requantize(z, multiplier, shift) == naive_requantize(z, multiplier, shift),
                  "pex_requantize");
        }
        check(pex_clamp(x, -128, 127) == naive_clamp(x, -128, 127), "pex_clamp");
    }
}

static void test_taps(int cases) {
    for (current_case = 0; current_case < cases * 20; current_case++) {
        const int input = range(1, 12);
        pex_window w;
        const int outputs = random_window(&w, input, 0);
        int output;
        int t;
        for (output = 0; output < outputs + 2; output++) {
            const pex_taps taps = pex_present_taps(&w, output);
            int ok = taps.count >= 0;
            for (t = 0; t < w.kernel; t++) {
                const int at = tap(&w, output, t);
                const int present = at >= 0 && at < input;
                ok = ok && present == (t >= taps.first && t < taps.first + taps.count);
            }
            check(ok, "pex_present_taps: which");
            check(taps.count == 0 || taps.position == tap(&w, output, taps.first), "pex_present_taps: where");
        }
    }
}

#ifdef __cplusplus
extern "C" {
#endif
/* The functions of pex_mem.c, renamed by the build so that they do not replace those of the host. */
void *pex_test_memcpy(void *destination, const void *source, size_t bytes);
void *pex_test_memmove(void *destination, const void *source, size_t bytes);
void *pex_test_memset(void *destination, int value, size_t bytes);
int pex_test_memcmp(const void *left, const void *right, size_t bytes);
#ifdef __cplusplus
}
#endif

static int sign(int x) {
    return (x > 0) - (x < 0);
}

static void test_memory(int cases) {
    uint8_t a[64];
    uint8_t b[64];
    for (current_case = 0; current_case < cases; current_case++) {
        const int bytes = range(0, 32);
        const int from = range(0, 32);
        const int to = range(0, 32);
        const int value = range(-300, 300);
        int i;
        for (i = 0; i < COUNT_OF(a); i++) {
            a[i] = b[i] = (uint8_t)random_bits();
        }
        check(pex_test_memmove(a + to, a + from, (size_t)bytes) == a + to, "memmove returns its destination");
        memmove(b + to, b + from, (size_t)bytes);
        check(memcmp(a, b, sizeof(a)) == 0, "memmove");
        check(pex_test_memset(a + to, value, (size_t)bytes) == a + to, "memset returns its destination");
        memset(b + to, value, (size_t)bytes);
        check(memcmp(a, b, sizeof(a)) == 0, "memset");
        a[from] = (uint8_t)random_bits();
        check(sign(pex_test_memcmp(a, b, sizeof(a))) == sign(memcmp(a, b, sizeof(a))), "memcmp");
        check(pex_test_memcpy(b, a, (size_t)bytes) == b, "memcpy returns its destination");
        check(memcmp(a, b, (size_t)bytes) == 0, "memcpy");
    }
}

/* ---- main ---- */

typedef struct kernel_test {
    const char *name;
    void (*make)(test_case *t);
} kernel_test;

static const kernel_test kernel_tests[] = {
    {"conv2d_s8", case_conv},
    {"depthwise_conv2d_s8", case_depthwise},
    {"fully_connected_s8", case_connected},
    {"average_pool2d_s8", case_pool},
    {"add_s8", case_add},
    {"mean_s8", case_mean},
    {"pad", case_pad},
    {"softmax_s8", case_softmax},
    {"transpose", case_transpose},
    {"quantize_f32", case_quantize},
    {"dequantize_f32", case_dequantize},
    {"requantize_8", case_requantize_8},
};

static void test_kernel(const kernel_test *test, int cases) {
    for (current_case = 0; current_case < cases; current_case++) {
        test_case t;
        test->make(&t);
        run_case(&t);
    }
}

int main(int argc, char **argv) {
    const unsigned long seed = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
    const int cases = argc > 2 ? atoi(argv[2]) : 200;
    int i;
    printf("seed %lu, %d cases per kernel\n", seed, cases);
    random_state = seed;
    current_name = "arithmetic";
    test_arithmetic(cases);
    current_name = "taps";
    test_taps(cases);
    current_name = "memory";
    test_memory(cases);
    for (i = 0; i < COUNT_OF(kernel_tests); i++) {
        const unsigned long before = checks;
        current_name = kernel_tests[i].name;
        random_state = seed * 1000003u + (unsigned long)i;
        test_kernel(&kernel_tests[i], cases);
        printf("%-20s %lu checks\n", current_name, checks - before);
    }
    printf("%lu checks, %lu failures\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
