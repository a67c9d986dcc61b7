/* Kernels that compute each element from the elements at the same index. pex_kernels.h has the common rules.
 */
#ifndef PEX_KERNELS_ELEMENTWISE_H
#define PEX_KERNELS_ELEMENTWISE_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Addition, int8. The output of this and of the other operators with two operands may start where an
 * operand of equal layout starts: elements are visited in ascending order, each read before it is written.
 */
typedef struct pex_add_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    int8_t left_shift;
    pex_scale left_scale;
    pex_scale right_scale;
    pex_scale output_scale;
} pex_add_s8_args;

void pex_add_s8(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part);
void pex_add_s8_mve(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part);

/* The same for the DSP extension: operands are scaled by at most 1, the output by less than 1/2. */
void pex_add_s8_dsp(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part);

/* Subtraction, int8: left - right. */
typedef pex_add_s8_args pex_sub_s8_args;

void pex_sub_s8(const pex_sub_s8_args *args, uint8_t *arena, const pex_part *part);

/* Square of a difference, int8: (left - right)^2. */
typedef struct pex_squared_difference_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int8_t output_offset;
    int8_t left_shift;
    pex_scale left_scale;
    pex_scale right_scale;
    pex_scale output_scale;
} pex_squared_difference_s8_args;

void pex_squared_difference_s8(const pex_squared_difference_s8_args *args, uint8_t *arena,
                               const pex_part *part);

/*
 * Multiplication, int8:
 * output = clamp(requantize((left + left_offset) * (right + right_offset), scale) + output_offset).
 */
typedef struct pex_mul_s8_args {
    pex_operands operands;
    int16_t left_offset;
    int16_t right_offset;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    pex_scale scale;
} pex_mul_s8_args;

void pex_mul_s8(const pex_mul_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Division, int8: left / right, no element of which is its zero point. The dividend has fewer bits than 24,
 * so that no quotient is shifted left: scale.shift is 23 at most.
 */
typedef pex_mul_s8_args pex_div_s8_args;

void pex_div_s8(const pex_div_s8_args *args, uint8_t *arena, const pex_part *part);

/* The larger of two elements, int8. Operands and output share one quantisation. */
typedef struct pex_maximum_s8_args {
    pex_operands operands;
} pex_maximum_s8_args;

void pex_maximum_s8(const pex_maximum_s8_args *args, uint8_t *arena, const pex_part *part);

/* The smaller of two elements, int8. Operands and output share one quantisation. */
typedef pex_maximum_s8_args pex_minimum_s8_args;

void pex_minimum_s8(const pex_minimum_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * A function of one byte: table[0] is its value for 0, table[255] that for -1 (or for 255). The output may
 * start where the input starts, with equal layout.
 */
typedef struct pex_lookup_8_args {
    pex_view input;
    pex_view output;
    const int8_t *table;
} pex_lookup_8_args;

void pex_lookup_8(const pex_lookup_8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Parametric rectifier, int8: clamp(requantize(x + input_offset, identity) + output_offset), where that sum
 * is negative, clamp(requantize((x + input_offset) * (alpha + alpha_offset), slope) + output_offset).
 * alpha is a view of the constant alphas; a repeated axis has stride 0 (row_stride, pixel_stride,
 * channel_stride). The output may start where the input starts, with equal layout.
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

void pex_prelu_s8(const pex_prelu_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Float to integer: q = round(x / scale) + zero_point, half away from zero, clamped; the division is
 * float32. NaN becomes the zero point. flip is 0 for int8 and 0x80 for uint8, whose zero point is
 * then given minus 128. Views' strides are in bytes; input elements have 4 bytes and are aligned.
 * Where the input's elements have no gaps, the output may start where the input starts.
 */
typedef struct pex_quantize_f32_args {
    pex_view input;
    pex_view output;
    float scale;
    int16_t zero_point;
    uint8_t flip;
} pex_quantize_f32_args;

void pex_quantize_f32(const pex_quantize_f32_args *args, uint8_t *arena, const pex_part *part);

/* Integer to float: x = scale * (q - zero_point), in float32. flip as in quantize. */
typedef pex_quantize_f32_args pex_dequantize_f32_args;

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

void pex_requantize_8(const pex_requantize_8_args *args, uint8_t *arena, const pex_part *part);

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

void pex_cast(const pex_cast_args *args, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
