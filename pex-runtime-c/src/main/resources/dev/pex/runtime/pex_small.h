/*
 * Kernels of layers with weights, optimised for size instead of speed. Only for the sources of kernels.
 *
 * Constants are those of the portable kernels, except that weights are [output channel][element].
 */
#ifndef PEX_SMALL_H
#define PEX_SMALL_H

#include "pex_layers.h"

#ifdef __cplusplus
extern "C" {
#endif

/* sum + the products of count inputs and weights. */
int32_t pex_small_dot(const int8_t *x, const int8_t *weights, uint32_t count, int32_t sum);

/* The output element of a channel's sum. */
uint8_t pex_small_element(const pex_output_rule *rule, int32_t sum, int32_t channel);

/* A convolution of all input channels or, with a channel multiplier, a depthwise one. */
typedef struct pex_small_layer {
    const pex_view *input;
    const pex_view *output;
    const pex_window *rows;
    const pex_window *columns;
    const int8_t *weights;
    const int8_t *absent;
    const int32_t *bias;
    pex_output_rule rule;    /* has the constants of all channels */
    int32_t multiplier;      /* 0 when not depthwise */
    uint32_t input_channels; /* channels of the weights of an output channel */
} pex_small_layer;

void pex_small_convolve(const pex_small_layer *layer, uint8_t *arena, const pex_part *part);

#ifdef __cplusplus
}
#endif

#endif
