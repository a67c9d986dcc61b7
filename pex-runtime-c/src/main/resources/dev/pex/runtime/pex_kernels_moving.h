/* Kernels that move elements. pex_kernels.h has the common rules. */
#ifndef PEX_KERNELS_MOVING_H
#define PEX_KERNELS_MOVING_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Pads a tensor with one element, whose bytes are `value`. element_bytes is 1 or 4. */
typedef struct pex_pad_args {
    pex_view input;
    pex_view output;
    uint16_t input_rows;
    uint16_t input_columns;
    uint16_t input_channels;
    uint16_t before_rows;
    uint16_t before_columns;
    uint16_t before_channels;
    uint8_t value[4];
    uint8_t element_bytes;
} pex_pad_args;

void pex_pad(const pex_pad_args *args, uint8_t *arena, const pex_part *part);

/*
 * Output axis i (0 rows, 1 columns, 2 channels) is input axis permutation[i]. element_bytes is 1 or 4.
 */
typedef struct pex_transpose_args {
    pex_view input;
    pex_view output;
    uint8_t permutation[3];
    uint8_t element_bytes;
} pex_transpose_args;

void pex_transpose(const pex_transpose_args *args, uint8_t *arena, const pex_part *part);

/*
 * Copies slices: index i of the output along the axis (0 rows, 1 columns, 2 channels) is index indices[i]
 * of the input. element_bytes is 1 or 4.
 */
typedef struct pex_gather_args {
    pex_view input;
    pex_view output;
    const int32_t *indices;
    uint8_t axis;
    uint8_t element_bytes;
} pex_gather_args;

void pex_gather(const pex_gather_args *args, uint8_t *arena, const pex_part *part);

/*
 * One tensor of a concatenation: elements [start, end) along the axis.
 * constant: base of the view if the tensor is constant data; null if it lies in the arena.
 */
typedef struct pex_concatenation_input {
    pex_view view;
    const int8_t *constant;
    uint16_t start;
    uint16_t end;
} pex_concatenation_input;

/* Joins tensors along an axis (0 rows, 1 columns, 2 channels). element_bytes is 1 or 4. */
typedef struct pex_concatenation_args {
    pex_view output;
    const pex_concatenation_input *inputs;
    uint16_t input_count;
    uint8_t axis;
    uint8_t element_bytes;
} pex_concatenation_args;

void pex_concatenation(const pex_concatenation_args *args, uint8_t *arena, const pex_part *part);

/*
 * Output index i of axis a (0 rows, 1 columns, 2 channels) is input index begin[a] + i * stride[a].
 * element_bytes is 1 or 4.
 */
typedef struct pex_slice_args {
    pex_view input;
    pex_view output;
    uint16_t begin[3];
    uint16_t stride[3];
    uint8_t element_bytes;
} pex_slice_args;

void pex_slice(const pex_slice_args *args, uint8_t *arena, const pex_part *part);

/*
 * Resizing by copies of the nearest element: output index i of an axis is the input index in its table
 * or, when that is null, i / divisor. element_bytes is 1 or 4.
 */
typedef struct pex_resize_nearest_args {
    pex_view input;
    pex_view output;
    const uint16_t *row_table;
    const uint16_t *column_table;
    uint16_t row_divisor;
    uint16_t column_divisor;
    uint8_t element_bytes;
} pex_resize_nearest_args;

void pex_resize_nearest(const pex_resize_nearest_args *args, uint8_t *arena, const pex_part *part);

/*
 * The position of output index i of a bilinear resize along an axis of `input` elements:
 * (i * step + offset) / 1024.
 */
typedef struct pex_line {
    uint16_t input;
    int32_t step;
    int32_t offset;
} pex_line;

/* Resizing by bilinear interpolation of raw values, int8; ties are rounded away from zero. */
typedef struct pex_resize_bilinear_s8_args {
    pex_view input;
    pex_view output;
    pex_line rows;
    pex_line columns;
} pex_resize_bilinear_s8_args;

void pex_resize_bilinear_s8(const pex_resize_bilinear_s8_args *args, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
