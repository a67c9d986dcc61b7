/*
 * Pex runtime: what kernels and generated code share.
 *
 * A kernel computes one part of one tensor: a rectangle of rows x columns x channels. There are no
 * separate kernels for whole tensors: the whole tensor is a part too. Kernels keep no state, call no
 * library function but the four of pex_mem.h, and never allocate.
 */
#ifndef PEX_RUNTIME_H
#define PEX_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

/* Generated code refuses to compile against kernels of another version. */
#define PEX_RUNTIME_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

/* What every call of generated code returns. */
typedef enum pex_status {
    PEX_OK = 0,                     /* done: after run, or after the last step, the output is valid */
    PEX_MORE = 1,                   /* a step was done, others remain */
    PEX_ERROR_NULL = -1,            /* a pointer is null */
    PEX_ERROR_ARENA_SMALL = -2,     /* the arena has fewer bytes than the model needs */
    PEX_ERROR_ARENA_ALIGNMENT = -3, /* the arena's address is not aligned as the model needs */
    PEX_ERROR_STATE = -4            /* the state was never initialised */
} pex_status;

/* Keeps a function with a hot loop apart from its caller, whose variables would compete for registers. */
#if defined(__GNUC__)
#define PEX_NOINLINE __attribute__((noinline))
#else
#define PEX_NOINLINE
#endif

/* Aligns a variable, for instance an arena. Define it for a compiler that has no GNU attributes. */
#ifndef PEX_ALIGNED
#define PEX_ALIGNED(bytes) __attribute__((aligned(bytes)))
#endif

/* Fails to compile when a condition that the generator relied on does not hold. */
#define PEX_STATIC_ASSERT(name, condition) typedef char pex_static_assert_##name[(condition) ? 1 : -1]

/*
 * The part that a step computes, in coordinates of the output tensor; ranges are half open.
 * Never empty.
 */
typedef struct pex_part {
    int32_t row_start;
    int32_t row_end;
    int32_t column_start;
    int32_t column_end;
    int32_t channel_start;
    int32_t channel_end;
} pex_part;

/*
 * Where a tensor lies. Element (row, column, channel) is found at
 *     base + (row % rows) * row_stride + column * pixel_stride + channel * element size,
 * base being the arena (or constant data) plus the offset. `rows` is the capacity of a rolling
 * buffer, or the tensor's own number of rows when all of it is kept.
 * Strides are in bytes. Offsets are computed modulo 2^32 before the base is added, so the view of a
 * slice may have an offset "below zero": only elements that a part depends on must lie in the base.
 */
typedef struct pex_view {
    uint32_t offset;
    uint32_t row_stride;
    uint32_t pixel_stride;
    uint32_t rows;
} pex_view;

/* Byte offset of the first element of a row. */
static inline uint32_t pex_row(const pex_view *view, uint32_t row) {
    return view->offset + (row % view->rows) * view->row_stride;
}

/* Byte offset of the first channel of a pixel. */
static inline uint32_t pex_pixel(const pex_view *view, int32_t row, int32_t column) {
    return pex_row(view, (uint32_t)row) + (uint32_t)column * view->pixel_stride;
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
 * x / 2^exponent, rounded to nearest, ties away from zero; 0 <= exponent <= 31. Halving last leaves
 * room for the rounding bit, so that 32 bits are enough for all x but -2^31 and, with exponent 1,
 * 2^31 - 1. No product by a multiplier below 2^31 is one of these.
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

static inline int32_t pex_clamp(int32_t x, int32_t minimum, int32_t maximum) {
    return x < minimum ? minimum : (x > maximum ? maximum : x);
}

/*
 * The operands of an element-wise operator and where its output lies. A broadcast axis of an operand
 * has stride 0 (pixel_stride, channel_stride) or one row (rows = 1). left_constant, right_constant: base
 * of an operand when it is constant data, else null and it lies in the arena.
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
    const int8_t *data = (const int8_t *)arena;
    const int8_t *left = operands->left_constant != NULL ? operands->left_constant : data;
    const int8_t *right = operands->right_constant != NULL ? operands->right_constant : data;
    const uint32_t start = (uint32_t)part->channel_start;
    pex_run run;
    int32_t row;
    int32_t column;
    run.left_step = operands->left_channel_stride;
    run.right_step = operands->right_channel_stride;
    run.count = (uint32_t)part->channel_end - start;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            run.left = left + (pex_pixel(&operands->left, row, column) + start * run.left_step);
            run.right = right + (pex_pixel(&operands->right, row, column) + start * run.right_step);
            run.output = arena + (pex_pixel(&operands->output, row, column) + start);
            compute(&run, args);
        }
    }
}

/* Takes `count` elements, `step` bytes apart, into an intermediate result. */
typedef int32_t (*pex_fold)(int32_t result, const int8_t *input, uint32_t step, uint32_t count);

/*
 * Folds the counts[0] x counts[1] x counts[2] elements of a view from (row, column, channel) on, beginning
 * with `result`. Runs go over channels, or, where only one of these counts, over columns.
 */
static inline int32_t pex_fold_elements(const pex_view *view, const int8_t *data, const uint16_t counts[3],
                                        int32_t row, int32_t column, int32_t channel, int32_t result,
                                        pex_fold fold) {
    const int over_columns = counts[2] == 1;
    const uint32_t runs = over_columns ? 1u : counts[1];
    const uint32_t length = over_columns ? counts[1] : counts[2];
    const uint32_t step = over_columns ? view->pixel_stride : 1u;
    int32_t r;
    uint32_t i;
    for (r = 0; r < counts[0]; r++) {
        uint32_t x = pex_pixel(view, row + r, column) + (uint32_t)channel;
        for (i = 0; i < runs; i++) {
            result = fold(result, data + x, step, length);
            x += view->pixel_stride;
        }
    }
    return result;
}

/*
 * The integer nearest to x / scale + zero_point within a range that lies in [-128, 255]; float32
 * division, ties away from zero, NaN as the zero point. The quotient is clamped first: beyond 1024 no
 * zero point brings it back. NaN is found by comparison: do not compile with options like -ffast-math.
 */
static inline int32_t pex_quantize(float x, float scale, int32_t zero_point, int32_t minimum,
                                   int32_t maximum) {
    float quotient = x / scale;
    float rest;
    int32_t whole;
    if (!(quotient <= 1024.0f)) {
        quotient = quotient > 1024.0f ? 1024.0f : 0.0f;
    } else if (quotient < -1024.0f) {
        quotient = -1024.0f;
    }
    whole = (int32_t)quotient;
    rest = quotient - (float)whole;
    if (rest >= 0.5f) {
        whole++;
    } else if (rest <= -0.5f) {
        whole--;
    }
    return pex_clamp(whole + zero_point, minimum, maximum);
}

/* sum + the products of count inputs, offset added, and weights. */
static inline int32_t pex_dot(const int8_t *input, int32_t offset, const int8_t *weights, uint32_t count,
                              int32_t sum) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        sum += (input[i] + offset) * weights[i];
    }
    return sum;
}

/*
 * The same for four rows of weights, pitch bytes apart: four products for each load of an input,
 * which is as many as the registers of a small core hold.
 */
static inline void pex_dot_4(const int8_t *input, int32_t offset, const int8_t *weights, uint32_t pitch,
                             uint32_t count, int32_t sums[4]) {
    const int8_t *weights_1 = weights + pitch;
    const int8_t *weights_2 = weights_1 + pitch;
    const int8_t *weights_3 = weights_2 + pitch;
    int32_t sum_0 = sums[0];
    int32_t sum_1 = sums[1];
    int32_t sum_2 = sums[2];
    int32_t sum_3 = sums[3];
    uint32_t i;
    for (i = 0; i < count; i++) {
        const int32_t x = input[i] + offset;
        sum_0 += x * weights[i];
        sum_1 += x * weights_1[i];
        sum_2 += x * weights_2[i];
        sum_3 += x * weights_3[i];
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
}

#ifdef __cplusplus
}
#endif

#endif
