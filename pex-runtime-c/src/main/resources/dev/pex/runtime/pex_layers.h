/*
 * What layers with weights have in common: where weights are, sums of products, and how output elements come
 * of sums. For the sources of kernels only.
 */
#ifndef PEX_LAYERS_H
#define PEX_LAYERS_H

#include "pex_kernels_weighted.h"

/*
 * The weights of one output channel out of [group of four channels][element][channel of the group], behind
 * which the channels that fill no group have theirs one after the other.
 */
typedef struct pex_channel_weights {
    const int8_t *first;
    uint32_t step;
} pex_channel_weights;

/* Of a channel out of so many, each with so many elements. */
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

/* The sum of two that may leave int32 on the way to a whole that does not. */
static inline int32_t pex_wrapping_add(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

/* What all output elements of a layer with weights have in common. */
typedef struct pex_output_rule {
    const int32_t *multipliers; /* of the first channel */
    const int8_t *shifts;
    int32_t offset;
    int32_t minimum;
    int32_t maximum;
} pex_output_rule;

/* For a shift to the left or none: rare, and apart so that it does not cost the others anything. */
static PEX_NOINLINE int32_t pex_requantize_left(int32_t x, int32_t multiplier, int32_t shift) {
    return pex_requantize(x, multiplier, shift);
}

/*
 * Twice a sum requantised with the shift -1 - places, before the rounding of its last halving. A shift to the
 * right comes with a multiplier of at least 2^30, so twice the multiplier is 2^32 and a negative number,
 * whose product's upper half is at hand.
 */
static inline int32_t pex_scaled_right(int32_t sum, int32_t multiplier, int32_t places) {
    const int64_t product = (int64_t)sum * (int32_t)((uint32_t)multiplier << 1);
    const int32_t x = sum + (int32_t)(product >> 32) + (int32_t)((uint32_t)product >> 31);
    return (x + (x >> 31)) >> places;
}

/*
 * Output elements of neighbouring channels, whose sums are in two places: requantised, moved by the offset,
 * clamped. A shift to the right takes its last step together with the offset.
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
