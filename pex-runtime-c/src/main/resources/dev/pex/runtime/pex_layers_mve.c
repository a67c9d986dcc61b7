/* Functions that several kernels of a model share. */
#include "pex_channels_mve.h"

#if PEX_HAS_MVE
PEX_STATIC_ASSERT(pex_mve_layer_layout,
                  offsetof(pex_mve_layer, channels) == 12 && offsetof(pex_mve_layer, output) == 28 &&
                      offsetof(pex_mve_layer, start) == 40 && offsetof(pex_mve_layer, weights) == 56 &&
                      offsetof(pex_mve_layer, triples) == 60);
PEX_STATIC_ASSERT(pex_mve_modes, PEX_MVE_ANY == 1 && PEX_MVE_KEEP == 2);
#else
/* The complete sum of a channel, including its sum so far. */
static inline int32_t pex_mve_sum(const pex_mve_layer *layer, const int8_t *weights) {
    int32_t sum = pex_wrapping_add(layer->start, *layer->before);
    uint32_t i;
    for (i = 0; i < layer->count; i++) {
        const pex_mve_run *run = &layer->runs[i];
        sum = pex_wrapping_add(sum, pex_dot(run->x, weights, 1u, run->bytes, 0));
        weights += ((run->bytes + 15u) & ~15u) - run->back;
    }
    return sum;
}
#endif

#if PEX_HAS_MVE
/* clang-format off */
PEX_NAKED void pex_mve_channels(pex_mve_layer *layer PEX_IN_REGISTER) {
    /*
     * r0 to r3: weights of the four channels. r4, r6, r8, r10: sums. r5: inputs. r7, r11: runs left. A shift
     * to the right rounds ties up; therefore 1 is subtracted from negative numbers. With a shift by 0 this 1
     * is masked.
     */
    __asm__ volatile(
        "push {r4-r8, r10, r11, lr}\n\t"
        "mov r12, r0\n\t"
        "ldr r3, [r12, #56]\n\t"
        "1:\n\t"
        "ldr r11, [r12, #12]\n\t"
        "subs r11, r11, #4\n\t"
        "blt 5f\n\t"
        "11:\n\t"
        "ldr r5, [r12, #8]\n\t"
        "mov r0, r3\n\t"
        "str r11, [r12, #12]\n\t"
        "ldr r7, [r12, #16]\n\t"
        "add r1, r0, r5\n\t"
        "add r2, r1, r5\n\t"
        "add r3, r2, r5\n\t"
        "ldrd r4, r6, [r7], #8\n\t"
        "ldrd r8, r10, [r7], #8\n\t"
        "str r7, [r12, #16]\n\t"
        "2:\n\t"
        "ldr r5, [r12, #60]\n\t"
        "ldrd r7, r11, [r12]\n\t"
        "wls lr, r5, 3f\n\t"
        "b 12f\n\t"
        "3:\n\t"
        "ldrd r5, lr, [r7], #12\n\t"
        "dlstp.8 lr, lr\n\t"
        "4:\n\t"
        PEX_MVE_SIXTEEN
        "letp lr, 4b\n\t"
        "ldr r5, [r7, #-4]\n\t"
        "cbz r5, 6f\n\t"
        "sub r0, r0, r5\n\t"
        "sub r1, r1, r5\n\t"
        "sub r2, r2, r5\n\t"
        "sub r3, r3, r5\n\t"
        "6:\n\t"
        "subs r11, r11, #1\n\t"
        "bne 3b\n\t"
        "14:\n\t"
        "vmov d0, r4, r6\n\t"
        "vmov d1, r8, r10\n\t"
        "ldrd r11, r0, [r12, #32]\n\t"
        "ldrd r5, r6, [r12, #20]\n\t"
        "ldr r4, [r12, #28]\n\t"
        "cbnz r0, 7f\n\t"
        "vldrw.32 q1, [r5], #16\n\t"
        "vqrdmulh.s32 q0, q0, q1\n\t"
        "vldrb.s32 q3, [r6], #4\n\t"
        "vshr.s32 q1, q0, #31\n\t"
        "strd r5, r6, [r12, #20]\n\t"
        "vadd.i32 q0, q0, q1\n\t"
        "vrshl.s32 q0, q0, q3\n\t"
        "vadd.i32 q0, q0, r11\n\t"
        "vqmovnb.s32 q0, q0\n\t"
        "vqmovnb.s16 q0, q0\n\t"
        "vstrb.32 q0, [r4], #4\n\t"
        "str r4, [r12, #28]\n\t"
        "ldr r11, [r12, #12]\n\t"
        "subs r11, r11, #4\n\t"
        "bge 11b\n\t"
        "cmn r11, #4\n\t"
        "bne 5f\n\t"
        "b 9f\n\t"
        /* Any shift and range, fewer than four channels, or sums that are kept. */
        "7:\n\t"
        "ldr r8, [r12, #12]\n\t"
        "add r8, r8, #4\n\t"
        "vctp.32 r8\n\t"
        "ldrd r1, r7, [r12, #40]\n\t"
        "vadd.i32 q0, q0, r1\n\t"
        "cmp r0, #2\n\t"
        "beq 8f\n\t"
        "vpstt\n\t"
        "vldrwt.32 q1, [r5]\n\t"
        "vldrbt.s32 q3, [r6]\n\t"
        "vmov.i32 q2, #0\n\t"
        "vmax.s32 q2, q2, q3\n\t"
        "vshl.s32 q0, q0, q2\n\t"
        "vsub.i32 q3, q3, q2\n\t"
        "vqrdmulh.s32 q0, q0, q1\n\t"
        "vand q1, q0, q3\n\t"
        "vshr.s32 q1, q1, #31\n\t"
        "vadd.i32 q0, q0, q1\n\t"
        "vrshl.s32 q0, q0, q3\n\t"
        "vadd.i32 q0, q0, r11\n\t"
        "ldrd r0, r1, [r12, #48]\n\t"
        "vdup.32 q1, r0\n\t"
        "vmax.s32 q0, q0, q1\n\t"
        "vdup.32 q1, r1\n\t"
        "vmin.s32 q0, q0, q1\n\t"
        "vpst\n\t"
        "vstrbt.32 q0, [r4], #4\n\t"
        "add r5, r5, r7, lsl #2\n\t"
        "add r6, r6, r7\n\t"
        "strd r5, r6, [r12, #20]\n\t"
        "b 10f\n\t"
        "8:\n\t"
        "vpst\n\t"
        "vstrwt.32 q0, [r4], #16\n\t"
        "10:\n\t"
        "str r4, [r12, #28]\n\t"
        "cmp r8, #4\n\t"
        "bgt 1b\n\t"
        "b 9f\n\t"
        /* Channels that the last four lack are computed like the last one and not stored. */
        "5:\n\t"
        "ldr r5, [r12, #8]\n\t"
        "mov r0, r3\n\t"
        "str r11, [r12, #12]\n\t"
        "add r11, r11, #4\n\t"
        "ldr r7, [r12, #16]\n\t"
        "vctp.32 r11\n\t"
        "vpst\n\t"
        "vldrwt.32 q0, [r7]\n\t"
        "vmov r4, r6, d0\n\t"
        "vmov r8, r10, d1\n\t"
        "cmp r11, #2\n\t"
        "mov r1, r0\n\t"
        "it ge\n\t"
        "addge r1, r1, r5\n\t"
        "mov r2, r1\n\t"
        "it gt\n\t"
        "addgt r2, r2, r5\n\t"
        "mov r3, r2\n\t"
        "ldr r5, [r12, #36]\n\t"
        "cmp r5, #0\n\t"
        "it eq\n\t"
        "moveq r5, #1\n\t"
        "str r5, [r12, #36]\n\t"
        "b 2b\n\t"
        /* Three vectors at a time. */
        "12:\n\t"
        "ldr r5, [r7], #12\n\t"
        "13:\n\t"
        PEX_MVE_SIXTEEN
        PEX_MVE_SIXTEEN
        PEX_MVE_SIXTEEN
        "le lr, 13b\n\t"
        "ldr lr, [r12, #60]\n\t"
        "subs r11, r11, #1\n\t"
        "bne 12b\n\t"
        "b 14b\n\t"
        "9:\n\t"
        "pop {r4-r8, r10, r11, pc}\n\t");
}
/* clang-format on */
#else
void pex_mve_channels(pex_mve_layer *layer) {
    const int8_t *weights = layer->weights;
    for (; layer->channels > 0; layer->channels--) {
        const int32_t sum = pex_mve_sum(layer, weights);
        weights += layer->elements;
        layer->before++;
        if (layer->mode == PEX_MVE_KEEP) {
            *(int32_t *)(void *)layer->output = sum;
            layer->output += sizeof(int32_t);
        } else {
            *layer->output++ =
                (uint8_t)pex_clamp(pex_requantize(sum, *layer->multipliers, *layer->shifts) + layer->offset,
                                   layer->minimum, layer->maximum);
            layer->multipliers += layer->scale / 4u;
            layer->shifts += layer->scale / 4u;
        }
    }
}
#endif
