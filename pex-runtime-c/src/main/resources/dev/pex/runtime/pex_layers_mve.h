/*
 * What layers with weights have in common where there are vectors of sixteen bytes (Armv8.1-M with MVE). Each
 * step that uses vectors is a function with a twin in C, for cores without them and for tests on any machine.
 * The vectors are written out in assembly: loops whose tail is predicated, which is what lets them end at any
 * byte, are not made of intrinsics by all compilers. For the sources of kernels only.
 */
#ifndef PEX_LAYERS_MVE_H
#define PEX_LAYERS_MVE_H

#include "pex_layers.h"

#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1) && defined(__GNUC__)
#define PEX_HAS_MVE 1
#else
#define PEX_HAS_MVE 0
#endif

/* Copies bytes that do not overlap. */
static inline void pex_mve_copy(int8_t *to, const int8_t *from, uint32_t bytes) {
#if PEX_HAS_MVE
    __asm__ volatile("wlstp.8 lr, %[bytes], 2f\n\t"
                     "1:\n\t"
                     "vldrb.8 q0, [%[from]], #16\n\t"
                     "vstrb.8 q0, [%[to]], #16\n\t"
                     "letp lr, 1b\n\t"
                     "2:"
                     : [to] "+r"(to), [from] "+r"(from)
                     : [bytes] "r"(bytes)
                     : "lr", "q0", "cc", "memory");
#else
    for (; bytes > 0u; bytes--) {
        *to++ = *from++;
    }
#endif
}

/*
 * What becomes of a sum: an output element, by shifts to the right and clamped to all of int8, which is what
 * most layers want; or by any shifts and clamped to any range; or it is kept as it is.
 */
enum { PEX_MVE_PLAIN, PEX_MVE_ANY, PEX_MVE_KEEP };

/* PEX_MVE_PLAIN or PEX_MVE_ANY, whichever channels with such shifts want. */
static inline int32_t pex_mve_mode(const int8_t *shifts, uint32_t count, int32_t minimum, int32_t maximum) {
    int32_t most = -128;
#if PEX_HAS_MVE
    __asm__ volatile("wlstp.8 lr, %[count], 2f\n\t"
                     "1:\n\t"
                     "vldrb.8 q0, [%[shifts]], #16\n\t"
                     "vmaxv.s8 %[most], q0\n\t"
                     "letp lr, 1b\n\t"
                     "2:"
                     : [most] "+r"(most), [shifts] "+r"(shifts)
                     : [count] "r"(count)
                     : "lr", "q0", "cc", "memory");
#else
    for (; count > 0u; count--) {
        most = *shifts > most ? *shifts : most;
        shifts++;
    }
#endif
    return most < 0 && minimum == INT8_MIN && maximum == INT8_MAX ? PEX_MVE_PLAIN : PEX_MVE_ANY;
}

#endif
