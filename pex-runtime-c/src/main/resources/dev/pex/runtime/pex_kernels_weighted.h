/* Kernels that sum products with weights. pex_kernels.h has the common rules. */
#ifndef PEX_KERNELS_WEIGHTED_H
#define PEX_KERNELS_WEIGHTED_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Constants contain everything that is known when code is generated. `bias` is the bias of the model plus the
 * input offset times the sum of the channel's weights, so that products use raw inputs. Therefore an absent
 * tap reads the input's zero point, once for each channel of a tap, from `absent` (null if no tap of any
 * output is absent). Weights are stored in the order in which the kernel reads them: portable kernels read
 * [group of four channels][element][channel of the group] and, after the last full group, one channel after
 * another; small kernels (_small) read [output channel][element], as do kernels with vectors (_mve). The
 * depthwise kernel with vectors reads [element][output channel]; it reads an absent tap from as many bytes of
 * `absent` as the input has channels, and supports neither a channel multiplier above 1 nor a weight of -128.
 * A convolution with vectors reads the weights of a channel in blocks of sixteen if there are at most 64: all
 * weights are followed by as many bytes as the last block lacks. bias, multipliers, shifts: one per output
 * channel.
 */

/*
 * 2-D convolution, int8.
 * output = clamp(requantize(sum(x * w) + bias) + output_offset).
 * elements of the weights: [kernel row][kernel column][input channel].
 * Takes in input channels slice by slice.
 */
typedef struct pex_conv2d_s8_args {
    pex_view input;
    pex_view output;
    const pex_window *rows;
    const pex_window *columns;
    uint16_t input_channels;
    uint16_t output_channels;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    const int8_t *weights;
    const int8_t *absent;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
    uint32_t scratch; /* aligned arena offset, or PEX_NO_SCRATCH */
} pex_conv2d_s8_args;

#define PEX_NO_SCRATCH 0xFFFFFFFFu

void pex_conv2d_s8(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);
void pex_conv2d_s8_small(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);
void pex_conv2d_s8_mve(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * The same for the DSP extension: weights and constants as in pex_dsp.h, aligned to four bytes. With scratch
 * it computes two pixels at a time; a 1 x 1 window can have scratch if it has a multiple of eight channels,
 * no absent taps, and only shifts to the right.
 */
#define PEX_CONV2D_S8_DSP_SCRATCH_BYTES(input_channels) (4u * (input_channels))
void pex_conv2d_s8_dsp(const pex_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

/*
 * Depthwise 2-D convolution, int8: output channel k reads input channel k / channel_multiplier.
 * elements of the weights: [kernel row][kernel column].
 */
typedef struct pex_depthwise_conv2d_s8_args {
    pex_view input;
    pex_view output;
    const pex_window *rows;
    const pex_window *columns;
    uint16_t output_channels;
    uint16_t channel_multiplier;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    const int8_t *weights;
    const int8_t *absent;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_depthwise_conv2d_s8_args;

void pex_depthwise_conv2d_s8(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);
void pex_depthwise_conv2d_s8_small(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena,
                                   const pex_part *part);
void pex_depthwise_conv2d_s8_mve(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena,
                                 const pex_part *part);

/*
 * The same for the DSP extension, without a channel multiplier, at most 49 taps; weights and constants as in
 * pex_dsp.h, aligned to four bytes, and `absent` has as many bytes as there are channels.
 */
void pex_depthwise_conv2d_s8_dsp(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena,
                                 const pex_part *part);

/*
 * Fully connected, int8: every (row, column) of the input is a vector of input_channels elements.
 * filter_offset is added to each weight, and `bias` includes its contribution. Takes in input channels slice
 * by slice. multipliers and shifts hold one entry per output channel, or a single one when per_channel is 0.
 */
typedef struct pex_fully_connected_s8_args {
    pex_view input;
    pex_view output;
    uint32_t input_channels;
    uint16_t output_channels;
    int16_t filter_offset;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    uint16_t per_channel;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_fully_connected_s8_args;

void pex_fully_connected_s8(const pex_fully_connected_s8_args *args, uint8_t *arena, const pex_part *part);
void pex_fully_connected_s8_small(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                  const pex_part *part);
void pex_fully_connected_s8_mve(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                const pex_part *part);

/* The same for the DSP extension: weights and constants as in pex_dsp.h, aligned; no filter offset. */
void pex_fully_connected_s8_dsp(const pex_fully_connected_s8_args *args, uint8_t *arena,
                                const pex_part *part);

/*
 * Transposed 2-D convolution, int8: input index i contributes under tap t to output index
 * i * stride - pad_before + t; dilation is 1.
 * output = clamp(requantize(sum((x + input_offset) * w) + bias) + output_offset), bias as in the model.
 * weights: [output channel][kernel row][kernel column][input channel].
 */
typedef struct pex_transpose_conv2d_s8_args {
    pex_view input;
    pex_view output;
    const pex_window *rows;
    const pex_window *columns;
    uint16_t input_channels;
    int16_t input_offset;
    int8_t output_offset;
    int8_t minimum;
    int8_t maximum;
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_transpose_conv2d_s8_args;

void pex_transpose_conv2d_s8(const pex_transpose_conv2d_s8_args *args, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
