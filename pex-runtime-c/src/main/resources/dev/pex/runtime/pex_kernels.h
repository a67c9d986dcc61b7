/*
 * The portable kernels of Pex. Every kernel takes
 *   args   constants of the operator, in read-only memory,
 *   arena  the base that all views' offsets count from,
 *   part   the part of the output to compute.
 * Inputs may be narrower than a tensor: a kernel reads only what the part depends on.
 * Arithmetic follows docs/NUMERICS.md bit for bit. Kernels of floats and int32 need elements aligned to 4
 * bytes; all others touch single bytes and constants only, so offsets and strides of views need no alignment.
 * An output must not overlap an input unless the kernel's comment permits it.
 *
 * A kernel's scratch is sized by its macro PEX_<KERNEL>_SCRATCH_BYTES; the generated code asserts
 * that the memory map provides as much.
 */
#ifndef PEX_KERNELS_H
#define PEX_KERNELS_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * 2-D convolution, int8.
 * weights: [output channel][kernel row][kernel column][input channel].
 * output = clamp(requantize(sum((x + input_offset) * w) + bias) + output_offset).
 * bias, multipliers, shifts: one per output channel; zeros where the model has no bias. The same
 * holds for the other kernels with weights.
 */
typedef struct pex_conv2d_s8_args {
    pex_view input;
    pex_view output;
    pex_window rows;
    pex_window columns;
    uint16_t input_channels;
    int16_t input_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_conv2d_s8_args;

#define PEX_CONV2D_S8_SCRATCH_BYTES 0u
void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Depthwise 2-D convolution, int8: output channel k reads input channel k / channel_multiplier.
 * weights: [kernel row][kernel column][output channel].
 */
typedef struct pex_depthwise_conv2d_s8_args {
    pex_view input;
    pex_view output;
    pex_window rows;
    pex_window columns;
    uint16_t output_channels;
    uint16_t channel_multiplier;
    int16_t input_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_depthwise_conv2d_s8_args;

#define PEX_DEPTHWISE_CONV2D_S8_SCRATCH_BYTES 0u
void pex_depthwise_conv2d_s8(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Fully connected, int8: every (row, column) of the input is a vector of input_channels.
 * weights: [output channel][input channel]; filter_offset is added to each weight.
 * multipliers and shifts hold one entry per output channel, or a single one when per_channel is 0.
 */
typedef struct pex_fully_connected_s8_args {
    pex_view input;
    pex_view output;
    uint32_t input_channels;
    int16_t input_offset;
    int16_t filter_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    uint16_t per_channel;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_fully_connected_s8_args;

#define PEX_FULLY_CONNECTED_S8_SCRATCH_BYTES 0u
void pex_fully_connected_s8(const pex_fully_connected_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Average pooling, int8: raw values are summed and divided by the count of present taps, half away
 * from zero.
 */
typedef struct pex_average_pool2d_s8_args {
    pex_view input;
    pex_view output;
    pex_window rows;
    pex_window columns;
    int16_t minimum;
    int16_t maximum;
} pex_average_pool2d_s8_args;

#define PEX_AVERAGE_POOL2D_S8_SCRATCH_BYTES 0u
void pex_average_pool2d_s8(const pex_average_pool2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Maximum over a window, int8: of the taps that lie inside the input. Input and output share one
 * quantisation.
 */
typedef struct pex_max_pool2d_s8_args {
    pex_view input;
    pex_view output;
    pex_window rows;
    pex_window columns;
    int16_t minimum;
    int16_t maximum;
} pex_max_pool2d_s8_args;

#define PEX_MAX_POOL2D_S8_SCRATCH_BYTES 0u
void pex_max_pool2d_s8(const pex_max_pool2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Addition, int8. The output of this and of the other operators with two operands may start where an
 * operand of equal layout starts: elements are visited in ascending order, each read before it is written.
 */
typedef struct pex_add_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    int16_t left_shift;
    pex_scale left_scale;
    pex_scale right_scale;
    pex_scale output_scale;
} pex_add_s8_args;

#define PEX_ADD_S8_SCRATCH_BYTES 0u
void pex_add_s8(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part);

/* Subtraction, int8: left - right. */
typedef struct pex_sub_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    int16_t left_shift;
    pex_scale left_scale;
    pex_scale right_scale;
    pex_scale output_scale;
} pex_sub_s8_args;

#define PEX_SUB_S8_SCRATCH_BYTES 0u
void pex_sub_s8(const pex_sub_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Multiplication, int8:
 * output = clamp(requantize((left + left_offset) * (right + right_offset), scale) + output_offset).
 */
typedef struct pex_mul_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    pex_scale scale;
} pex_mul_s8_args;

#define PEX_MUL_S8_SCRATCH_BYTES 0u
void pex_mul_s8(const pex_mul_s8_args *args, uint8_t *arena, const pex_part *part);

/* The larger of two elements, int8. Operands and output share one quantisation. */
typedef struct pex_maximum_s8_args {
    pex_operands operands;
} pex_maximum_s8_args;

#define PEX_MAXIMUM_S8_SCRATCH_BYTES 0u
void pex_maximum_s8(const pex_maximum_s8_args *args, uint8_t *arena, const pex_part *part);

/* The smaller of two elements, int8. Operands and output share one quantisation. */
typedef struct pex_minimum_s8_args {
    pex_operands operands;
} pex_minimum_s8_args;

#define PEX_MINIMUM_S8_SCRATCH_BYTES 0u
void pex_minimum_s8(const pex_minimum_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Mean or sum along the axes whose count is not 1, int8; the others have count 1. For a mean 1 / (number
 * of elements) is folded into the scale: output = clamp(requantize(sum(x) - bias, scale) + output_offset).
 * bias: number of elements that a result is made of * input zero point.
 */
typedef struct pex_mean_s8_args {
    pex_view input;
    pex_view output;
    uint16_t count_rows;
    uint16_t count_columns;
    uint16_t count_channels;
    int16_t output_offset;
    int32_t bias;
    pex_scale scale;
} pex_mean_s8_args;

#define PEX_MEAN_S8_SCRATCH_BYTES 0u
void pex_mean_s8(const pex_mean_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Maximum along the axes whose count is not 1, int8; the others have count 1. Input and output share one
 * quantisation.
 */
typedef struct pex_reduce_max_s8_args {
    pex_view input;
    pex_view output;
    uint16_t count_rows;
    uint16_t count_columns;
    uint16_t count_channels;
} pex_reduce_max_s8_args;

#define PEX_REDUCE_MAX_S8_SCRATCH_BYTES 0u
void pex_reduce_max_s8(const pex_reduce_max_s8_args *args, uint8_t *arena, const pex_part *part);

/* Surrounds a tensor with one element, whose bytes are `value`. element_bytes is 1 or 4. */
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

#define PEX_PAD_SCRATCH_BYTES 0u
void pex_pad(const pex_pad_args *args, uint8_t *arena, const pex_part *part);

/*
 * Softmax over channels (4,095 at most) in fixed point, int8. A part spans all channels. The output may start
 * where the input starts, with equal layout.
 */
typedef struct pex_softmax_s8_args {
    pex_view input;
    pex_view output;
    int32_t minimum_difference;
    pex_scale input_scale;
} pex_softmax_s8_args;

#define PEX_SOFTMAX_S8_SCRATCH_BYTES 0u
void pex_softmax_s8(const pex_softmax_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Output axis i (0 rows, 1 columns, 2 channels) is input axis permutation[i]. element_bytes is 1 or 4.
 */
typedef struct pex_transpose_args {
    pex_view input;
    pex_view output;
    uint8_t permutation[3];
    uint8_t element_bytes;
} pex_transpose_args;

#define PEX_TRANSPOSE_SCRATCH_BYTES 0u
void pex_transpose(const pex_transpose_args *args, uint8_t *arena, const pex_part *part);

/*
 * Float to integer: q = round(x / scale) + zero_point, half away from zero, clamped; the division is
 * float32. NaN becomes the zero point. flip is 0 for int8 and 0x80 for uint8, whose zero point is
 * then given minus 128. Views' strides are in bytes; input elements have 4 bytes and are aligned.
 * The output may start where the part's input starts, if its strides are a quarter and the part's rows
 * do not wrap round the capacity of the input.
 */
typedef struct pex_quantize_f32_args {
    pex_view input;
    pex_view output;
    float scale;
    int16_t zero_point;
    uint8_t flip;
} pex_quantize_f32_args;

#define PEX_QUANTIZE_F32_SCRATCH_BYTES 0u
void pex_quantize_f32(const pex_quantize_f32_args *args, uint8_t *arena, const pex_part *part);

/* Integer to float: x = scale * (q - zero_point), in float32. flip as in quantize. */
typedef struct pex_dequantize_f32_args {
    pex_view input;
    pex_view output;
    float scale;
    int16_t zero_point;
    uint8_t flip;
} pex_dequantize_f32_args;

#define PEX_DEQUANTIZE_F32_SCRATCH_BYTES 0u
void pex_dequantize_f32(const pex_dequantize_f32_args *args, uint8_t *arena, const pex_part *part);

/*
 * Between integer quantisations: clamp(requantize(q + input_offset) + output_offset). A flip of 0x80
 * reads or writes uint8, whose zero point is then given minus 128. The output may start where the
 * input starts, with equal layout.
 */
typedef struct pex_requantize_8_args {
    pex_view input;
    pex_view output;
    int16_t input_offset;
    int16_t output_offset;
    uint8_t input_flip;
    uint8_t output_flip;
    pex_scale scale;
} pex_requantize_8_args;

#define PEX_REQUANTIZE_8_SCRATCH_BYTES 0u
void pex_requantize_8(const pex_requantize_8_args *args, uint8_t *arena, const pex_part *part);

/*
 * A function of one byte: table[0] is its value for 0, table[255] that for -1 (or for 255). The output may
 * start where the input starts, with equal layout.
 */
typedef struct pex_lookup_8_args {
    pex_view input;
    pex_view output;
    const int8_t *table;
} pex_lookup_8_args;

#define PEX_LOOKUP_8_SCRATCH_BYTES 0u
void pex_lookup_8(const pex_lookup_8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Parametric rectifier, int8: clamp(requantize(x + input_offset, identity) + output_offset), where that sum
 * is negative clamp(requantize((x + input_offset) * (alpha + alpha_offset), slope) + output_offset).
 * alpha is a view of the constant alphas; a repeated axis has stride 0 (pixel_stride, channel_stride) or
 * one row. The output may start where the input starts, with equal layout.
 */
typedef struct pex_prelu_s8_args {
    pex_view input;
    pex_view output;
    pex_view alpha;
    const int8_t *alphas;
    uint8_t alpha_channel_stride;
    int16_t input_offset;
    int16_t alpha_offset;
    int16_t output_offset;
    pex_scale identity;
    pex_scale slope;
} pex_prelu_s8_args;

#define PEX_PRELU_S8_SCRATCH_BYTES 0u
void pex_prelu_s8(const pex_prelu_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * The int32 index of the largest of `count` int8 elements along an axis (0 rows, 1 columns, 2 channels), the
 * first of equal ones. The output has extent 1 there.
 */
typedef struct pex_arg_max_s8_args {
    pex_view input;
    pex_view output;
    uint16_t count;
    uint8_t axis;
} pex_arg_max_s8_args;

#define PEX_ARG_MAX_S8_SCRATCH_BYTES 0u
void pex_arg_max_s8(const pex_arg_max_s8_args *args, uint8_t *arena, const pex_part *part);

#define PEX_CAST_INT8 0u
#define PEX_CAST_UINT8 1u
#define PEX_CAST_INT32 2u
#define PEX_CAST_FLOAT32 3u

/* Converts numbers from one PEX_CAST_ type to another one. */
typedef struct pex_cast_args {
    pex_view input;
    pex_view output;
    uint8_t from;
    uint8_t to;
} pex_cast_args;

#define PEX_CAST_SCRATCH_BYTES 0u
void pex_cast(const pex_cast_args *args, uint8_t *arena, const pex_part *part);

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

#define PEX_GATHER_SCRATCH_BYTES 0u
void pex_gather(const pex_gather_args *args, uint8_t *arena, const pex_part *part);

/*
 * One tensor of a concatenation: elements [start, end) along the axis.
 * constant: base of the view when the tensor is constant data, else null and it lies in the arena.
 */
typedef struct pex_concatenation_input {
    pex_view view;
    const int8_t *constant;
    uint16_t start;
    uint16_t end;
} pex_concatenation_input;

/* Tensors one behind the other along an axis (0 rows, 1 columns, 2 channels). element_bytes is 1 or 4. */
typedef struct pex_concatenation_args {
    pex_view output;
    const pex_concatenation_input *inputs;
    uint16_t input_count;
    uint8_t axis;
    uint8_t element_bytes;
} pex_concatenation_args;

#define PEX_CONCATENATION_SCRATCH_BYTES 0u
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

#define PEX_SLICE_SCRATCH_BYTES 0u
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

#define PEX_RESIZE_NEAREST_SCRATCH_BYTES 0u
void pex_resize_nearest(const pex_resize_nearest_args *args, uint8_t *arena, const pex_part *part);

/*
 * Where an output index of a bilinear resize lies along an axis of `input` elements: at
 * (i * step + offset) / 1024.
 */
typedef struct pex_line {
    uint16_t input;
    int32_t step;
    int32_t offset;
} pex_line;

/* Resizing by bilinear interpolation of raw values, int8; halves go away from zero. */
typedef struct pex_resize_bilinear_s8_args {
    pex_view input;
    pex_view output;
    pex_line rows;
    pex_line columns;
} pex_resize_bilinear_s8_args;

#define PEX_RESIZE_BILINEAR_S8_SCRATCH_BYTES 0u
void pex_resize_bilinear_s8(const pex_resize_bilinear_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Transposed 2-D convolution, int8: input index i contributes under tap t to output index
 * i * stride - pad_before + t; dilation is 1. Otherwise as pex_conv2d_s8.
 */
typedef struct pex_transpose_conv2d_s8_args {
    pex_view input;
    pex_view output;
    pex_window rows;
    pex_window columns;
    uint16_t input_channels;
    int16_t input_offset;
    int16_t output_offset;
    int16_t minimum;
    int16_t maximum;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_transpose_conv2d_s8_args;

#define PEX_TRANSPOSE_CONV2D_S8_SCRATCH_BYTES 0u
void pex_transpose_conv2d_s8(const pex_transpose_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
