/* Declarations that the files of the kernels' test share; kernels_test.c describes the test. */
#ifndef KERNELS_TEST_H
#define KERNELS_TEST_H

#include "pex_kernels.h"
#include "pex_mem.h"

#include <stddef.h>

#define COUNT_OF(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* ---- host.c, or a firmware: the machine that tests run on ---- */

/* The variants of kernels; they also define the layout of constants. */
typedef enum kernel_variant { PORTABLE, SMALL, MVE, DSP } kernel_variant;

/* Whether this machine tests a variant. */
int runs(kernel_variant variant);
/* Never NULL; aligned for any type. */
void *allocate(size_t bytes);
/* Accepts NULL. Ends the test if bytes around the memory were written, where the machine can detect it. */
void release(void *memory);
void print(const char *text);
void print_number(uint32_t number);
/* Ends a line. */
void print_end(void);
/* Ends the test because of an error of the test itself. */
void stop(const char *why);
/* Allows unaligned loads of words from now on, or makes them faults if the core supports that. */
void allow_words_anywhere(int allowed);

/* ---- kernels_test.c ---- */

/* Random cases for each kernel, or for one of this name. */
void test_kernels(uint32_t seed, int cases, const char *only);

/* ---- support.c ---- */

typedef struct test_report {
    const char *name; /* of the kernel or function under test */
    int number;       /* of its case */
    uint32_t seed;
    uint32_t checks;
    uint32_t failures;
} test_report;

extern test_report report;

void check(int ok, const char *what);

/* Each kernel starts its own sequence, so that a change of one leaves the cases of the others alone. */
void random_start(uint64_t seed);
uint32_t random_bits(void);
/* Uniform in [low, high]. The order of two draws in one expression would depend on the compiler. */
int range(int low, int high);
int chance(int percent);
int8_t random_s8(void);
void random_fill(uint8_t *bytes, size_t count);

/* Bytes at a random address that is a multiple of the alignment, a power of two up to 16. */
int8_t *allocate_anywhere(size_t bytes, int alignment);
void release_anywhere(int8_t *memory);

/* ---- naive_arithmetic.c ---- */

int32_t naive_high_multiply(int32_t a, int32_t b);
int32_t naive_rounding_divide(int32_t x, int exponent);
int32_t naive_requantize(int32_t x, int32_t multiplier, int32_t shift);
int32_t naive_clamp(int32_t x, int32_t low, int32_t high);

/* ---- tensor.c ---- */

typedef struct tensor {
    int rows;
    int columns;
    int channels;
    int size; /* bytes of an element */
    uint8_t *data;
    int *reader; /* by element: the last pixel of the part for which the naive implementation read it, or
                    NOBODY */
} tensor;

#define NOBODY (-1)

/* The pixel of the part that is being computed, which reads are recorded for. */
extern int reading_pixel;

/* Fills the tensor with random bytes. */
void set_tensor(tensor *t, int rows, int columns, int channels, int size);
/* With at most these numbers of rows and columns. */
void set_random_tensor(tensor *t, int most_rows, int most_columns, int channels, int size);
/* Forgets all recorded reads. */
void forget_readers(tensor *t);
void release_tensor(tensor *t);

/* The element's index; ends the program when there is no such element. */
size_t element(const tensor *t, int row, int column, int channel);
uint8_t read_byte(tensor *t, int row, int column, int channel);
int32_t read_s8(tensor *t, int row, int column, int channel);
void read_element(tensor *t, int row, int column, int channel, uint8_t *result);

/* ---- constants.c ---- */

int32_t random_multiplier(void);

void random_clamp(int8_t *minimum, int8_t *maximum);
/* A zero point and a range; often no output is below that of zero. */
void random_output(int8_t *offset, int8_t *minimum, int8_t *maximum);
/* A window along an axis of `input`; returns the extent of the output. */
int random_window(pex_window *w, int input, int pool);
/* The input index of a window's tap; it may be outside of the input. */
int tap(const pex_window *w, int output, int t);
/* Whether a tap of one of the outputs lies outside of the input. */
int reaches_out(const pex_window *w, int outputs);

/* ---- place.c ---- */

/* Indices [start, end) of each axis. */
typedef struct box {
    int start[3];
    int end[3];
} box;

#define MOST_CELLS 1024

/* The place of a tensor in an arena. */
typedef struct placed {
    pex_view *view;
    uint32_t width; /* of a slice of the channels; 0 for all */
    uint8_t numbers[MOST_CELLS];
} placed;

/* The origins that the cells of all views of a case refer to. */
typedef struct origin_table {
    uint32_t values[6 * MOST_CELLS];
    uint32_t count;
    pex_cells cells[6];
    uint32_t cells_count;
} origin_table;

/* The arena offset of an element. */
uint32_t address(const placed *p, const origin_table *origins, int row, int column, int channel, int size);
/*
 * Places a view that holds the box of a tensor after `used` bytes of the arena; returns the bytes used then.
 * A plain view has rows at equal distances.
 */
uint32_t place(placed *p, origin_table *origins, const tensor *t, const box *b, uint32_t used, int plain);

/* ---- run_case.c ---- */

typedef struct test_case test_case;
typedef void (*naive_function)(test_case *t, int row, int column, int channel, uint8_t *result);
typedef void (*kernel_function)(const test_case *t, uint8_t *arena, const pex_part *part);

#define LONGEST_TABLE 12

struct test_case {
    tensor inputs[4];
    int input_count;
    tensor output;
    placed inputs_at[4];
    placed output_at;
    origin_table origins;
    pex_window rows;
    pex_window columns;
    int intake_axes; /* bit i: slices of axis i (0 rows, 1 columns, 2 channels) may come one after the other
                      */
    int folds_into_output; /* such slices are kept in the output and not in accumulators */
    int whole_channels;    /* a part must span all channels */
    int broadcasts;        /* an input with one row or column has stride 0 there */
    int alias;             /* the input whose place the output takes, or -1 */
    int constant_input;    /* the input whose elements are in `constant`, when that is not null */
    naive_function naive;
    kernel_function kernel;
    /* constants; which ones are used depends on the kernel */
    int8_t *weights;
    int input_offset;
    kernel_variant variant;
    int8_t *packed;    /* the weights in the kernel's order */
    int8_t *absent;    /* elements that absent taps read */
    int32_t *folded;   /* the bias with the input offset's share, or constants of groups */
    uint32_t *scratch; /* where to store the offset of a step's scratch, or null */
    int scratch_bytes;
    int8_t *constant;
    int32_t *bias;
    int32_t *multipliers;
    int8_t *shifts;
    pex_conv2d_s8_args conv;
    pex_depthwise_conv2d_s8_args depthwise;
    pex_fully_connected_s8_args connected;
    pex_average_pool2d_s8_args pool;
    pex_max_pool2d_s8_args max_pool;
    pex_add_s8_args add;
    pex_sub_s8_args sub;
    pex_squared_difference_s8_args squared_difference;
    pex_mul_s8_args mul;
    pex_div_s8_args div;
    pex_maximum_s8_args maximum;
    pex_minimum_s8_args minimum;
    pex_mean_s8_args mean;
    pex_reduce_max_s8_args reduce_max;
    pex_reduce_min_s8_args reduce_min;
    pex_pad_args pad;
    pex_softmax_s8_args softmax;
    pex_transpose_args transpose;
    pex_quantize_f32_args quantize;
    pex_dequantize_f32_args dequantize;
    pex_requantize_8_args requantize;
    pex_lookup_8_args lookup;
    pex_prelu_s8_args prelu;
    pex_arg_max_s8_args arg_max;
    pex_cast_args cast;
    pex_gather_args gather;
    double softmax_beta_scale;
    pex_concatenation_args concatenation;
    pex_concatenation_input concatenated[5];
    pex_slice_args slice;
    pex_resize_nearest_args nearest;
    uint16_t tables[2][LONGEST_TABLE];
    pex_resize_bilinear_s8_args bilinear;
    pex_transpose_conv2d_s8_args transpose_conv;
};

void set_case(test_case *t, naive_function naive, kernel_function kernel);
/* Runs a case in random parts, then frees what it holds. */
void run_case(test_case *t);

/* ---- weights.c ---- */

/* The weights of a case are those of [channel][element], or of [element][channel]. */
typedef enum weight_layout { BY_CHANNEL, BY_ELEMENT } weight_layout;

/* The properties of a layer that are fixed before its constants are drawn. */
typedef struct layer {
    weight_layout layout;
    int channels;
    int elements; /* weights of a channel */
    int scales;   /* one for each channel, or a single one */
    int filter_offset;
    int piece;  /* elements of a partial sum */
    int absent; /* bytes */
} layer;

/*
 * Draws weights, bias, multipliers and shifts, and makes `packed`, `folded` and `absent` of them and of the
 * input offset as the case's variant wants them. `positive` is whether no output is below that of zero.
 */
void set_weights(test_case *t, const layer *l, int positive);

/* ---- cases_*.c: each makes a random case ---- */

void case_conv(test_case *t);
void case_depthwise(test_case *t);
void case_connected(test_case *t);
void case_conv_small(test_case *t);
void case_depthwise_small(test_case *t);
void case_connected_small(test_case *t);
void case_conv_mve(test_case *t);
void case_depthwise_mve(test_case *t);
void case_connected_mve(test_case *t);
void case_add_mve(test_case *t);
void case_conv_dsp(test_case *t);
void case_depthwise_dsp(test_case *t);
void case_connected_dsp(test_case *t);
void case_add_dsp(test_case *t);
void case_pool(test_case *t);
void case_max_pool(test_case *t);
void case_mean(test_case *t);
void case_reduce_max(test_case *t);
void case_reduce_min(test_case *t);
void case_add(test_case *t);
void case_sub(test_case *t);
void case_squared_difference(test_case *t);
void case_mul(test_case *t);
void case_div(test_case *t);
void case_maximum(test_case *t);
void case_minimum(test_case *t);
void case_requantize_8(test_case *t);
void case_pad(test_case *t);
void case_transpose(test_case *t);
void case_softmax(test_case *t);
void case_quantize(test_case *t);
void case_dequantize(test_case *t);
void case_lookup_8(test_case *t);
void case_prelu(test_case *t);
void case_arg_max(test_case *t);
void case_cast(test_case *t);
void case_gather(test_case *t);
void case_concatenation(test_case *t);
void case_slice(test_case *t);
void case_resize_nearest(test_case *t);
void case_resize_bilinear(test_case *t);
void case_transpose_conv(test_case *t);

/* ---- primitives.c and memory.c ---- */

void test_arithmetic(int cases);
void test_taps(int cases);
void test_memory(int cases);

#endif
