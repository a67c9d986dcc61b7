/*
 * Sums over runs of inputs, four output channels at a time: shared by convolutions and fully connected layers
 * with vectors. Only for the sources of kernels.
 */
#ifndef PEX_CHANNELS_MVE_H
#define PEX_CHANNELS_MVE_H

#include "pex_layers_mve.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Contiguous inputs; the weights that they are multiplied with are contiguous too. */
typedef struct pex_mve_run {
    const int8_t *x;
    uint32_t bytes; /* not 0 */
    uint32_t back;  /* bytes back from the vector after this run's weights to the next run's */
} pex_mve_run;

/* A run of `bytes` inputs; the next run's weights start `advance` bytes after the first weight of this one.
 */
static inline pex_mve_run pex_mve_run_of(const int8_t *x, uint32_t bytes, uint32_t advance) {
    pex_mve_run run;
    run.x = x;
    run.bytes = bytes;
    run.back = ((bytes + 15u) & ~15u) - advance;
    return run;
}

/*
 * The output channels of one pixel, computed from runs of inputs and from sums so far. `before` to `output`
 * and `weights` are those of the first channel; all of these except `weights` advance, and `channels` and
 * `mode` can change. Multipliers of neighbouring channels are `scale` bytes apart, shifts a quarter of that:
 * 4, or 0 for a single scale, which is stored four times. PEX_MVE_PLAIN requires a scale of 4 and a start of
 * 0.
 */
typedef struct pex_mve_layer {
    const pex_mve_run *runs;
    uint32_t count;    /* of runs, not 0 */
    uint32_t elements; /* weights of a channel */
    int32_t channels;
    const int32_t *before;
    const int32_t *multipliers;
    const int8_t *shifts;
    uint8_t *output; /* aligned int32 for sums that are kept */
    int32_t offset;
    int32_t mode;
    int32_t start; /* of each sum */
    uint32_t scale;
    int32_t minimum;
    int32_t maximum;
    const int8_t *weights;
    uint32_t triples; /* of vectors, in each run if all have the same number of them; otherwise 0 */
} pex_mve_layer;

/* Computes the channels of a layer, at least one. */
void pex_mve_channels(pex_mve_layer *layer);

#ifdef __cplusplus
}
#endif

#endif
