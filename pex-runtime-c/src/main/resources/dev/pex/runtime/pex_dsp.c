/*
 * Sums of products and output elements for groups of four channels: pex_dsp.h says how weights lie.
 *
 * In assembly, since compilers spill what hot loops need: per four inputs and four channels there are 16
 * instructions for 16 products. The twin in C decodes the weights and multiplies one by one.
 */
#include "pex_dsp.h"

#if PEX_DSP_ASSEMBLY

/* clang-format off */

/* Four inputs at r0 with four channels: sums of a in r4, a + 256 b in r5, c in r6, c + 256 d in r7. */
#define BLOCK                                                                                                \
    "ldr r9, [r0], #4\n"                                                                                     \
    "ldm r1!, {r10, r11, r12, lr}\n"                                                                         \
    "sxtb16 r8, r9\n"                                                                                        \
    "sxtb16 r9, r9, ror #8\n"                                                                                \
    "smlad r5, r8, r10, r5\n"                                                                                \
    "sxtb16 r10, r10\n"                                                                                      \
    "smlad r7, r8, r12, r7\n"                                                                                \
    "sxtb16 r12, r12\n"                                                                                      \
    "smlad r5, r9, r11, r5\n"                                                                                \
    "sxtb16 r11, r11\n"                                                                                      \
    "smlad r7, r9, lr, r7\n"                                                                                 \
    "sxtb16 lr, lr\n"                                                                                        \
    "smlad r4, r8, r10, r4\n"                                                                                \
    "smlad r6, r8, r12, r6\n"                                                                                \
    "smlad r4, r9, r11, r4\n"                                                                                \
    "smlad r6, r9, lr, r6\n"

/* A tap of four channels, inputs and weights in two registers: sums in r4 to r7. */
#define TAP(inputs, weights)                                                                                 \
    "sxtb16 r12, " inputs "\n"                                                                               \
    "sxtb16 lr, " weights "\n"                                                                               \
    "sxtb16 " inputs ", " inputs ", ror #8\n"                                                                \
    "sxtb16 " weights ", " weights ", ror #8\n"                                                              \
    "smlabb r4, r12, lr, r4\n"                                                                               \
    "smlatt r6, r12, lr, r6\n"                                                                               \
    "smlabb r5, " inputs ", " weights ", r5\n"                                                               \
    "smlatt r7, " inputs ", " weights ", r7\n"

/* An output element of the sum in a register. r12 has the four shifts to the right less one, r3 is half. */
#define ELEMENT(sum, multiplier, byte)                                                                       \
    "lsl " sum ", " sum ", #1\n"                                                                             \
    "smmulr " sum ", " sum ", " multiplier "\n"                                                              \
    "uxtb lr, r12" byte "\n"                                                                                 \
    "add " sum ", " sum ", " sum ", asr #31\n"                                                               \
    "asr " sum ", " sum ", lr\n"                                                                             \
    "add " sum ", " sum ", r3\n"                                                                             \
    "ssat " sum ", #8, " sum ", asr #1\n"

/* The same where some of the four shifts are to the left, or none. */
#define ELEMENT_OF_ANY_SHIFT(sum, multiplier, byte)                                                          \
    "lsl " sum ", " sum ", #1\n"                                                                             \
    "sxtb lr, r12" byte "\n"                                                                                 \
    "cmp lr, #0\n"                                                                                           \
    "itt lt\n"                                                                                               \
    "mvnlt lr, lr\n"                                                                                         \
    "lsllt " sum ", " sum ", lr\n"                                                                           \
    "smmulr " sum ", " sum ", " multiplier "\n"                                                              \
    "itte ge\n"                                                                                              \
    "addge " sum ", " sum ", " sum ", asr #31\n"                                                             \
    "asrge " sum ", " sum ", lr\n"                                                                           \
    "lsllt " sum ", " sum ", #1\n"                                                                           \
    "add " sum ", " sum ", r3\n"                                                                             \
    "ssat " sum ", #8, " sum ", asr #1\n"

/*
 * Four elements of the sums in r4 to r7. At r0 + 12 are the pointers to multipliers and shifts, which move on;
 * behind them the output, which is left in r2, and half. r2 and r3 have the first two already.
 */
#define ELEMENTS                                                                                             \
    "ldm r2!, {r8, r9, r10, r11}\n"                                                                          \
    "ldr r12, [r3], #4\n"                                                                                    \
    "strd r2, r3, [r0, #12]\n"                                                                               \
    "mvn r12, r12\n"                                                                                         \
    "ldrd r2, r3, [r0, #20]\n"                                                                               \
    "tst r12, #0x80808080\n"                                                                                 \
    "bne 7f\n"                                                                                               \
    ELEMENT("r4", "r8", "")                                                                                  \
    ELEMENT("r5", "r9", ", ror #8")                                                                          \
    ELEMENT("r6", "r10", ", ror #16")                                                                        \
    ELEMENT("r7", "r11", ", ror #24")                                                                        \
    "8:\n"                                                                                                   \
    "strb r4, [r2], #1\n"                                                                                    \
    "strb r5, [r2], #1\n"                                                                                    \
    "strb r6, [r2], #1\n"                                                                                    \
    "strb r7, [r2], #1\n"

/* What ELEMENTS branches to. */
#define ELEMENTS_OF_ANY_SHIFT                                                                                \
    "7:\n"                                                                                                   \
    ELEMENT_OF_ANY_SHIFT("r4", "r8", "")                                                                     \
    ELEMENT_OF_ANY_SHIFT("r5", "r9", ", ror #8")                                                             \
    ELEMENT_OF_ANY_SHIFT("r6", "r10", ", ror #16")                                                           \
    ELEMENT_OF_ANY_SHIFT("r7", "r11", ", ror #24")                                                           \
    "b 8b\n"

__attribute__((naked)) void pex_dsp_groups(pex_dsp_pixel *pixel __attribute__((unused))) {
    __asm__ volatile(
        "push {r0, r4-r11, lr}\n"
        "sub sp, sp, #8\n"
        "ldr r1, [r0]\n"
        "1:\n" /* a group: what b and d begin with is added in the end */
        "ldrd r2, r3, [r0, #4]\n"
        "ldm r2!, {r4, r5, r6, r7}\n"
        "str r2, [r0, #4]\n"
        "strd r5, r7, [sp]\n"
        "mov r5, r4\n"
        "mov r7, r6\n"
        "2:\n" /* a run */
        "ldm r3!, {r0, r2}\n"
        "ubfx r2, r2, #0, #15\n"
        "lsrs r2, r2, #1\n"
        "bcc 3f\n"
        BLOCK
        "beq 4f\n"
        "3:\n"
        BLOCK
        BLOCK
        "subs r2, r2, #1\n"
        "bne 3b\n"
        "4:\n"
        "ldr r12, [r3, #-4]\n"
        "add r1, r1, r12, lsr #16\n"
        "lsls r12, r12, #16\n"
        "bpl 2b\n"
        "ldr r0, [sp, #8]\n"
        "sub r5, r5, r4\n"
        "sub r7, r7, r6\n"
        "ldrd r8, r9, [sp]\n"
        "ldrd r2, r3, [r0, #12]\n"
        "add r5, r8, r5, asr #8\n"
        "add r7, r9, r7, asr #8\n"
        "cmp r2, #0\n"
        "beq 6f\n"
        ELEMENTS
        "5:\n"
        "ldr r3, [r0, #28]\n"
        "str r2, [r0, #20]\n"
        "cmp r1, r3\n"
        "bne 1b\n"
        "add sp, sp, #8\n"
        "pop {r0, r4-r11, pc}\n"
        "6:\n" /* sums are kept */
        "ldr r2, [r0, #20]\n"
        "stm r2!, {r4, r5, r6, r7}\n"
        "b 5b\n"
        ELEMENTS_OF_ANY_SHIFT);
}

__attribute__((naked)) void pex_dsp_depthwise_groups(pex_dsp_depthwise_pixel *pixel
                                                     __attribute__((unused))) {
    __asm__ volatile(
        "push {r0, r4-r11, lr}\n"
        "ldr r1, [r0]\n"
        "1:\n" /* a group */
        "ldrd r2, r3, [r0, #4]\n"
        "ldm r2!, {r4, r5, r6, r7}\n"
        "str r2, [r0, #4]\n"
        "ldrd r2, r0, [r0, #32]\n"
        "lsrs r2, r2, #1\n"
        "bcc 2f\n"
        "ldr r8, [r3], #4\n"
        "ldr r10, [r1], #4\n"
        "ldr r8, [r8, r0]\n"
        TAP("r8", "r10")
        "beq 3f\n"
        "2:\n" /* two taps */
        "ldm r3!, {r8, r9}\n"
        "ldm r1!, {r10, r11}\n"
        "ldr r8, [r8, r0]\n"
        "ldr r9, [r9, r0]\n"
        TAP("r8", "r10")
        TAP("r9", "r11")
        "subs r2, r2, #1\n"
        "bne 2b\n"
        "3:\n"
        "ldr r0, [sp]\n"
        "ldrd r2, r3, [r0, #12]\n"
        ELEMENTS
        "ldr r8, [r0, #36]\n"
        "ldr r3, [r0, #28]\n"
        "add r8, r8, #4\n"
        "str r2, [r0, #20]\n"
        "str r8, [r0, #36]\n"
        "cmp r1, r3\n"
        "bne 1b\n"
        "pop {r0, r4-r11, pc}\n"
        ELEMENTS_OF_ANY_SHIFT);
}

/* clang-format on */

#else

static uint8_t element(int32_t sum, int32_t multiplier, int32_t shift, int32_t half) {
    return (uint8_t)pex_clamp(pex_requantize(sum, multiplier, shift) + (half >> 1), -128, 127);
}

/* Moves weights on behind a run. */
static const int8_t *behind(const pex_dsp_run *run, const int8_t *weights) {
    return weights + (16u * (run->words & PEX_DSP_MOST_WORDS) + run->skip);
}

static int32_t sum_channel(const pex_dsp_run *run, const int8_t *weights, uint32_t channel, int32_t sum) {
    for (;;) {
        const uint32_t count = 4u * (run->words & PEX_DSP_MOST_WORDS);
        uint32_t i;
        for (i = 0; i < count; i++) {
            sum = (int32_t)((uint32_t)sum + (uint32_t)(run->x[i] * pex_dsp_weight(weights, channel, i)));
        }
        if ((run->words & PEX_DSP_LAST_RUN) != 0u) {
            return sum;
        }
        weights = behind(run, weights);
        run++;
    }
}

void pex_dsp_groups(pex_dsp_pixel *pixel) {
    const int8_t *weights = pixel->weights;
    while (weights != pixel->end) {
        const pex_dsp_run *run = pixel->runs;
        int32_t sums[4];
        uint32_t k;
        for (k = 0; k < 4u; k++) {
            sums[k] = sum_channel(run, weights, k, pixel->before[k]);
        }
        while ((run->words & PEX_DSP_LAST_RUN) == 0u) {
            weights = behind(run, weights);
            run++;
        }
        weights = behind(run, weights);
        pixel->before += 4;
        for (k = 0; k < 4u; k++) {
            if (pixel->multipliers == NULL) {
                *(int32_t *)(void *)pixel->output = sums[k];
                pixel->output += 4;
            } else {
                *pixel->output = element(sums[k], *pixel->multipliers, *pixel->shifts, pixel->half);
                pixel->output++;
                pixel->multipliers++;
                pixel->shifts++;
            }
        }
    }
}

void pex_dsp_depthwise_groups(pex_dsp_depthwise_pixel *pixel) {
    const int8_t *weights = pixel->weights;
    while (weights != pixel->end) {
        int32_t sums[4];
        uint32_t k;
        for (k = 0; k < 4u; k++) {
            uint32_t t;
            sums[k] = *pixel->bias++;
            for (t = 0; t < pixel->count; t++) {
                sums[k] += pixel->taps[t][pixel->channel + k] * weights[4u * t + k];
            }
        }
        for (k = 0; k < 4u; k++) {
            *pixel->output = element(sums[k], *pixel->multipliers, *pixel->shifts, pixel->half);
            pixel->output++;
            pixel->multipliers++;
            pixel->shifts++;
        }
        weights += 4u * pixel->count;
        pixel->channel += 4u;
    }
}

#endif
