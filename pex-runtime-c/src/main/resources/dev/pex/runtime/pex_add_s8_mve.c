/*
 * Addition, int8, for cores with vectors of sixteen bytes, four elements at a time; pex_add_s8.c has the
 * formula and the order. Operands with one value for a run of channels are added one by one, as are all
 * operands with unusual scales or an unusual range.
 */
#include "pex_kernels.h"
#include "pex_layers_mve.h"

/*
 * The conversion of an operand to the scale of the sum: (x + before) * 2^left * multiplier * 2^-31 * 2^right,
 * where right is negative. The larger scale is a half, which this form represents exactly.
 */
typedef struct scaling {
    int32_t before;
    int32_t left;
    int32_t multiplier;
    int32_t right;
} scaling;

/* A run of elements and the usual constants of its addition; all runs share the members after `count`. */
typedef struct usual_sum {
    const int8_t *left;
    const int8_t *right;
    uint8_t *output;
    uint32_t count;
    scaling of_left;
    scaling of_right;
    int32_t multiplier; /* of the sum */
    int32_t shift;
    int32_t offset;
} usual_sum;

typedef struct constants {
    const pex_add_s8_args *args;
    int32_t is_usual; /* whether scales are as above, and outputs clamped to the range of int8 */
    usual_sum *usual;
} constants;

static int32_t scaled(int32_t x, const pex_scale *scale) {
    return pex_requantize(x, scale->multiplier, scale->shift);
}

static uint8_t sum_of(int32_t left, int32_t right, const pex_add_s8_args *args) {
    const int32_t shift = (int32_t)((uint32_t)1 << args->left_shift);
    const int32_t a = scaled((left + args->left_offset) * shift, &args->left_scale);
    const int32_t b = scaled((right + args->right_offset) * shift, &args->right_scale);
    const int32_t sum = scaled(a + b, &args->output_scale) + args->output_offset;
    return (uint8_t)pex_clamp(sum, args->minimum, args->maximum);
}

/* Whether an operand's scale is usual. */
static int find_scaling(scaling *s, int32_t before, int32_t left, const pex_scale *scale) {
    const int half = scale->multiplier == (int32_t)1 << 30 && scale->shift == 0 && left > 0 && left < 22;
    s->before = before;
    s->left = left + half;
    s->multiplier = scale->multiplier;
    s->right = scale->shift - half;
    return s->right < 0;
}

/* Four at a time. */
#if PEX_HAS_MVE
PEX_STATIC_ASSERT(pex_add_layout, offsetof(usual_sum, count) == 12 && offsetof(usual_sum, of_left) == 16 &&
                                      offsetof(usual_sum, of_right) == 32 &&
                                      offsetof(usual_sum, multiplier) == 48 &&
                                      offsetof(usual_sum, offset) == 56);

/* To another scale. A shift to the right rounds ties up; therefore 1 is subtracted from negative numbers. */
#define SCALE(x, multiplier, shift)                                                                          \
    "vqrdmulh.s32 " x ", " x ", " multiplier "\n"                                                            \
    "vshr.s32 q2, " x ", #31\n"                                                                              \
    "vadd.i32 " x ", " x ", q2\n"                                                                            \
    "vrshl.s32 " x ", " shift "\n"

/* clang-format off */
static PEX_NAKED void add(const usual_sum *u PEX_IN_REGISTER) {
    /* r0 to r2: operands and output. r3 to r6, and r7, r8, r10, r11: their scales. q3, q4, r12: of the sum. */
    __asm__ volatile("push {r4-r8, r10, r11, lr}\n"
                     "vpush {d8, d9}\n"
                     "ldrd r4, r5, [r0, #48]\n"
                     "vdup.32 q3, r4\n"
                     "vdup.32 q4, r5\n"
                     "ldrd r2, r3, [r0, #8]\n"
                     "dlstp.32 lr, r3\n"
                     "ldrd r3, r4, [r0, #16]\n"
                     "ldrd r5, r6, [r0, #24]\n"
                     "ldrd r7, r8, [r0, #32]\n"
                     "ldrd r10, r11, [r0, #40]\n"
                     "ldr r12, [r0, #56]\n"
                     "ldrd r0, r1, [r0]\n"
                     "1:\n"
                     "vldrb.s32 q0, [r0], #4\n"
                     "vadd.i32 q0, q0, r3\n"
                     "vshl.s32 q0, r4\n"
                     SCALE("q0", "r5", "r6")
                     "vldrb.s32 q1, [r1], #4\n"
                     "vadd.i32 q1, q1, r7\n"
                     "vshl.s32 q1, r8\n"
                     SCALE("q1", "r10", "r11")
                     "vadd.i32 q0, q0, q1\n"
                     SCALE("q0", "q3", "q0, q4")
                     "vadd.i32 q0, q0, r12\n"
                     "vqmovnb.s32 q0, q0\n"
                     "vqmovnb.s16 q0, q0\n"
                     "vstrb.32 q0, [r2], #4\n"
                     "letp lr, 1b\n"
                     "vpop {d8, d9}\n"
                     "pop {r4-r8, r10, r11, pc}\n");
}
/* clang-format on */
#endif

/* A run with the usual constants. */
static PEX_NOINLINE void add_usual(const constants *c) {
#if PEX_HAS_MVE
    add(c->usual);
#else
    uint32_t i;
    for (i = 0; i < c->usual->count; i++) {
        c->usual->output[i] = sum_of(c->usual->left[i], c->usual->right[i], c->args);
    }
#endif
}

static void compute(const pex_run *run, const void *context) {
    const constants *c = (const constants *)context;
    uint32_t i;
    if (c->is_usual && run->left_step == 1u && run->right_step == 1u) {
        c->usual->left = run->left;
        c->usual->right = run->right;
        c->usual->output = run->output;
        c->usual->count = run->count;
        add_usual(c);
        return;
    }
    for (i = 0; i < run->count; i++) {
        run->output[i] = sum_of(run->left[i * run->left_step], run->right[i * run->right_step], c->args);
    }
}

void pex_add_s8_mve(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part) {
    constants c;
    usual_sum u;
    const int left = find_scaling(&u.of_left, args->left_offset, args->left_shift, &args->left_scale);
    const int right = find_scaling(&u.of_right, args->right_offset, args->left_shift, &args->right_scale);
    c.args = args;
    c.usual = &u;
    u.multiplier = args->output_scale.multiplier;
    u.shift = args->output_scale.shift;
    u.offset = args->output_offset;
    c.is_usual = left && right && args->output_scale.shift < 0 && args->minimum == INT8_MIN &&
                 args->maximum == INT8_MAX;
    pex_for_each_run(&args->operands, arena, part, compute, &c);
}
