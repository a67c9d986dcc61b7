/*
 * Sums of products and output elements for groups of four channels: pex_dsp.h says how weights lie.
 *
 * In assembly, since compilers spill what hot loops need: per four inputs and four channels there are 16
 * instructions for 16 products. The twin in C decodes the weights and multiplies one by one.
 */
#include "pex_dsp.h"
#include "pex_layers.h"

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
    "smlad r7, r8, r11, r7\n"                                                                                \
    "sxtb16 r11, r11\n"                                                                                      \
    "smlad r5, r9, r12, r5\n"                                                                                \
    "sxtb16 r12, r12\n"                                                                                      \
    "smlad r7, r9, lr, r7\n"                                                                                 \
    "sxtb16 lr, lr\n"                                                                                        \
    "smlad r4, r8, r10, r4\n"                                                                                \
    "smlad r6, r8, r11, r6\n"                                                                                \
    "smlad r4, r9, r12, r4\n"                                                                                \
    "smlad r6, r9, lr, r6\n"

/*
 * Two inputs at r0 of two pixels each with four channels: sums of a in r4 and r8, a + 256 b in r5 and r9, c in
 * r6 and r10, c + 256 d in r7 and r11.
 */
#define PAIR_BLOCK                                                                                           \
    "ldrd r2, r3, [r0], #8\n"                                                                                \
    "ldrd r12, lr, [r1], #8\n"                                                                               \
    "smlad r5, r2, r12, r5\n"                                                                                \
    "smlad r9, r3, r12, r9\n"                                                                                \
    "sxtb16 r12, r12\n"                                                                                      \
    "smlad r7, r2, lr, r7\n"                                                                                 \
    "smlad r11, r3, lr, r11\n"                                                                               \
    "sxtb16 lr, lr\n"                                                                                        \
    "smlad r4, r2, r12, r4\n"                                                                                \
    "smlad r8, r3, r12, r8\n"                                                                                \
    "smlad r6, r2, lr, r6\n"                                                                                 \
    "smlad r10, r3, lr, r10\n"

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

/*
 * An output element of the sum in a register. r12 has the four shifts, r3 is half. The multiplier is times
 * two: as a signed number it lacks 2^32, which is the sum that is added. A negative element is not told from
 * one above it, as both are clamped.
 */
#define ELEMENT(sum, multiplier, byte)                                                                       \
    "smmlar " sum ", " sum ", " multiplier ", " sum "\n"                                                     \
    "uxtb lr, r12" byte "\n"                                                                                 \
    "asr " sum ", " sum ", lr\n"                                                                             \
    "add " sum ", " sum ", r3\n"                                                                             \
    "ssat " sum ", #8, " sum ", asr #1\n"

/* The same where negative elements count. */
#define SIGNED_ELEMENT(sum, multiplier, bit)                                                                 \
    "smmlar " sum ", " sum ", " multiplier ", " sum "\n"                                                     \
    "ubfx lr, r12, #" bit ", #6\n"                                                                           \
    "add " sum ", " sum ", " sum ", asr #31\n"                                                               \
    "asr " sum ", " sum ", lr\n"                                                                             \
    "add " sum ", " sum ", r3\n"                                                                             \
    "ssat " sum ", #8, " sum ", asr #1\n"

/* The same where some of the four shifts are to the left, or none. */
#define ELEMENT_OF_ANY_SHIFT(sum, multiplier, bit)                                                           \
    "sbfx lr, r12, #" bit ", #6\n"                                                                           \
    "cmp lr, #0\n"                                                                                           \
    "itt lt\n"                                                                                               \
    "mvnlt lr, lr\n"                                                                                         \
    "lsllt " sum ", " sum ", lr\n"                                                                           \
    "smmlar " sum ", " sum ", " multiplier ", " sum "\n"                                                     \
    "itte ge\n"                                                                                              \
    "addge " sum ", " sum ", " sum ", asr #31\n"                                                             \
    "asrge " sum ", " sum ", lr\n"                                                                           \
    "lsllt " sum ", " sum ", #1\n"                                                                           \
    "add " sum ", " sum ", r3\n"                                                                             \
    "ssat " sum ", #8, " sum ", asr #1\n"

/*
 * Four elements of the sums in r4 to r7, stored at r2, which moves on, r3 being half. r8 to r12 are the
 * multipliers and the shifts.
 */
#define ELEMENTS                                                                                             \
    "tst r12, #0x80808080\n"                                                                                 \
    "bne 7f\n"                                                                                               \
    ELEMENT("r4", "r8", "")                                                                                  \
    ELEMENT("r5", "r9", ", ror #8")                                                                          \
    ELEMENT("r6", "r10", ", ror #16")                                                                        \
    ELEMENT("r7", "r11", ", ror #24")                                                                        \
    "6:\n"                                                                                                   \
    "strb r4, [r2], #1\n"                                                                                    \
    "strb r5, [r2], #1\n"                                                                                    \
    "strb r6, [r2], #1\n"                                                                                    \
    "strb r7, [r2], #1\n"

/* What ELEMENTS branches to. */
#define OTHER_ELEMENTS                                                                                       \
    "7:\n"                                                                                                   \
    "bmi 8f\n"                                                                                               \
    SIGNED_ELEMENT("r4", "r8", "0")                                                                          \
    SIGNED_ELEMENT("r5", "r9", "8")                                                                          \
    SIGNED_ELEMENT("r6", "r10", "16")                                                                        \
    SIGNED_ELEMENT("r7", "r11", "24")                                                                        \
    "b 6b\n"                                                                                                 \
    "8:\n"                                                                                                   \
    ELEMENT_OF_ANY_SHIFT("r4", "r8", "0")                                                                    \
    ELEMENT_OF_ANY_SHIFT("r5", "r9", "8")                                                                    \
    ELEMENT_OF_ANY_SHIFT("r6", "r10", "16")                                                                  \
    ELEMENT_OF_ANY_SHIFT("r7", "r11", "24")                                                                  \
    "b 6b\n"

/* Elements of one channel of two pixels. r12 has the four shifts, r3 is half. */
#define PAIR_ELEMENTS(first, second, multiplier, byte)                                                       \
    "uxtb lr, r12" byte "\n"                                                                                 \
    "smmlar " first ", " first ", " multiplier ", " first "\n"                                               \
    "smmlar " second ", " second ", " multiplier ", " second "\n"                                            \
    "asr " first ", " first ", lr\n"                                                                         \
    "asr " second ", " second ", lr\n"                                                                       \
    "add " first ", " first ", r3\n"                                                                         \
    "add " second ", " second ", r3\n"                                                                       \
    "ssat " first ", #8, " first ", asr #1\n"                                                                \
    "ssat " second ", #8, " second ", asr #1\n"

/* The same where negative elements count. */
#define SIGNED_PAIR_ELEMENTS(first, second, multiplier, bit)                                                 \
    "ubfx lr, r12, #" bit ", #6\n"                                                                           \
    "smmlar " first ", " first ", " multiplier ", " first "\n"                                               \
    "smmlar " second ", " second ", " multiplier ", " second "\n"                                            \
    "add " first ", " first ", " first ", asr #31\n"                                                         \
    "add " second ", " second ", " second ", asr #31\n"                                                      \
    "asr " first ", " first ", lr\n"                                                                         \
    "asr " second ", " second ", lr\n"                                                                       \
    "add " first ", " first ", r3\n"                                                                         \
    "add " second ", " second ", r3\n"                                                                       \
    "ssat " first ", #8, " first ", asr #1\n"                                                                \
    "ssat " second ", #8, " second ", asr #1\n"

__attribute__((naked)) void pex_dsp_widen(const int8_t *p __attribute__((unused)),
                                          const int8_t *q __attribute__((unused)),
                                          int16_t *widened __attribute__((unused)),
                                          uint32_t words __attribute__((unused))) {
    __asm__ volatile(
        "push {r4, r5, r6, r7, r8, lr}\n"
        "1:\n"
        "ldr r6, [r0], #4\n"
        "ldr r7, [r1], #4\n"
        "ldr r8, [r0], #4\n"
        "ldr lr, [r1], #4\n"
        "sxtb16 r4, r6\n"
        "sxtb16 r5, r7\n"
        "sxtb16 r6, r6, ror #8\n"
        "sxtb16 r7, r7, ror #8\n"
        "stm r2!, {r4, r5, r6, r7}\n"
        "sxtb16 r4, r8\n"
        "sxtb16 r5, lr\n"
        "sxtb16 r6, r8, ror #8\n"
        "sxtb16 r7, lr, ror #8\n"
        "stm r2!, {r4, r5, r6, r7}\n"
        "subs r3, r3, #2\n"
        "bne 1b\n"
        "pop {r4, r5, r6, r7, r8, pc}\n");
}

__attribute__((naked)) void pex_dsp_pair_groups(pex_dsp_pair *pair __attribute__((unused))) {
    __asm__ volatile(
        "push {r0, r4-r11, lr}\n"
        "ldr r2, [r0, #28]\n"
        "sub sp, sp, #8\n"
        "ldr r1, [r0]\n"
        "str r2, [sp]\n"
        "1:\n" /* a group */
        "ldrd r3, r2, [r0, #4]\n"
        "ldm r2, {r4, r5, r6, r7}\n"
        "ldm r2, {r8, r9, r10, r11}\n"
        "mov r0, r3\n"
        "2:\n" /* eight inputs */
        PAIR_BLOCK
        PAIR_BLOCK
        PAIR_BLOCK
        PAIR_BLOCK
        "ldr r2, [sp]\n"
        "cmp r0, r2\n"
        "bne 2b\n"
        "ldr r0, [sp, #8]\n"
        "sub r5, r5, r4\n"
        "sub r7, r7, r6\n"
        "ldr r2, [r0, #8]\n"
        "sub r9, r9, r8\n"
        "sub r11, r11, r10\n"
        "ldr r3, [r0, #20]\n"
        "ldr r12, [r2, #32]\n"
        "str r1, [r0]\n"
        "asr r5, r5, #8\n"
        "asr r7, r7, #8\n"
        "ldrd r0, r1, [r2, #16]\n"
        "asr r9, r9, #8\n"
        "asr r11, r11, #8\n"
        "tst r12, #0x80\n"
        "bne 7f\n"
        PAIR_ELEMENTS("r4", "r8", "r0", "")
        PAIR_ELEMENTS("r5", "r9", "r1", ", ror #8")
        "ldrd r0, r1, [r2, #24]\n"
        PAIR_ELEMENTS("r6", "r10", "r0", ", ror #16")
        PAIR_ELEMENTS("r7", "r11", "r1", ", ror #24")
        "6:\n"
        "ldr r0, [sp, #8]\n"
        "adds r2, r2, #36\n"
        "str r2, [r0, #8]\n"
        "ldrd r2, r3, [r0, #12]\n"
        "strb r4, [r2], #1\n"
        "strb r5, [r2], #1\n"
        "strb r6, [r2], #1\n"
        "strb r7, [r2], #1\n"
        "strb r8, [r3], #1\n"
        "strb r9, [r3], #1\n"
        "strb r10, [r3], #1\n"
        "strb r11, [r3], #1\n"
        "strd r2, r3, [r0, #12]\n"
        "ldr r1, [r0]\n"
        "ldr r2, [r0, #24]\n"
        "cmp r1, r2\n"
        "bne 1b\n"
        "add sp, sp, #8\n"
        "pop {r0, r4-r11, pc}\n"
        "7:\n"
        SIGNED_PAIR_ELEMENTS("r4", "r8", "r0", "0")
        SIGNED_PAIR_ELEMENTS("r5", "r9", "r1", "8")
        "ldrd r0, r1, [r2, #24]\n"
        SIGNED_PAIR_ELEMENTS("r6", "r10", "r0", "16")
        SIGNED_PAIR_ELEMENTS("r7", "r11", "r1", "24")
        "b 6b\n");
}

__attribute__((naked)) void pex_dsp_groups(pex_dsp_pixel *pixel __attribute__((unused))) {
    __asm__ volatile(
        "push {r0, r4-r11, lr}\n"
        "ldr r1, [r0]\n"
        "1:\n" /* a group */
        "ldrd r3, r2, [r0, #4]\n"
        "ldm r2, {r4, r5, r6, r7}\n"
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
        "ldr r0, [sp]\n"
        "sub r5, r5, r4\n"
        "sub r7, r7, r6\n"
        "ldrd r2, r12, [r0, #8]\n"
        "asr r5, r5, #8\n"
        "asr r7, r7, #8\n"
        "adds r2, r2, #16\n"
        "cmp r12, #0\n"
        "bne 9f\n"
        "5:\n"
        "ldm r2!, {r8, r9, r10, r11, r12}\n"
        "str r2, [r0, #8]\n"
        "ldrd r2, r3, [r0, #16]\n"
        ELEMENTS
        "str r2, [r0, #16]\n"
        "ldr r3, [r0, #24]\n"
        "cmp r1, r3\n"
        "bne 1b\n"
        "pop {r0, r4-r11, pc}\n"
        "9:\n" /* sums are added to what is kept */
        "ldm r12, {r8, r9, r10, r11}\n"
        "add r4, r4, r8\n"
        "add r5, r5, r9\n"
        "add r6, r6, r10\n"
        "add r7, r7, r11\n"
        "stm r12!, {r4, r5, r6, r7}\n"
        "ldr r3, [r0, #16]\n"
        "str r12, [r0, #12]\n"
        "cmp r3, #0\n"
        "bne 5b\n"
        "ldr r3, [r0, #24]\n"
        "adds r2, r2, #20\n"
        "str r2, [r0, #8]\n"
        "cmp r1, r3\n"
        "bne 1b\n"
        "pop {r0, r4-r11, pc}\n"
        OTHER_ELEMENTS);
}

__attribute__((naked)) void pex_dsp_depthwise_groups(pex_dsp_depthwise_pixel *pixel
                                                     __attribute__((unused))) {
    __asm__ volatile(
        "push {r0, r4-r11, lr}\n"
        "ldr r1, [r0]\n"
        "1:\n" /* a group */
        "ldrd r3, r2, [r0, #4]\n"
        "ldm r2, {r4, r5, r6, r7}\n"
        "ldrd r0, r2, [r0, #12]\n"
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
        "add r3, r0, #4\n"
        "ldr r0, [sp]\n"
        "ldr r2, [r0, #8]\n"
        "adds r2, r2, #16\n"
        "ldm r2!, {r8, r9, r10, r11, r12}\n"
        "strd r2, r3, [r0, #8]\n"
        "ldrd r2, r3, [r0, #20]\n"
        ELEMENTS
        "str r2, [r0, #20]\n"
        "ldr r3, [r0, #28]\n"
        "cmp r1, r3\n"
        "bne 1b\n"
        "pop {r0, r4-r11, pc}\n"
        OTHER_ELEMENTS);
}

/* clang-format on */

#else

/* Moves weights on behind a run. */
static const int8_t *behind(const pex_dsp_run *run, const int8_t *weights) {
    return weights + (16u * (run->words & PEX_DSP_MOST_WORDS) + run->skip);
}

static int32_t sum_channel(const pex_dsp_run *run, const int8_t *weights, const pex_dsp_channel *c) {
    int32_t sum = pex_dsp_bias(c);
    for (;;) {
        const uint32_t count = 4u * (run->words & PEX_DSP_MOST_WORDS);
        uint32_t i;
        for (i = 0; i < count; i++) {
            sum = pex_wrapping_add(sum, run->x[i] * pex_dsp_weight(weights, c, i));
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
        pex_dsp_channel c = {pixel->constants, 0u, 1};
        for (; c.lane < 4u; c.lane++) {
            int32_t sum = sum_channel(run, weights, &c);
            if (pixel->kept != NULL) {
                sum = pex_wrapping_add(sum, *pixel->kept);
                *pixel->kept++ = sum;
            }
            if (pixel->output != NULL) {
                *pixel->output++ = pex_dsp_element(&c, sum, pixel->half);
            }
        }
        while ((run->words & PEX_DSP_LAST_RUN) == 0u) {
            weights = behind(run, weights);
            run++;
        }
        weights = behind(run, weights);
        pixel->constants += PEX_DSP_CONSTANTS;
    }
}

void pex_dsp_widen(const int8_t *p, const int8_t *q, int16_t *widened, uint32_t words) {
    uint32_t i;
    for (i = 0; i < 4u * words; i++) {
        int16_t *at = widened + (8u * (i / 4u) + 4u * (i % 2u) + (i & 2u) / 2u);
        at[0] = p[i];
        at[2] = q[i];
    }
}

void pex_dsp_pair_groups(pex_dsp_pair *pair) {
    const uint32_t elements = (uint32_t)(pair->widened_end - pair->widened) / 2u;
    while (pair->weights != pair->end) {
        pex_dsp_channel c = {pair->constants, 0u, 1};
        for (; c.lane < 4u; c.lane++) {
            uint32_t pixel;
            for (pixel = 0; pixel < 2u; pixel++) {
                int32_t sum = pex_dsp_bias(&c);
                uint32_t i;
                for (i = 0; i < elements; i++) {
                    const int16_t x =
                        pair->widened[8u * (i / 4u) + 4u * (i % 2u) + (i & 2u) / 2u + 2u * pixel];
                    sum = pex_wrapping_add(sum, x * pex_dsp_weight(pair->weights, &c, i));
                }
                *pair->outputs[pixel]++ = pex_dsp_element(&c, sum, pair->half);
            }
        }
        pair->weights += 4u * elements;
        pair->constants += PEX_DSP_CONSTANTS;
    }
}

void pex_dsp_depthwise_groups(pex_dsp_depthwise_pixel *pixel) {
    const int8_t *weights = pixel->weights;
    while (weights != pixel->end) {
        pex_dsp_channel c = {pixel->constants, 0u, 0};
        for (; c.lane < 4u; c.lane++) {
            int32_t sum = pex_dsp_bias(&c);
            uint32_t t;
            for (t = 0; t < pixel->count; t++) {
                sum += pixel->taps[t][pixel->channel + c.lane] * weights[4u * t + c.lane];
            }
            *pixel->output++ = pex_dsp_element(&c, sum, pixel->half);
        }
        weights += 4u * pixel->count;
        pixel->constants += PEX_DSP_CONSTANTS;
        pixel->channel += 4u;
    }
}

#endif

void pex_dsp_begin_sums(int32_t *kept, const int32_t *constants, uint32_t groups, int first) {
    const int32_t *const end = kept + 4u * groups;
    pex_dsp_channel c = {constants, 0u, 1};
    for (; kept != end; kept++) {
        *kept = first ? 0 : (int32_t)((uint32_t)*kept - (uint32_t)pex_dsp_bias(&c));
        c.lane++;
        if (c.lane == 4u) {
            c.lane = 0u;
            c.constants += PEX_DSP_CONSTANTS;
        }
    }
}

uint8_t pex_dsp_element(const pex_dsp_channel *c, int32_t sum, int32_t half) {
    const uint32_t lane = ((uint32_t)c->constants[PEX_DSP_SHIFTS] >> (8u * c->lane)) & 63u;
    const int32_t shift = 31 - (int32_t)(lane ^ 32u);
    const int32_t multiplier = (int32_t)((uint32_t)c->constants[PEX_DSP_MULTIPLIERS + c->lane] >> 1);
    return (uint8_t)pex_clamp(pex_requantize(sum, multiplier, shift) + (half >> 1), -128, 127);
}
