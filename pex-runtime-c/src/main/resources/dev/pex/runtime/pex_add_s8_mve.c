/*
 * Addition, int8, for cores with vectors of sixteen bytes, four elements at a time; pex_add_s8.c says what is
 * computed, and in which order. Operands with one value for a run of channels are added one by one.
 */
#include "pex_kernels.h"
#include "pex_layers_mve.h"

/* How numbers are brought to another scale: (x + before) * 2^left, * multiplier * 2^-31, * 2^right. */
typedef struct scaling {
    int32_t before;
    int32_t left;
    int32_t multiplier;
    int32_t right; /* 0 or less */
    int32_t away;  /* 1 when the last step rounds: what is taken of a negative number, since ties go up */
    int32_t after;
} scaling;

typedef struct constants {
    scaling left;
    scaling right;
    scaling sum;
    int32_t minimum;
    int32_t maximum;
} constants;

static scaling scaling_of(int32_t before, int32_t left, const pex_scale *scale, int32_t after) {
    scaling s;
    s.before = before;
    s.left = left + (scale->shift > 0 ? scale->shift : 0);
    s.multiplier = scale->multiplier;
    s.right = scale->shift < 0 ? scale->shift : 0;
    s.away = scale->shift < 0;
    s.after = after;
    return s;
}

static int32_t scaled(int32_t x, const scaling *s) {
    const int32_t shifted = (x + s->before) * (int32_t)((uint32_t)1 << s->left);
    return pex_rounding_shift_right(pex_doubling_high_multiply(shifted, s->multiplier), -s->right) + s->after;
}

#if PEX_HAS_MVE
PEX_STATIC_ASSERT(pex_add_layout, offsetof(constants, right) == 24 && offsetof(constants, sum) == 48 &&
                                      offsetof(constants, maximum) == 76);

/* Scales x; q2 is lost. */
#define SCALE(x, at_multiplier, at_away)                                                                     \
    "ldrd r4, r5, [%[c], " at_multiplier "]\n\t"                                                             \
    "ldr r6, [%[c], " at_away "]\n\t"                                                                        \
    "vqrdmulh.s32 " x ", " x ", r4\n\t"                                                                      \
    "vshr.s32 q2, " x ", #31\n\t"                                                                            \
    "vmla.s32 " x ", q2, r6\n\t"                                                                             \
    "vrshl.s32 " x ", r5\n\t"
#endif

static void add(const int8_t *left, const int8_t *right, uint8_t *output, uint32_t count,
                const constants *c) {
#if PEX_HAS_MVE
    /* clang-format off */
    __asm__ volatile("dlstp.32 lr, %[count]\n\t"
                     "1:\n\t"
                     "ldrd r4, r5, [%[c]]\n\t"
                     "vldrb.s32 q0, [%[left]], #4\n\t"
                     "vadd.i32 q0, q0, r4\n\t"
                     "vshl.s32 q0, r5\n\t"
                     "ldrd r4, r5, [%[c], #24]\n\t"
                     "vldrb.s32 q1, [%[right]], #4\n\t"
                     "vadd.i32 q1, q1, r4\n\t"
                     "vshl.s32 q1, r5\n\t"
                     SCALE("q0", "#8", "#16")
                     SCALE("q1", "#32", "#40")
                     "vadd.i32 q0, q0, q1\n\t"
                     "ldr r4, [%[c], #52]\n\t"
                     "vshl.s32 q0, r4\n\t"
                     SCALE("q0", "#56", "#64")
                     "ldrd r4, r5, [%[c], #68]\n\t"
                     "ldr r6, [%[c], #76]\n\t"
                     "vadd.i32 q0, q0, r4\n\t"
                     "vdup.32 q1, r5\n\t"
                     "vdup.32 q2, r6\n\t"
                     "vmax.s32 q0, q0, q1\n\t"
                     "vmin.s32 q0, q0, q2\n\t"
                     "vstrb.32 q0, [%[output]], #4\n\t"
                     "letp lr, 1b"
                     : [left] "+r"(left), [right] "+r"(right), [output] "+r"(output)
                     : [count] "r"(count), [c] "r"(c)
                     : "r4", "r5", "r6", "lr", "q0", "q1", "q2", "cc", "memory");
    /* clang-format on */
#else
    for (; count > 0u; count--) {
        const int32_t sum = scaled(scaled(*left++, &c->left) + scaled(*right++, &c->right), &c->sum);
        *output++ = (uint8_t)pex_clamp(sum, c->minimum, c->maximum);
    }
#endif
}

static void compute(const pex_run *run, const void *context) {
    const constants *c = (const constants *)context;
    uint32_t i;
    if (run->left_step == 1u && run->right_step == 1u) {
        add(run->left, run->right, run->output, run->count, c);
        return;
    }
    for (i = 0; i < run->count; i++) {
        const int32_t a = scaled(run->left[i * run->left_step], &c->left);
        const int32_t b = scaled(run->right[i * run->right_step], &c->right);
        run->output[i] = (uint8_t)pex_clamp(scaled(a + b, &c->sum), c->minimum, c->maximum);
    }
}

void pex_add_s8_mve(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part) {
    constants c;
    c.left = scaling_of(args->left_offset, args->left_shift, &args->left_scale, 0);
    c.right = scaling_of(args->right_offset, args->left_shift, &args->right_scale, 0);
    c.sum = scaling_of(0, 0, &args->output_scale, args->output_offset);
    c.minimum = args->minimum;
    c.maximum = args->maximum;
    pex_for_each_run(&args->operands, arena, part, compute, &c);
}
