/*
 * What the kernels for the DSP extension of Armv7E-M and Armv8-M share. For the sources of kernels only.
 *
 * Weights of a group of four output channels a, b, c, d are blocks of 16 bytes, each for four elements
 * 0 to 3: the words (a0 b0 a2 b2), (a1 b1 a3 b3), (c0 d0 c2 d2), (c1 d1 c3 d3), lowest byte first, in which
 * a half word is the number a + 256 * b. One product of half words adds up a and b together, another one of
 * sign-extended bytes adds up a alone, and the difference is 256 times b's sum: so half of the bytes need no
 * unpacking. The generator proves that a + 256 * b fits a half word, that b's sum without bias fits 24 bits,
 * and that twice a sum, shifted to the left if its shift says so, fits a word. Elements are rounded up to a
 * multiple of four, with zeros. Channels that fill no group follow, one after the other.
 *
 * Words of inputs are loaded from any address, which these cores allow unless CCR.UNALIGN_TRP is set.
 */
#ifndef PEX_DSP_H
#define PEX_DSP_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && defined(__ARM_FEATURE_DSP) && __ARM_FEATURE_DSP == 1 && defined(__thumb__)
#define PEX_DSP_ASSEMBLY 1
#else
#define PEX_DSP_ASSEMBLY 0
#endif

/* Contiguous inputs, and weights behind theirs that belong to none. */
typedef struct pex_dsp_run {
    const int8_t *x;
    uint16_t words; /* of four inputs, at least one; with PEX_DSP_LAST_RUN in the last run of a list */
    uint16_t skip;  /* bytes of weights */
} pex_dsp_run;

#define PEX_DSP_LAST_RUN 0x8000u

/* The most words and the most that is skipped. */
#define PEX_DSP_MOST_WORDS 0x7FFFu
#define PEX_DSP_MOST_SKIPPED 0xFFFFu

/* All groups of a pixel. What sums begin with, multipliers, shifts and the output move on as they are
 * computed. */
typedef struct pex_dsp_pixel {
    const int8_t *weights;
    const int32_t *before; /* what sums begin with */
    const pex_dsp_run *runs;
    const int32_t *multipliers; /* null: sums are kept */
    const int8_t *shifts;
    uint8_t *output;   /* elements, or int32 sums */
    int32_t half;      /* 2 * output offset + 1 */
    const int8_t *end; /* of the weights of the last group */
} pex_dsp_pixel;

/* Output elements, clamped to int8 only, of all groups. */
void pex_dsp_groups(pex_dsp_pixel *pixel);

/* The weight of an element and a channel of a group. */
static inline int32_t pex_dsp_weight(const int8_t *group, uint32_t channel, uint32_t element) {
    const int8_t *pair =
        group + (16u * (element / 4u) + 4u * (element % 2u) + (element & 2u) + (channel / 2u) * 8u);
    return (channel & 1u) == 0u ? pair[0] : pair[1] + (pair[0] < 0 ? 1 : 0);
}

/*
 * All groups of a depthwise pixel. taps has the address of what each tap reads of some channel; weights
 * are those of [group][tap][channel of the group]. Moves on as above.
 */
typedef struct pex_dsp_depthwise_pixel {
    const int8_t *weights;
    const int32_t *bias;
    const int8_t *const *taps;
    const int32_t *multipliers;
    const int8_t *shifts;
    uint8_t *output;
    int32_t half;
    const int8_t *end; /* of the weights of the last group */
    uint32_t count;    /* of taps, at least one */
    uint32_t channel;  /* bytes from there to the first group's inputs */
} pex_dsp_depthwise_pixel;

/* Output elements, clamped to int8 only, of all groups. */
void pex_dsp_depthwise_groups(pex_dsp_depthwise_pixel *pixel);

/* Clamps what is clamped to int8 already. */
static inline void pex_dsp_clamp(uint8_t *output, uint32_t count, int32_t minimum, int32_t maximum) {
    int8_t *elements = (int8_t *)output;
    uint32_t i;
    if (minimum > -128 || maximum < 127) {
        for (i = 0; i < count; i++) {
            elements[i] = (int8_t)pex_clamp(elements[i], minimum, maximum);
        }
    }
}

#ifdef __cplusplus
}
#endif

#endif
