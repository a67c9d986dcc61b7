/*
 * Pex runtime: definitions that kernels and generated code share.
 *
 * A kernel computes one part of one tensor: a rectangle of rows x columns x channels. A whole tensor is also
 * a part, so there are no separate kernels for it. Kernels keep no state, never allocate, and call no library
 * function except the four of pex_mem.h.
 */
#ifndef PEX_RUNTIME_H
#define PEX_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

/* Generated code refuses to compile against kernels of another version. */
#define PEX_RUNTIME_VERSION 6

#ifdef __cplusplus
extern "C" {
#endif

/* The result of every call of generated code. */
typedef enum pex_status {
    PEX_OK = 0,                     /* done: after run, or after the last step, the output is valid */
    PEX_MORE = 1,                   /* a step was performed, others remain */
    PEX_NEEDS_ROWS = 2,             /* the next step waits for rows of an input */
    PEX_ERROR_NULL = -1,            /* a pointer is null */
    PEX_ERROR_ARENA_SMALL = -2,     /* the arena has fewer bytes than the model needs */
    PEX_ERROR_ARENA_ALIGNMENT = -3, /* the arena's address is not aligned as the model needs */
    PEX_ERROR_STATE = -4,           /* the state was never initialised */
    PEX_ERROR_INPUT = -5            /* the inference does not wait for this input, or it does not exist */
} pex_status;

/*
 * The source of rows for a model whose input arrives row by row: writes a row of an input to its destination,
 * or skips the row when the destination is null (no operator reads it). Rows of an input are requested in
 * order. Returns PEX_OK when the row is written; any other status ends the call, and the next call requests
 * the same row again.
 */
typedef pex_status (*pex_row_source)(void *context, uint32_t input, uint32_t row, void *destination,
                                     uint32_t bytes);

/* Prevents inlining of a function with a hot loop: variables of its caller would compete for registers. */
#if defined(__GNUC__)
#define PEX_NOINLINE __attribute__((noinline))
#else
#define PEX_NOINLINE
#endif

/* Forces inlining of a function that has to share the registers of a hot loop, or the stack of its caller. */
#if defined(__GNUC__)
#define PEX_INLINE static inline __attribute__((always_inline))
#else
#define PEX_INLINE static inline
#endif

/* Keeps a compiler from moving loads and stores so far ahead that it runs out of registers. */
#if defined(__GNUC__)
#define PEX_IN_ORDER() __asm__ volatile("" ::: "memory")
#else
#define PEX_IN_ORDER() ((void)0)
#endif

/* Aligns a variable, for instance an arena. Define it for a compiler that has no GNU attributes. */
#ifndef PEX_ALIGNED
#define PEX_ALIGNED(bytes) __attribute__((aligned(bytes)))
#endif

/* A compile-time error if a condition that the generator relied on does not hold. */
#define PEX_STATIC_ASSERT(name, condition) typedef char pex_static_assert_##name[(condition) ? 1 : -1]

/*
 * The slice that a step takes in, of an operator that consumes its input slice by slice: the indices [start,
 * end) along an axis (0 rows, 1 columns, 2 channels), as far as they exist. Slices come in ascending order:
 * the one that starts at 0 sets the accumulators, and the one that ends at or after the end of the input
 * writes the output. An operator that takes in its whole input in one step has one slice, from 0 to
 * INT32_MAX.
 */
typedef struct pex_intake {
    int32_t axis;
    int32_t start;
    int32_t end;
    uint32_t accumulators; /* arena offset of an aligned int32 for each element of the part, in their order */
} pex_intake;

/*
 * The layout of a tensor whose rows are not at equal distances, or whose channels lie in slices: it consists
 * of cells, one for each row of each slice. Cell n starts at the origin of the model with the index
 * view.offset + numbers[n], or view.offset + n if `numbers` is null. With neither numbers nor row_cells, rows
 * are at equal distances and all slices have the same place.
 */
typedef struct pex_cells {
    const uint8_t *numbers;
    uint16_t row_cells;   /* cells in a row of the tensor; 0 if all rows of a slice share one cell */
    uint16_t slice_bytes; /* bytes of a pixel's channels in a slice; 0 if all channels are one slice */
} pex_cells;

/*
 * The part of the output that a step computes, in coordinates of the output tensor; ranges are half open and
 * never empty. A step accesses one slice of the channels of each tensor.
 */
typedef struct pex_part {
    int32_t row_start;
    int32_t row_end;
    int32_t column_start;
    int32_t column_end;
    int32_t channel_start;
    int32_t channel_end;
    pex_intake intake;
    const uint32_t *origins; /* of the model; the cells of its views refer to them */
    const pex_cells *cells;  /* of the model; its views refer to them */
} pex_part;

/* One past the last index that a step takes in along an axis of the given extent. */
static inline int32_t pex_intake_end(const pex_part *part, int32_t extent) {
    return part->intake.end < extent ? part->intake.end : extent;
}

/*
 * The place of a tensor. Usually rows are at equal distances: row r starts at offset + r * row_stride, and
 * `cells` is 0. Otherwise `cells` is one more than the index of the tensor's pex_cells in the table of the
 * model, and row r of a slice starts at the origin of its cell, n = r * row_cells + slice, plus r *
 * row_stride. Element (row, column, channel) has the address base + start of the row + column * pixel_stride
 * + (channel * element size) % slice_bytes, where base is the arena or constant data. Strides are in bytes;
 * pixel_stride has no meaning if there is one column. All sums are modulo 2^32 before the base is added, so a
 * start can be "negative": only the elements that a part depends on have to lie in the base.
 */
typedef struct pex_view {
    uint32_t offset;
    uint32_t row_stride;
    uint16_t pixel_stride;
    uint16_t cells;
} pex_view;

/* The result of pex_row for a view with cells, without row * row_stride; defined in pex_cells.c. */
uint32_t pex_cell(const pex_view *view, const pex_part *part, uint32_t byte, int32_t row);

/*
 * The start of a row: the byte offset of its channel 0 in column 0, in the slice with the given byte of the
 * pixel's channels, whether or not that slice has channel 0.
 */
static inline uint32_t pex_row(const pex_view *view, const pex_part *part, uint32_t byte, int32_t row) {
    const uint32_t start = view->cells != 0u ? pex_cell(view, part, byte, row) : view->offset;
    return start + (uint32_t)row * view->row_stride;
}

/*
 * A sliding window along one axis. Output index o reads the input indices
 * o * stride - pad_before + t * dilation for 0 <= t < kernel; those outside [0, input) are absent.
 */
typedef struct pex_window {
    uint16_t input;
    uint16_t kernel;
    uint16_t stride;
    uint16_t dilation;
    uint16_t pad_before;
} pex_window;

/* The taps of a window that are present for one output index; none when count is 0. */
typedef struct pex_taps {
    int32_t first;    /* the first present tap */
    int32_t count;    /* present taps, which are neighbours */
    int32_t position; /* the input index that the first present tap reads */
} pex_taps;

/* Divides only at borders, and only in a dilated window. */
static inline pex_taps pex_present_taps(const pex_window *window, int32_t output) {
    const int32_t dilation = window->dilation;
    const int32_t origin = output * window->stride - window->pad_before;
    const int32_t available = window->input - origin;
    int32_t first = 0;
    int32_t end = window->kernel;
    pex_taps taps;
    if (origin < 0) {
        first = dilation == 1 ? -origin : (dilation - 1 - origin) / dilation;
    }
    if (available <= (end - 1) * dilation) {
        end = dilation == 1 ? available : (available + dilation - 1) / dilation;
    }
    taps.first = first;
    taps.count = end > first ? end - first : 0;
    taps.position = origin + first * dilation;
    return taps;
}

/* The same as a function that is not inlined, for kernels that call it in several places; in pex_cells.c. */
pex_taps pex_find_taps(const pex_window *window, int32_t output);

/* Number of rows of a window whose starts are stored; those of later rows are computed at each use. */
#define PEX_KEPT_ROWS 4

/* The rows of an input that one row of the output reads through a window and that the step takes in. */
typedef struct pex_window_rows {
    pex_taps taps;
    uint16_t step; /* input rows between taps */
    uint16_t byte; /* of a pixel's channels: one that is read */
    uint32_t starts[PEX_KEPT_ROWS];
} pex_window_rows;

/* `byte` is a byte of a pixel's channels that is read; defined in pex_cells.c. */
void pex_find_rows(pex_window_rows *rows, const pex_view *view, const pex_part *part, uint32_t byte,
                   const pex_window *window, int32_t output);

/* The start of the row of the i-th present tap. */
static inline uint32_t pex_window_row(const pex_window_rows *rows, const pex_view *view, const pex_part *part,
                                      int32_t i) {
    return i < PEX_KEPT_ROWS ? rows->starts[i]
                             : pex_row(view, part, rows->byte, rows->taps.position + i * rows->step);
}

/* A real factor as multiplier * 2^(shift - 31); a positive shift is to the left. */
typedef struct pex_scale {
    int32_t multiplier;
    int32_t shift;
} pex_scale;

/* x * y * 2^-31, rounded to nearest, ties towards positive infinity; not both are -2^31. */
static inline int32_t pex_doubling_high_multiply(int32_t x, int32_t y) {
    return (int32_t)(((int64_t)x * (int64_t)y + ((int64_t)1 << 30)) >> 31);
}

/*
 * x / 2^exponent, rounded to nearest, ties away from zero; 0 <= exponent <= 31. The last halving leaves room
 * for the rounding bit, so that 32 bits are enough for all x except -2^31 and, with exponent 1, 2^31 - 1. No
 * product with a multiplier below 2^31 has these values.
 */
static inline int32_t pex_rounding_shift_right(int32_t x, int32_t exponent) {
    if (exponent == 0) {
        return x;
    }
    return (((x + (x >> 31)) >> (exponent - 1)) + 1) >> 1;
}

/*
 * x * multiplier * 2^(shift - 31) in two roundings; multiplier >= 0, -31 <= shift <= 31. The
 * generator proves that x * 2^shift fits.
 */
static inline int32_t pex_requantize(int32_t x, int32_t multiplier, int32_t shift) {
    const int32_t left = shift > 0 ? shift : 0;
    const int32_t shifted = x * (int32_t)((uint32_t)1 << left);
    return pex_rounding_shift_right(pex_doubling_high_multiply(shifted, multiplier), left - shift);
}

/* x * 2^exponent, saturated symmetrically. */
static inline int32_t pex_saturating_shift_left(int32_t x, int32_t exponent) {
    const int32_t limit = (int32_t)(((uint32_t)1 << (31 - exponent)) - 1u);
    if (x > limit) {
        return INT32_MAX;
    }
    if (x < -limit) {
        return INT32_MIN;
    }
    return x * (int32_t)((uint32_t)1 << exponent);
}

/* 1 / (1 + x) for 0 <= x < 1, Q0.31: three Newton steps towards the reciprocal of (1 + x) / 2, Q2.29. */
static inline int32_t pex_one_over_one_plus(int32_t x) {
    const int32_t half = (x >> 1) + (1 << 30);
    int32_t y = 1515870810 + pex_doubling_high_multiply(half, -1010580540); /* 48/17 - 32/17 * half */
    int32_t i;
    for (i = 0; i < 3; i++) {
        const int32_t error = (1 << 29) - pex_doubling_high_multiply(half, y);
        y += pex_saturating_shift_left(pex_doubling_high_multiply(y, error), 2);
    }
    return pex_saturating_shift_left(y, 1);
}

static inline int32_t pex_clamp(int32_t x, int32_t minimum, int32_t maximum) {
    return x < minimum ? minimum : (x > maximum ? maximum : x);
}

/*
 * The operands and the output of an element-wise operator. A broadcast axis of an operand has stride 0
 * (row_stride, pixel_stride, channel_stride). left_constant, right_constant: base of an operand that is
 * constant data; null if the operand lies in the arena.
 */
typedef struct pex_operands {
    pex_view left;
    pex_view right;
    pex_view output;
    const int8_t *left_constant;
    const int8_t *right_constant;
    uint8_t left_channel_stride;
    uint8_t right_channel_stride;
} pex_operands;

/* A run of neighbouring channels: operands with a step of 0 or 1, and as many results. */
typedef struct pex_run {
    const int8_t *left;
    const int8_t *right;
    uint8_t *output;
    uint32_t left_step;
    uint32_t right_step;
    uint32_t count;
} pex_run;

/*
 * Computes a part run by run, in ascending order. When `compute` reads each pair before it writes their
 * result, the output may start where an operand of equal layout starts.
 */
static inline void pex_for_each_run(const pex_operands *operands, uint8_t *arena, const pex_part *part,
                                    void (*compute)(const pex_run *run, const void *args), const void *args) {
    const int8_t *left = operands->left_constant != NULL ? operands->left_constant : (const int8_t *)arena;
    const int8_t *right = operands->right_constant != NULL ? operands->right_constant : (const int8_t *)arena;
    const uint32_t channel = (uint32_t)part->channel_start;
    const uint32_t left_channel = channel * operands->left_channel_stride;
    const uint32_t right_channel = channel * operands->right_channel_stride;
    const uint32_t column = (uint32_t)part->column_start;
    pex_run run;
    int32_t row;
    int32_t columns = part->column_end - part->column_start;
    int32_t pixels;
    run.left_step = operands->left_channel_stride;
    run.right_step = operands->right_channel_stride;
    run.count = (uint32_t)(part->channel_end - part->channel_start);
    /* Pixels without gaps between them are a single run. */
    if (run.left_step == 1u && run.right_step == 1u && operands->left.pixel_stride == run.count &&
        operands->right.pixel_stride == run.count && operands->output.pixel_stride == run.count) {
        run.count *= (uint32_t)columns;
        columns = 1;
    }
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t left_start = pex_row(&operands->left, part, left_channel, row) +
                              column * operands->left.pixel_stride + left_channel;
        uint32_t right_start = pex_row(&operands->right, part, right_channel, row) +
                               column * operands->right.pixel_stride + right_channel;
        uint32_t output_start =
            pex_row(&operands->output, part, channel, row) + column * operands->output.pixel_stride + channel;
        for (pixels = columns; pixels > 0; pixels--) {
            run.left = left + left_start;
            run.right = right + right_start;
            run.output = arena + output_start;
            compute(&run, args);
            left_start += operands->left.pixel_stride;
            right_start += operands->right.pixel_stride;
            output_start += operands->output.pixel_stride;
        }
    }
}

/* A pixel of an operator with one operand: its channels in the part, and the place of the results. */
typedef struct pex_pixel {
    const uint8_t *input;
    uint8_t *output;
    uint32_t channels;
} pex_pixel;

/*
 * Computes a part pixel by pixel, in ascending order; the operand has the output's extent, and elements of
 * input_bytes. When `compute` reads each element before it writes its result, the output may start where an
 * operand of equal layout starts.
 */
static inline void pex_for_each_pixel(const pex_view *input, uint32_t input_bytes, const pex_view *output,
                                      uint32_t output_bytes, uint8_t *arena, const pex_part *part,
                                      void (*compute)(const pex_pixel *pixel, const void *args),
                                      const void *args) {
    const uint32_t column = (uint32_t)part->column_start;
    const uint32_t channel = (uint32_t)part->channel_start;
    const uint32_t input_byte = channel * input_bytes;
    const uint32_t output_byte = channel * output_bytes;
    pex_pixel pixel;
    int32_t row;
    int32_t columns;
    pixel.channels = (uint32_t)part->channel_end - channel;
    for (row = part->row_start; row < part->row_end; row++) {
        uint32_t input_start =
            pex_row(input, part, input_byte, row) + column * input->pixel_stride + input_byte;
        uint32_t output_start =
            pex_row(output, part, output_byte, row) + column * output->pixel_stride + output_byte;
        for (columns = part->column_end - part->column_start; columns > 0; columns--) {
            pixel.input = arena + input_start;
            pixel.output = arena + output_start;
            compute(&pixel, args);
            input_start += input->pixel_stride;
            output_start += output->pixel_stride;
        }
    }
}

/*
 * The elements that a step takes in, of those that a reduction combines into one: in each row `runs` runs,
 * run_step bytes apart, of `length` elements, step bytes apart.
 */
typedef struct pex_fold_box {
    const pex_view *view;
    const pex_part *part;
    uint32_t byte; /* of a pixel's channels: one in the box */
    int32_t row_start;
    int32_t row_end;
    uint32_t first; /* bytes from the first element to the first one in the box, in the same row */
    uint32_t runs;
    uint32_t run_step;
    uint32_t length;
    uint32_t step;
    int32_t last; /* whether this is the last slice */
} pex_fold_box;

/* The box of counts[0] x counts[1] x counts[2] elements. Runs are along channels, or else along columns. */
static inline pex_fold_box pex_find_box(const pex_view *view, const pex_part *part,
                                        const uint16_t counts[3]) {
    pex_fold_box box;
    int32_t start[3];
    int32_t end[3];
    int32_t axis;
    for (axis = 0; axis < 3; axis++) {
        start[axis] = part->intake.axis == axis ? part->intake.start : 0;
        end[axis] = part->intake.axis == axis ? pex_intake_end(part, counts[axis]) : counts[axis];
    }
    box.view = view;
    box.part = part;
    box.byte = (uint32_t)(part->channel_start + start[2]);
    box.row_start = start[0];
    box.row_end = end[0];
    box.first = (uint32_t)start[1] * view->pixel_stride + (uint32_t)start[2];
    box.runs = (uint32_t)(end[1] - start[1]);
    box.run_step = view->pixel_stride;
    box.length = (uint32_t)(end[2] - start[2]);
    box.step = 1u;
    box.last = part->intake.end >= counts[part->intake.axis];
    if (counts[2] == 1) {
        box.length = box.runs;
        box.step = box.run_step;
        box.runs = 1u;
    }
    return box;
}

/* Combines an intermediate result with `count` elements, `step` bytes apart. */
typedef int32_t (*pex_fold)(int32_t result, const int8_t *input, uint32_t step, uint32_t count);

/* Folds the elements of a box for the output element at (row, column, channel), beginning with `result`. */
static inline int32_t pex_fold_elements(const pex_fold_box *box, const int8_t *data, int32_t row,
                                        int32_t column, int32_t channel, int32_t result, pex_fold fold) {
    const uint32_t start = (uint32_t)column * box->view->pixel_stride + (uint32_t)channel + box->first;
    int32_t r;
    uint32_t i;
    for (r = box->row_start; r < box->row_end; r++) {
        uint32_t x = pex_row(box->view, box->part, box->byte, row + r) + start;
        for (i = 0; i < box->runs; i++) {
            result = fold(result, data + x, box->step, box->length);
            x += box->run_step;
        }
    }
    return result;
}

/*
 * Reduces a part to extremes. While slices of the input come, they stand in the output itself: the first
 * slice begins with `start`, and `fold` keeps one of two elements.
 */
static inline void pex_fold_extremes(const pex_view *input, const uint16_t counts[3], const pex_view *output,
                                     uint8_t *arena, const pex_part *part, int32_t start, pex_fold fold) {
    const int8_t *data = (const int8_t *)arena;
    const pex_fold_box box = pex_find_box(input, part, counts);
    const uint32_t first = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(output, part, first, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t pixel = output_row + (uint32_t)column * output->pixel_stride;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t before = part->intake.start == 0 ? start : data[pixel + (uint32_t)channel];
                arena[pixel + (uint32_t)channel] =
                    (uint8_t)pex_fold_elements(&box, data, row, column, channel, before, fold);
            }
        }
    }
}

typedef union pex_float_bits {
    float value;
    uint32_t bits; /* IEEE 754: sign, 8 bits of exponent, 23 of fraction */
} pex_float_bits;

/*
 * The integer nearest to x / scale + zero_point within a range that lies in [-128, 255]; float32 division,
 * ties away from zero, NaN as the zero point. A quotient above 1024 is outside of the range with any zero
 * point. Rounding uses integers, because many cores have no instructions for floats.
 */
static inline int32_t pex_quantize(float x, float scale, int32_t zero_point, int32_t minimum,
                                   int32_t maximum) {
    pex_float_bits quotient;
    uint32_t exponent;
    uint32_t fraction;
    int32_t whole = 0;
    quotient.value = x / scale;
    exponent = (quotient.bits >> 23) & 0xffu;
    fraction = quotient.bits & 0x7fffffu;
    if (exponent >= 137u) {
        whole = exponent == 255u && fraction != 0u ? 0 : 1024;
    } else if (exponent >= 126u) {
        const uint32_t places = 150u - exponent; /* behind the binary point */
        whole = (int32_t)(((fraction | 0x800000u) + ((uint32_t)1 << (places - 1u))) >> places);
    }
    if (quotient.bits >> 31 != 0u) {
        whole = -whole;
    }
    return pex_clamp(whole + zero_point, minimum, maximum);
}

#ifdef __cplusplus
}
#endif

#endif
