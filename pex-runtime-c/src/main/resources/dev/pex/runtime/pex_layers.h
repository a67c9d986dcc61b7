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

/* The products of one input with the weights of the four channels of a group. */
#define PEX_PRODUCTS_4(x, weights, sum_0, sum_1, sum_2, sum_3)                                               \
    do {                                                                                                     \
        const int32_t pex_x = (x);                                                                           \
        sum_0 += pex_x * (weights)[0];                                                                       \
        sum_1 += pex_x * (weights)[1];                                                                       \
        sum_2 += pex_x * (weights)[2];                                                                       \
        sum_3 += pex_x * (weights)[3];                                                                       \
        PEX_IN_ORDER();                                                                                      \
    } while (0)

/*
 * The same for the four channels of a group: four products for each load of an input, which is as many as
 * the registers of a small core hold.
 */
PEX_INLINE void pex_dot_4(const int8_t *input, const int8_t *weights, uint32_t count, int32_t sums[4]) {
    const int8_t *end = input + (count & ~3u);
    int32_t sum_0 = sums[0];
    int32_t sum_1 = sums[1];
    int32_t sum_2 = sums[2];
    int32_t sum_3 = sums[3];
    while (input != end) {
        PEX_PRODUCTS_4(input[0], weights, sum_0, sum_1, sum_2, sum_3);
        PEX_PRODUCTS_4(input[1], weights + 4, sum_0, sum_1, sum_2, sum_3);
        PEX_PRODUCTS_4(input[2], weights + 8, sum_0, sum_1, sum_2, sum_3);
        PEX_PRODUCTS_4(input[3], weights + 12, sum_0, sum_1, sum_2, sum_3);
        input += 4;
        weights += 16;
    }
    end += count & 3u;
    while (input != end) {
        PEX_PRODUCTS_4(*input, weights, sum_0, sum_1, sum_2, sum_3);
        input++;
        weights += 4;
    }
    sums[0] = sum_0;
    sums[1] = sum_1;
    sums[2] = sum_2;
    sums[3] = sum_3;
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
 * Twice a requantised sum, before the rounding of the last halving. A shift to the right comes with a
 * multiplier of at least 2^30, so twice the multiplier is 2^32 and a negative number, whose product's upper
 * half is at hand.
 */
static inline int32_t pex_scaled_twice(int32_t sum, int32_t multiplier, int32_t shift) {
    int64_t product;
    int32_t x;
    if (shift >= 0) {
        return 2 * pex_requantize_left(sum, multiplier, shift);
    }
    product = (int64_t)sum * (int32_t)((uint32_t)multiplier << 1);
    x = sum + (int32_t)(product >> 32) + (int32_t)((uint32_t)product >> 31);
    return (x + (x >> 31)) >> (-1 - shift);
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
        const int32_t x = pex_scaled_twice(sum, multipliers[k], shifts[k]);
        output[k] = (uint8_t)pex_clamp((x + half) >> 1, minimum, maximum);
    }
}

/* Limits of all elements of a layer. */
typedef struct pex_limits {
    int32_t half; /* twice the output offset, and 1 */
    int32_t minimum;
    int32_t maximum;
    int32_t natural; /* whether they are those of int8, for which many cores have an instruction */
} pex_limits;

static inline pex_limits pex_limits_of(int32_t offset, int32_t minimum, int32_t maximum) {
    pex_limits limits;
    limits.half = 2 * offset + 1;
    limits.minimum = minimum;
    limits.maximum = maximum;
    limits.natural = minimum == -128 && maximum == 127;
    return limits;
}

/* What the output elements of a group of four channels take: one of each for a channel. */
typedef struct pex_group_rule {
    const int32_t *before; /* what is added to the sums */
    const int32_t *multipliers;
    const int8_t *shifts;
} pex_group_rule;

/* The k-th element of a group, not yet clamped. */
static inline int32_t pex_group_element(const pex_group_rule *rule, int32_t half, int32_t sum, int32_t k) {
    const int32_t whole = pex_wrapping_add(sum, rule->before[k]);
    return (pex_scaled_twice(whole, rule->multipliers[k], rule->shifts[k]) + half) >> 1;
}

/* Clamps to the range of int8; compilers do not always find the instruction. */
static inline uint8_t pex_saturate_s8(int32_t x) {
#if defined(__GNUC__) && defined(__ARM_FEATURE_SAT)
    __asm__("ssat %0, #8, %0" : "+r"(x));
    return (uint8_t)x;
#else
    return (uint8_t)pex_clamp(x, -128, 127);
#endif
}

/* Clamps the elements of a group and stores them; one by one, since the output need not be aligned. */
static inline void pex_store_group(const pex_limits *limits, int32_t x_0, int32_t x_1, int32_t x_2,
                                   int32_t x_3, uint8_t *output) {
    if (limits->natural) {
        output[0] = pex_saturate_s8(x_0);
        PEX_IN_ORDER();
        output[1] = pex_saturate_s8(x_1);
        PEX_IN_ORDER();
        output[2] = pex_saturate_s8(x_2);
        PEX_IN_ORDER();
        output[3] = pex_saturate_s8(x_3);
    } else {
        const int32_t minimum = limits->minimum;
        const int32_t maximum = limits->maximum;
        output[0] = (uint8_t)pex_clamp(x_0, minimum, maximum);
        PEX_IN_ORDER();
        output[1] = (uint8_t)pex_clamp(x_1, minimum, maximum);
        PEX_IN_ORDER();
        output[2] = (uint8_t)pex_clamp(x_2, minimum, maximum);
        PEX_IN_ORDER();
        output[3] = (uint8_t)pex_clamp(x_3, minimum, maximum);
    }
}

/* Makes the output elements of a group of its sums. */
PEX_INLINE void pex_output_group(const pex_group_rule *rule, const pex_limits *limits, const int32_t sums[4],
                                 uint8_t *output) {
    const int32_t half = limits->half;
    const int32_t x_0 = pex_group_element(rule, half, sums[0], 0);
    const int32_t x_1 = pex_group_element(rule, half, sums[1], 1);
    const int32_t x_2 = pex_group_element(rule, half, sums[2], 2);
    const int32_t x_3 = pex_group_element(rule, half, sums[3], 3);
    pex_store_group(limits, x_0, x_1, x_2, x_3, output);
}

/* The same for the next group. */
static inline void pex_next_group(pex_group_rule *rule) {
    rule->before += 4;
    rule->multipliers += 4;
    rule->shifts += 4;
}

#endif
