/*
 * Functions that layers with weights share on cores with vectors of sixteen bytes (Armv8.1-M with MVE). Each
 * function that uses vectors has a twin in C, for cores without vectors and for tests on any machine. The
 * vector code is assembly: its loops end at any byte because their tail is predicated, and not all compilers
 * generate such loops from intrinsics. Only for the sources of kernels.
 */
#ifndef PEX_LAYERS_MVE_H
#define PEX_LAYERS_MVE_H

#include "pex_layers.h"

#if defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1) && defined(__GNUC__)
#define PEX_HAS_MVE 1
#elif defined(PEX_PORTABLE_TWINS)
#define PEX_HAS_MVE 0
#else
#error "This code is for cores with vectors (MVE), and the compiler's flags name none: -mcpu=cortex-m55 or \
-mcpu=cortex-m85 without +nomve, and -mfloat-abi=hard or -mfloat-abi=softfp, without which compilers leave vectors \
out. Define PEX_PORTABLE_TWINS to compile the same in plain C, which takes 12 to 17 times as long, for instance for \
tests on a PC; or generate for another target."
#endif

#if PEX_HAS_MVE
/*
 * A function that is assembly from its first to its last instruction: its registers are those of the calling
 * convention, whichever flags the compiler gets. Its arguments are in r0 to r3. It leaves r9 alone, which is
 * the base of data in position-independent code that interrupts may share.
 */
#define PEX_NAKED __attribute__((naked, noinline))
#define PEX_IN_REGISTER __attribute__((unused))

/* Adds the products of sixteen inputs for each of four channels. */
#define PEX_MVE_SIXTEEN                                                                                      \
    "vldrb.8 q0, [r5], #16\n\t"                                                                              \
    "vldrb.8 q1, [r0], #16\n\t"                                                                              \
    "vmladava.s8 r4, q0, q1\n\t"                                                                             \
    "vldrb.8 q2, [r1], #16\n\t"                                                                              \
    "vmladava.s8 r6, q0, q2\n\t"                                                                             \
    "vldrb.8 q1, [r2], #16\n\t"                                                                              \
    "vmladava.s8 r8, q0, q1\n\t"                                                                             \
    "vldrb.8 q2, [r3], #16\n\t"                                                                              \
    "vmladava.s8 r10, q0, q2\n\t"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The first output from `from` on whose window lies in the input, and one past the last one. */
typedef struct pex_mve_inside {
    int32_t start;
    int32_t end;
} pex_mve_inside;

static inline pex_mve_inside pex_mve_find_inside(const pex_window *window, int32_t from) {
    const int32_t before = window->pad_before + window->stride - 1;
    const int32_t last = window->input - 1 - (window->kernel - 1) * window->dilation + window->pad_before;
    pex_mve_inside inside;
    inside.start = before / window->stride;
    inside.start = inside.start > from ? inside.start : from;
    inside.end = last < 0 ? 0 : last / window->stride + 1;
    return inside;
}

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
 * The conversion of a sum: to an output element by shifts to the right, clamped to the range of int8, as in
 * most layers; or by any shifts, clamped to any range; or none, when the sum is kept.
 */
enum { PEX_MVE_PLAIN, PEX_MVE_ANY, PEX_MVE_KEEP };

/* PEX_MVE_PLAIN or PEX_MVE_ANY, as the shifts of some channels require. */
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

#ifdef __cplusplus
}
#endif

#endif
