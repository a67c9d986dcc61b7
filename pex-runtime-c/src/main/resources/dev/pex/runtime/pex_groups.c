/* Groups of four output channels: functions that several kernels of a model share. */
#include "pex_groups.h"

/* Four products for each load of an input, which is as many as the registers of a small core hold. */
void pex_dot_4(const int8_t *input, const int8_t *weights, uint32_t count, int32_t sums[4]) {
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

void pex_output_element(const pex_output_rule *rule, int32_t sum, uint8_t *output) {
    const int32_t none = 0;
    pex_output_elements(rule, &sum, &none, 1, output);
}

/* For groups with a shift to the left or by 0, which are rare. */
static PEX_NOINLINE void output_slowly(const pex_group_rule *rule, const int32_t *sums, uint32_t pixels,
                                       uint8_t *output) {
    pex_output_rule each = {NULL, NULL, rule->offset, rule->minimum, rule->maximum};
    for (; pixels > 0u; pixels--) {
        int32_t k;
        for (k = 0; k < 4; k++) {
            each.multipliers = rule->multipliers + k;
            each.shifts = rule->shifts + k;
            pex_output_element(&each, pex_wrapping_add(sums[k], rule->before[k]), output + k);
        }
        sums += 4;
        output += rule->next_pixel;
    }
}

/* Clamps to the range of int8; compilers do not always find the instruction. */
static inline uint8_t saturate(int32_t x) {
#if defined(__GNUC__) && defined(__ARM_FEATURE_SAT)
    __asm__("ssat %0, #8, %0" : "+r"(x));
    return (uint8_t)x;
#else
    return (uint8_t)pex_clamp(x, -128, 127);
#endif
}

static inline uint8_t element(int32_t sum, int32_t before, int32_t multiplier, int32_t places, int32_t half) {
    const int32_t x = pex_scaled_right(pex_wrapping_add(sum, before), multiplier, places);
    return saturate((x + half) >> 1);
}

/* Clamps the elements before `output` to a range smaller than that of int8. */
static PEX_NOINLINE void clamp_more(const pex_group_rule *rule, uint32_t pixels, uint8_t *output) {
    for (; pixels > 0u; pixels--) {
        int32_t k;
        output -= rule->next_pixel;
        for (k = 0; k < 4; k++) {
            output[k] = (uint8_t)pex_clamp((int8_t)output[k], rule->minimum, rule->maximum);
        }
    }
}

/*
 * Elements are stored one by one, because the output may be unaligned. Rare cases come last, so that the
 * common ones need no registers for them.
 */
void pex_output_group(const pex_group_rule *rule, const int32_t *sums, uint32_t pixels, uint8_t *output) {
    const int32_t *before = rule->before;
    const int32_t *multipliers = rule->multipliers;
    const int8_t *shifts = rule->shifts;
    const int32_t half = 2 * rule->offset + 1;
    const int32_t *end = sums + 4u * pixels;
    if ((shifts[0] & shifts[1] & shifts[2] & shifts[3]) >= 0) {
        output_slowly(rule, sums, pixels, output);
        return;
    }
    for (; sums != end; sums += 4) {
        output[0] = element(sums[0], before[0], multipliers[0], -1 - shifts[0], half);
        PEX_IN_ORDER();
        output[1] = element(sums[1], before[1], multipliers[1], -1 - shifts[1], half);
        PEX_IN_ORDER();
        output[2] = element(sums[2], before[2], multipliers[2], -1 - shifts[2], half);
        PEX_IN_ORDER();
        output[3] = element(sums[3], before[3], multipliers[3], -1 - shifts[3], half);
        output += rule->next_pixel;
    }
    if (rule->minimum != -128 || rule->maximum != 127) {
        clamp_more(rule, pixels, output);
    }
}
