/*
 * Pixels whose windows are a single run each. The inputs of a window of at most 64 bytes stay in vector
 * registers while all output channels are computed. Only for the sources of kernels.
 */
#ifndef PEX_PIXELS_MVE_H
#define PEX_PIXELS_MVE_H

#include "pex_layers_mve.h"

/* The most vectors of a window that stay in registers. */
#define PEX_MVE_MOST_VECTORS 4

/*
 * Neighbouring pixels of a row and their output channels in groups of four, converted by PEX_MVE_PLAIN.
 * Weights of windows that stay in registers are read as if each channel had a multiple of sixteen: the excess
 * ones count as zero, but must be readable. x, output and count advance.
 */
typedef struct pex_mve_pixels {
    const int8_t *x;
    uint32_t last; /* bytes in a window's last vector */
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *multipliers;
    const int8_t *shifts;
    uint32_t elements; /* weights of a channel, and bytes of a window */
    uint32_t groups;
    uint8_t *output;
    int32_t offset;
    uint32_t x_step;      /* bytes to the next pixel's window */
    uint32_t output_step; /* bytes from the end of a pixel's last channel to the next pixel's first one */
    int32_t count;        /* of pixels, not 0 */
    union {
        int8_t copied[16 * PEX_MVE_MOST_VECTORS]; /* for a window that stays */
        struct {
            const int8_t *shifts; /* of the next group */
            uint8_t *output;
            const int32_t *end; /* of bias */
            uint32_t back;      /* from the vector after a channel's weights to the next channel's */
        } group;                /* for one that does not */
    } of;
} pex_mve_pixels;

#if PEX_HAS_MVE
PEX_STATIC_ASSERT(pex_mve_pixels_layout,
                  offsetof(pex_mve_pixels, weights) == 8 && offsetof(pex_mve_pixels, elements) == 24 &&
                      offsetof(pex_mve_pixels, x_step) == 40 && offsetof(pex_mve_pixels, count) == 48 &&
                      offsetof(pex_mve_pixels, of) == 52);

/* clang-format off */

/* A vector of a channel's weights, times one of the window. */
#define PEX_MVE_PRODUCTS(at, sum, x)          \
    "vldrb.8 q0, [r0" at "]\n\t"              \
    "vmladava.s8 " sum ", q0, " x "\n\t"

/* r0: weights. r1: bias. r2: multipliers. r3: shifts. r5: output. r7: elements. r11: offset. q3 on: inputs. */
#define PEX_MVE_PIXELS(name, save, inputs, last, channel, restore)                                           \
    static PEX_NAKED void name(pex_mve_pixels *pixels PEX_IN_REGISTER) {                                     \
        __asm__ volatile(                                                                                    \
            "push {r4-r8, r10, r11, lr}\n\t"                                                                 \
            save                                                                                             \
            "mov r12, r0\n\t"                                                                                \
            "1:\n\t"                                                                                         \
            "ldrd r5, r4, [r12]\n\t"                                                                         \
            "ldr r6, [r12, #40]\n\t"                                                                         \
            "vctp.8 r4\n\t"                                                                                  \
            inputs                                                                                           \
            "vpst\n\t"                                                                                       \
            "vldrbt.8 " last "\n\t"                                                                          \
            "add r5, r5, r6\n\t"                                                                             \
            "ldrd r0, r1, [r12, #8]\n\t"                                                                     \
            "ldrd r2, r3, [r12, #16]\n\t"                                                                    \
            "ldrd r7, lr, [r12, #24]\n\t"                                                                    \
            "str r5, [r12]\n\t"                                                                              \
            "ldrd r5, r11, [r12, #32]\n\t"                                                                   \
            "dls lr, lr\n\t"                                                                                 \
            "2:\n\t"                                                                                         \
            "ldrd r4, r6, [r1], #8\n\t"                                                                      \
            "ldrd r8, r10, [r1], #8\n\t"                                                                     \
            channel("r4") "add r0, r0, r7\n\t"                                                               \
            channel("r6") "add r0, r0, r7\n\t"                                                               \
            channel("r8") "add r0, r0, r7\n\t"                                                               \
            channel("r10") "add r0, r0, r7\n\t"                                                              \
            "vldrw.32 q1, [r2], #16\n\t"                                                                     \
            "vmov d0, r4, r6\n\t"                                                                            \
            "vmov d1, r8, r10\n\t"                                                                           \
            "vqrdmulh.s32 q0, q0, q1\n\t"                                                                    \
            "vldrb.s32 q2, [r3], #4\n\t"                                                                     \
            "vshr.s32 q1, q0, #31\n\t"                                                                       \
            "vadd.i32 q0, q0, q1\n\t"                                                                        \
            "vrshl.s32 q0, q0, q2\n\t"                                                                       \
            "vadd.i32 q0, q0, r11\n\t"                                                                       \
            "vqmovnb.s32 q0, q0\n\t"                                                                         \
            "vqmovnb.s16 q0, q0\n\t"                                                                         \
            "vstrb.32 q0, [r5], #4\n\t"                                                                      \
            "le lr, 2b\n\t"                                                                                  \
            "ldrd r4, r6, [r12, #44]\n\t"                                                                    \
            "add r5, r5, r4\n\t"                                                                             \
            "subs r6, r6, #1\n\t"                                                                            \
            "str r5, [r12, #32]\n\t"                                                                         \
            "str r6, [r12, #48]\n\t"                                                                         \
            "bgt 1b\n\t"                                                                                     \
            restore                                                                                          \
            "pop {r4-r8, r10, r11, pc}\n\t");                                                                \
    }

#define PEX_MVE_CHANNEL_1(sum) PEX_MVE_PRODUCTS("", sum, "q3")
#define PEX_MVE_CHANNEL_2(sum) PEX_MVE_CHANNEL_1(sum) PEX_MVE_PRODUCTS(", #16", sum, "q4")
#define PEX_MVE_CHANNEL_3(sum) PEX_MVE_CHANNEL_2(sum) PEX_MVE_PRODUCTS(", #32", sum, "q5")
#define PEX_MVE_CHANNEL_4(sum) PEX_MVE_CHANNEL_3(sum) PEX_MVE_PRODUCTS(", #48", sum, "q6")

#define PEX_MVE_FIRST "vldrb.8 q3, [r5]\n\t"
#define PEX_MVE_SECOND PEX_MVE_FIRST "vldrb.8 q4, [r5, #16]\n\t"
#define PEX_MVE_THIRD PEX_MVE_SECOND "vldrb.8 q5, [r5, #32]\n\t"

PEX_MVE_PIXELS(pex_mve_pixels_of_one, "", "", "q3, [r5]", PEX_MVE_CHANNEL_1, "")
PEX_MVE_PIXELS(pex_mve_pixels_of_two, "vpush {d8, d9}\n\t", PEX_MVE_FIRST, "q4, [r5, #16]", PEX_MVE_CHANNEL_2,
               "vpop {d8, d9}\n\t")
PEX_MVE_PIXELS(pex_mve_pixels_of_three, "vpush {d8-d11}\n\t", PEX_MVE_SECOND, "q5, [r5, #32]", PEX_MVE_CHANNEL_3,
               "vpop {d8-d11}\n\t")
PEX_MVE_PIXELS(pex_mve_pixels_of_four, "vpush {d8-d13}\n\t", PEX_MVE_THIRD, "q6, [r5, #48]", PEX_MVE_CHANNEL_4,
               "vpop {d8-d13}\n\t")

/* Pixels whose windows do not stay. */
static PEX_NAKED void pex_mve_long_pixels(pex_mve_pixels *pixels PEX_IN_REGISTER) {
    /* r0 to r3: weights of a group. r4, r6, r8, r10: sums. r5: inputs. r7: bias. r11: multipliers. q3: offset. */
    __asm__ volatile(
        "push {r4-r8, r10, r11, lr}\n\t"
        "mov r12, r0\n\t"
        "1:\n\t"
        "ldrd r3, r7, [r12, #8]\n\t"
        "ldrd r11, r1, [r12, #16]\n\t"
        "ldrd r2, r4, [r12, #32]\n\t"
        "vdup.32 q3, r4\n\t"
        "strd r1, r2, [r12, #52]\n\t"
        "2:\n\t"
        "ldr r5, [r12]\n\t"
        "ldr lr, [r12, #24]\n\t"
        "ldrd r4, r6, [r7], #8\n\t"
        "ldrd r8, r10, [r7], #8\n\t"
        "mov r0, r3\n\t"
        "add r1, r0, lr\n\t"
        "add r2, r1, lr\n\t"
        "add r3, r2, lr\n\t"
        "tst lr, #63\n\t"
        "bne 4f\n\t"
        "lsr lr, lr, #6\n\t"
        "dls lr, lr\n\t"
        "3:\n\t"
        PEX_MVE_SIXTEEN PEX_MVE_SIXTEEN PEX_MVE_SIXTEEN PEX_MVE_SIXTEEN
        "le lr, 3b\n\t"
        "5:\n\t"
        "vmov d0, r4, r6\n\t"
        "vmov d1, r8, r10\n\t"
        "vldrw.32 q1, [r11], #16\n\t"
        "ldrd r1, r2, [r12, #52]\n\t"
        "vqrdmulh.s32 q0, q0, q1\n\t"
        "vldrb.s32 q2, [r1], #4\n\t"
        "vshr.s32 q1, q0, #31\n\t"
        "ldr r4, [r12, #60]\n\t"
        "vadd.i32 q0, q0, q1\n\t"
        "vrshl.s32 q0, q0, q2\n\t"
        "vadd.i32 q0, q0, q3\n\t"
        "vqmovnb.s32 q0, q0\n\t"
        "vqmovnb.s16 q0, q0\n\t"
        "vstrb.32 q0, [r2], #4\n\t"
        "strd r1, r2, [r12, #52]\n\t"
        "cmp r7, r4\n\t"
        "bne 2b\n\t"
        "ldr r0, [r12]\n\t"
        "ldrd r1, r4, [r12, #40]\n\t"
        "ldr r6, [r12, #48]\n\t"
        "add r0, r0, r1\n\t"
        "add r2, r2, r4\n\t"
        "subs r6, r6, #1\n\t"
        "str r0, [r12]\n\t"
        "str r2, [r12, #32]\n\t"
        "str r6, [r12, #48]\n\t"
        "bgt 1b\n\t"
        "b 6f\n\t"
        /* Not a multiple of 64 bytes. */
        "4:\n\t"
        "dlstp.8 lr, lr\n\t"
        "7:\n\t"
        PEX_MVE_SIXTEEN
        "letp lr, 7b\n\t"
        "ldr r0, [r12, #64]\n\t"
        "sub r3, r3, r0\n\t"
        "b 5b\n\t"
        "6:\n\t"
        "pop {r4-r8, r10, r11, pc}\n\t");
}

/* clang-format on */
#endif

/* Computes the channels of pixels. */
static PEX_NOINLINE void pex_mve_compute_pixels(pex_mve_pixels *pixels) {
#if PEX_HAS_MVE
    switch ((pixels->elements + 15u) / 16u) {
    case 1u:
        pex_mve_pixels_of_one(pixels);
        break;
    case 2u:
        pex_mve_pixels_of_two(pixels);
        break;
    case 3u:
        pex_mve_pixels_of_three(pixels);
        break;
    case 4u:
        pex_mve_pixels_of_four(pixels);
        break;
    default:
        pixels->of.group.end = pixels->bias + 4u * pixels->groups;
        pixels->of.group.back = (0u - pixels->elements) & 15u;
        pex_mve_long_pixels(pixels);
        break;
    }
#else
    for (; pixels->count > 0; pixels->count--) {
        uint32_t k;
        for (k = 0; k < 4u * pixels->groups; k++) {
            const int32_t sum = pex_dot(pixels->x, pixels->weights + k * pixels->elements, 1u,
                                        pixels->elements, pixels->bias[k]);
            const int32_t y = pex_requantize(sum, pixels->multipliers[k], pixels->shifts[k]);
            *pixels->output++ = (uint8_t)pex_clamp(y + pixels->offset, INT8_MIN, INT8_MAX);
        }
        pixels->x += pixels->x_step;
        pixels->output += pixels->output_step;
    }
#endif
}

#endif
