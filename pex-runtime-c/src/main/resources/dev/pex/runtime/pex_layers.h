/*
 * Functions that layers with weights share: access to weights, sums of products, and the conversion of sums
 * to output elements. Only for the sources of kernels.
 */
#ifndef PEX_LAYERS_H
#define PEX_LAYERS_H

#include "pex_kernels_weighted.h"

/*
 * The weights of one output channel in [group of four channels][element][channel of the group], after which
 * the weights of the channels of an incomplete group follow, one channel after another.
 */
typedef struct pex_channel_weights {
    const int8_t *first;
    uint32_t step;
} pex_channel_weights;

/* The weights of one of `channels` channels of `elements` elements each. */
static inline pex_channel_weights pex_weights_of(const int8_t *weights, uint32_t channel, uint32_t channels,
                                                 uint32_t elements) {
    const uint32_t in_group = channel < (channels & ~3u) ? channel & 3u : 0u;
    pex_channel_weights w;
    w.first = weights + ((channel - in_group) * elements + in_group);
    w.step = channel < (channels & ~3u) ? 4u : 1u;
    return w;
}

/* sum + the products of count inputs and weights. */
static inline int32_t pex_dot(const int8_t *input, const int8_t *weights, uint32_t step, uint32_t count,
                              int32_t sum) {
    for (; count > 0u; count--) {
        sum += *input++ * *weights;
        weights += step;
    }
    return sum;
}

/* A sum that may overflow int32, as an intermediate result of a sum that does not. */
static inline int32_t pex_wrapping_add(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

/* The constants that convert sums of a layer with weights to output elements. */
typedef struct pex_output_rule {
    const int32_t *multipliers; /* of the first channel */
    const int8_t *shifts;
    int32_t offset;
    int32_t minimum;
    int32_t maximum;
} pex_output_rule;

/* For a shift to the left or by 0. Rare, and not inlined, so that it does not slow down other shifts. */
static PEX_NOINLINE int32_t pex_requantize_left(int32_t x, int32_t multiplier, int32_t shift) {
    return pex_requantize(x, multiplier, shift);
}

/*
 * Twice a sum requantised with the shift -1 - places, before the rounding of its last halving. With a shift
 * to the right the multiplier is at least 2^30, so twice the multiplier is 2^32 plus a negative int32, and
 * the upper half of the product with that int32 is cheap.
 */
static inline int32_t pex_scaled_right(int32_t sum, int32_t multiplier, int32_t places) {
    const int64_t product = (int64_t)sum * (int32_t)((uint32_t)multiplier << 1);
    const int32_t x = sum + (int32_t)(product >> 32) + (int32_t)((uint32_t)product >> 31);
    return (x + (x >> 31)) >> places;
}

/*
 * Output elements of neighbouring channels from sums in two addends: requantised, the offset added, clamped.
 * The last halving of a shift to the right is combined with the addition of the offset.
 */
static inline void pex_output_elements(const pex_output_rule *rule, const int32_t *sums,
                                       const int32_t *before, int32_t count, uint8_t *output) {
    const int32_t *multipliers = rule->multipliers;
    const int8_t *shifts = rule->shifts;
    const int32_t half = 2 * rule->offset + 1;
    const int32_t minimum = rule->minimum;
    const int32_t maximum = rule->maximum;
    int32_t k;
    for (k = 0; k < count; k++) {
        const int32_t sum = pex_wrapping_add(sums[k], before[k]);
        const int32_t x = shifts[k] < 0 ? pex_scaled_right(sum, multipliers[k], -1 - shifts[k])
                                        : 2 * pex_requantize_left(sum, multipliers[k], shifts[k]);
        output[k] = (uint8_t)pex_clamp((x + half) >> 1, minimum, maximum);
    }
}

#endif
