/*
 * Functions of portable layers with weights for groups of four output channels, whose weights are
 * interleaved. Only for the sources of kernels.
 */
#ifndef PEX_GROUPS_H
#define PEX_GROUPS_H

#include "pex_layers.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/* Adds the products of `count` inputs to the sums of a group. */
void pex_dot_4(const int8_t *input, const int8_t *weights, uint32_t count, int32_t sums[4]);

/* The constants and the output of a group: each pointer is at the first of its four channels. */
typedef struct pex_group_rule {
    const int32_t *before; /* added to the sums */
    const int32_t *multipliers;
    const int8_t *shifts;
    int32_t offset;
    int32_t minimum;
    int32_t maximum;
    uint32_t next_pixel; /* bytes between the outputs of pixels */
} pex_group_rule;

static inline void pex_next_group(pex_group_rule *rule) {
    rule->before += 4;
    rule->multipliers += 4;
    rule->shifts += 4;
}

/* Computes the output elements of a group for some pixels. */
void pex_output_group(const pex_group_rule *rule, const int32_t *sums, uint32_t pixels, uint8_t *output);

/* Computes an output element from a complete sum. */
void pex_output_element(const pex_output_rule *rule, int32_t sum, uint8_t *output);

#ifdef __cplusplus
}
#endif

#endif
