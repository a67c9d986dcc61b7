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
    PEX_OK = 0,                   /* done: after run, or after the last step, the output is valid */
    PEX_MORE = 1,                 /* a step was done, others remain */
    PEX_ERROR_NULL = -1,          /* a pointer is null */
    PEX_ERROR_ARENA_SMALL = -2,   /* the arena has fewer bytes than the model needs */
    PEX_ERROR_ARENA_ALIGNMENT = -3, /* the arena's address is not aligned as the model needs */
    PEX_ERROR_STATE = -4          /* the state was never initialised */
} pex_status;

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
 * Strides are in bytes.
 */
typedef struct pex_view {
    uint32_t offset;
    uint32_t row_stride;
    uint32_t pixel_stride;
    uint32_t rows;
} pex_view;

/* Byte offset of the first element of a row. */
static inline size_t pex_row(const pex_view *view, uint32_t row) {
    return (size_t)view->offset + (size_t)(row % view->rows) * (size_t)view->row_stride;
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

/* A real factor as multiplier * 2^(shift - 31); a positive shift is to the left. */
typedef struct pex_scale {
    int32_t multiplier;
    int32_t shift;
} pex_scale;

/* x * 2^-31 * y, rounded to nearest, ties towards positive infinity; y >= 0. */
static inline int32_t pex_doubling_high_multiply(int32_t x, int32_t y) {
    return (int32_t)(((int64_t)x * (int64_t)y + ((int64_t)1 << 30)) >> 31);
}

/* x / 2^exponent, rounded to nearest, ties away from zero; 0 <= exponent <= 31. */
static inline int32_t pex_rounding_shift_right(int32_t x, int32_t exponent) {
    if (exponent == 0) {
        return x;
    }
    return (int32_t)(((int64_t)x + (int64_t)(x >> 31) + ((int64_t)1 << (exponent - 1))) >> exponent);
}

/* x * multiplier * 2^(shift - 31) in two roundings; the generator proves that x << shift fits. */
static inline int32_t pex_requantize(int32_t x, int32_t multiplier, int32_t shift) {
    if (shift > 0) {
        x = x * (int32_t)((uint32_t)1 << shift);
        return pex_doubling_high_multiply(x, multiplier);
    }
    return pex_rounding_shift_right(pex_doubling_high_multiply(x, multiplier), -shift);
}

static inline int32_t pex_clamp(int32_t x, int32_t minimum, int32_t maximum) {
    return x < minimum ? minimum : (x > maximum ? maximum : x);
}

#ifdef __cplusplus
}
#endif

#endif
