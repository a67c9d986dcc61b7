/*
 * Functions that the kernels for the DSP extension of Armv7E-M and Armv8-M share. Only for the sources of
 * kernels.
 *
 * Weights of a group of four output channels a, b, c, d are blocks of 16 bytes, each for four elements
 * 0 to 3: the words (a0 b0 a2 b2), (c0 d0 c2 d2), (a1 b1 a3 b3), (c1 d1 c3 d3), lowest byte first, in which
 * a half word is the number a + 256 * b. One product of half words adds a and b together, another one of
 * sign-extended bytes adds a alone, and the difference is 256 times b's sum: so half of the bytes need no
 * unpacking. The generator proves that a + 256 * b fits a half word, and that b's sum and bias fit 24 bits.
 * The number of elements is rounded up to a multiple of four, with zeros. The channels of an incomplete group
 * follow, one after another.
 *
 * The constants of a group are nine words, PEX_DSP_CONSTANTS, which replace the biases: the initial values of
 * the four sums, four multipliers times two modulo 2^32, none of them below 2^30, and a word of four shifts.
 * The initial values are the biases; for channels in pairs they are a, a + 256 * b, c, c + 256 * d modulo
 * 2^32. A shift is six bits of its byte: a shift by n to the right is n - 1, a shift by n to the left is -1 -
 * n. Bit 7 of the word is set if negative outputs can be above the minimum, bit 31 if a shift is not to the
 * right. The channels of an incomplete group also have the constants of a group, with unchanged biases.
 *
 * Words of inputs are loaded from unaligned addresses, which these cores allow unless CCR.UNALIGN_TRP is set.
 */
#ifndef PEX_DSP_H
#define PEX_DSP_H

#include "pex_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && defined(__ARM_FEATURE_DSP) && __ARM_FEATURE_DSP == 1 && defined(__thumb__)
#define PEX_DSP_ASSEMBLY 1
#elif defined(PEX_PORTABLE_TWINS)
#define PEX_DSP_ASSEMBLY 0
#else
#error                                                                                                       \
    "This code is for cores with the DSP extension, and the compiler's flags name none: -mcpu=cortex-m4, \
-mcpu=cortex-m7 or -mcpu=cortex-m33 without +nodsp, with -mthumb. Define PEX_PORTABLE_TWINS to compile the same in \
plain C, which takes about 12 times as long, for instance for tests on a PC; or generate for another target."
#endif

/* Contiguous inputs, and the number of weights to skip after theirs. */
typedef struct pex_dsp_run {
    const int8_t *x;
    uint16_t words; /* of four inputs, at least one; with PEX_DSP_LAST_RUN in the last run of a list */
    uint16_t skip;  /* bytes of weights */
} pex_dsp_run;

#define PEX_DSP_LAST_RUN 0x8000u

/* The largest values of words and skip. */
#define PEX_DSP_MOST_WORDS 0x7FFFu
#define PEX_DSP_MOST_SKIPPED 0xFFFFu

/* Words of constants of a group, and the indices of its multipliers and shifts. */
#define PEX_DSP_CONSTANTS 9u
#define PEX_DSP_MULTIPLIERS 4u
#define PEX_DSP_SHIFTS 8u

/* All groups of a pixel. The pointers to constants, kept sums and output advance from group to group. */
typedef struct pex_dsp_pixel {
    const int8_t *weights;
    const pex_dsp_run *runs;
    const int32_t *constants;
    int32_t *kept;     /* null, or sums to add to, which advance */
    uint8_t *output;   /* null: sums are only kept */
    int32_t half;      /* 2 * output offset + 1 */
    const int8_t *end; /* of the weights of the last group */
} pex_dsp_pixel;

/* Output elements, clamped to int8 only, of all groups. */
void pex_dsp_groups(pex_dsp_pixel *pixel);

/*
 * Widens the inputs of two pixels to 16 bits: for four channels 0 to 3 of pixels p and q the half words
 * p0 p2 q0 q2 p1 p3 q1 q3. `words` counts fours of channels and is even.
 */
void pex_dsp_widen(const int8_t *p, const int8_t *q, int16_t *widened, uint32_t words);

/* All groups of two pixels. What changes is moved on as they are computed. */
typedef struct pex_dsp_pair {
    const int8_t *weights;
    const int16_t *widened;
    const int32_t *constants; /* with shifts to the right only */
    uint8_t *outputs[2];
    int32_t half;      /* 2 * output offset + 1 */
    const int8_t *end; /* of the weights of the last group */
    const int16_t *widened_end;
} pex_dsp_pair;

/* Output elements, clamped to int8 only, of all groups. */
void pex_dsp_pair_groups(pex_dsp_pair *pair);

/* The constants of the group of a channel. */
static inline const int32_t *pex_dsp_constants(const int32_t *layer, uint32_t channel) {
    return layer + channel / 4u * PEX_DSP_CONSTANTS;
}

/* A channel that is computed alone. */
typedef struct pex_dsp_channel {
    const int32_t *constants;
    uint32_t lane; /* which one of its group */
    int paired;    /* whether it is one of a pair */
} pex_dsp_channel;

/* One out of so many, all of whose groups have pairs. */
static inline pex_dsp_channel pex_dsp_find_channel(const int32_t *layer, uint32_t channel,
                                                   uint32_t channels) {
    pex_dsp_channel c;
    c.constants = pex_dsp_constants(layer, channel);
    c.lane = channel & 3u;
    c.paired = channel < (channels & ~3u);
    return c;
}

/* The weight of an element, out of a group's weights or, if there are no pairs, the channel's own. */
static inline int32_t pex_dsp_weight(const int8_t *weights, const pex_dsp_channel *c, uint32_t element) {
    const int8_t *pair =
        weights + (16u * (element / 4u) + 8u * (element % 2u) + (element & 2u) + (c->lane / 2u) * 4u);
    if (!c->paired) {
        return weights[element];
    }
    return (c->lane & 1u) == 0u ? pair[0] : pair[1] + (pair[0] < 0 ? 1 : 0);
}

/* What the sum of a channel begins with. */
static inline int32_t pex_dsp_bias(const pex_dsp_channel *c) {
    const uint32_t sum = (uint32_t)c->constants[c->lane];
    return c->paired && (c->lane & 1u) != 0u ? (int32_t)(sum - (uint32_t)c->constants[c->lane - 1u]) / 256
                                             : (int32_t)sum;
}

/*
 * Prepares sums that groups are added to, each with its bias: a whole number of groups, in the first slice
 * of what a step takes in or in a later one.
 */
void pex_dsp_begin_sums(int32_t *kept, const int32_t *constants, uint32_t groups, int first);

/* The output element of a channel's sum, clamped to int8 only. */
uint8_t pex_dsp_element(const pex_dsp_channel *c, int32_t sum, int32_t half);

/*
 * All groups of a depthwise pixel. taps has the address of what each tap reads of some channel; weights
 * are those of [group][tap][channel of the group], channels are not in pairs. Moves on as above.
 */
typedef struct pex_dsp_depthwise_pixel {
    const int8_t *weights;
    const int8_t *const *taps;
    const int32_t *constants;
    uint32_t channel; /* bytes from there to the first group's inputs */
    uint32_t count;   /* of taps, at least one */
    uint8_t *output;
    int32_t half;
    const int8_t *end; /* of the weights of the last group */
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
