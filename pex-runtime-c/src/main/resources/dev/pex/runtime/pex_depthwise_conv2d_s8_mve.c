/*
 * Depthwise 2-D convolution, int8, for cores with vectors of sixteen bytes; pex_depthwise_conv2d_s8.c says
 * what is computed. The channel multiplier is 1, and no weight is -128: so the sum of two products fits 16
 * bits.
 *
 * Loop order: where the taps of a pixel's window lie is listed once and serves all its channels, sixteen at a
 * time. Products of even and of odd channels are 16 bits wide; those of two taps are added before they are
 * widened, which leaves four vectors of sums of every fourth channel. A window with more taps than the list
 * holds is summed up list by list.
 */
#include "pex_kernels.h"
#include "pex_layers_mve.h"

/* Taps that are listed at a time. */
#define MOST_TAPS 25

/* As many, where sums take the room of the others. */
#define MOST_SUMMED_TAPS 9

/* Channels of a pixel, sixteen at a time; pointers, channel and channels move on behind those that are
 * complete. */
typedef struct sixteen {
    const int8_t *const *taps; /* of each listed tap the part's first channel */
    uint32_t count;            /* of taps */
    const int8_t *weights;     /* of the first listed tap and the block's first channel */
    uint32_t tap_weights;      /* bytes from a tap's weights to the next tap's */
    const int32_t *before;     /* sixteen sums so far */
    const int32_t *multipliers;
    const int8_t *shifts;
    uint8_t *output;
    uint32_t channel; /* from where taps point to the first one */
    int32_t channels; /* from there on */
    int32_t offset;
    int32_t *kept; /* where sixteen sums go, or null: then all full sixteens become output elements */
} sixteen;

/* A pixel of the output and its window. */
typedef struct window {
    const pex_depthwise_conv2d_s8_args *args;
    const pex_part *part;
    uint8_t *arena;
    uint8_t *output;
    pex_taps rows;
    pex_taps columns;
    uint16_t row; /* where the next list begins: row and tap of the window */
    uint16_t next;
    uint8_t summed;  /* whether sums are kept, since they are not made elements in the plain way or taps are
                        many */
    uint8_t several; /* whether one list does not hold all taps */
    uint8_t most;    /* taps of a list */
    uint32_t moved;  /* bytes that the pixel's taps lie behind those listed */
    union {
        const int8_t *taps[MOST_TAPS];
        struct {
            const int8_t *taps[MOST_SUMMED_TAPS];
            int32_t sums[16];
        } summed;
    } of;
    sixteen block;
} window;

static PEX_NOINLINE void start_row(window *w, int32_t row) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    const pex_part *part = w->part;
    w->output =
        w->arena + (pex_row(&args->output, part, (uint32_t)part->channel_start, row) +
                    (uint32_t)part->column_start * args->output.pixel_stride + (uint32_t)part->channel_start);
    w->rows = pex_find_taps(args->rows, row);
}

/*
 * Lists taps from where the window's last list ended: those of whole rows of the kernel, or some of a row
 * that is longer than a list. An absent tap reads the zero point for each channel.
 */
static PEX_NOINLINE void list_taps(window *w) {
    const pex_depthwise_conv2d_s8_args *args = w->args;
    const uint32_t step = (uint32_t)args->columns->dilation * args->input.pixel_stride;
    const int32_t kernel = args->columns->kernel;
    const int32_t start = w->next;
    const int32_t end = kernel - start < w->most ? kernel : start + w->most;
    /* Present taps are those from `first` to `last`, of those from start to end. */
    const int32_t first = w->columns.first;
    const int32_t last = first + w->columns.count < end ? first + w->columns.count : end;
    const int32_t present = first < start ? start : first;
    const int8_t *const absent = args->absent != NULL ? args->absent + w->part->channel_start : NULL;
    const uint32_t column = (uint32_t)(w->columns.position + (present - first) * args->columns->dilation) *
                                args->input.pixel_stride +
                            (uint32_t)w->part->channel_start;
    const int8_t **tap = w->of.taps;
    int32_t row = w->row;
    do {
        const int32_t i = row - w->rows.first;
        int32_t c = start;
        if (i >= 0 && i < w->rows.count && last > present) {
            const int32_t input = w->rows.position + i * args->rows->dilation;
            const int8_t *x =
                (const int8_t *)w->arena +
                (pex_row(&args->input, w->part, (uint32_t)w->part->channel_start, input) + column);
            for (; c < present; c++) {
                *tap++ = absent;
            }
            for (; c < last; c++) {
                *tap++ = x;
                x += step;
            }
        }
        for (; c < end; c++) {
            *tap++ = absent;
        }
        row += end == kernel;
    } while (row < args->rows->kernel && tap + kernel <= w->of.taps + w->most);
    w->row = (uint16_t)row;
    w->next = (uint16_t)(end == kernel ? 0 : end);
    w->block.count = (uint32_t)(tap - w->of.taps);
}

static void list_first_taps(window *w) {
    w->row = 0;
    w->next = 0;
    list_taps(w);
}

/* Lists taps of a pixel; apart, so that its variables are not kept. */
static PEX_NOINLINE void start_pixel(window *w, int32_t column) {
    w->columns = pex_find_taps(w->args->columns, column);
    w->moved = 0u;
    list_first_taps(w);
}

#if PEX_HAS_MVE
PEX_STATIC_ASSERT(pex_depthwise_block_layout,
                  offsetof(sixteen, before) == 16 && offsetof(sixteen, output) == 28 &&
                      offsetof(sixteen, channels) == 36 && offsetof(sixteen, kept) == 44);

/* clang-format off */

/* Adds 16-bit products of even channels, in q3, and of odd ones, in q0. */
#define WIDEN               \
    "vmovlb.s16 q1, q3\n\t"  \
    "vmovlt.s16 q2, q3\n\t"  \
    "vadd.i32 q4, q4, q1\n\t" \
    "vadd.i32 q6, q6, q2\n\t" \
    "vmovlb.s16 q1, q0\n\t"  \
    "vmovlt.s16 q2, q0\n\t"  \
    "vadd.i32 q5, q5, q1\n\t" \
    "vadd.i32 q7, q7, q2\n\t"

/* Adds the products of all taps, of sixteen channels or with "t" of those that the predicate has. */
#define PRODUCTS(vpstt, vpst, t)          \
    "lsrs r6, r7, #1\n\t"                 \
    "wls lr, r6, 2f\n\t"                  \
    "1:\n\t"                              \
    "ldrd r6, r8, [r5], #8\n\t"           \
    "add r6, r6, r4\n\t"                  \
    "add r8, r8, r4\n\t"                  \
    vpstt                                 \
    "vldrb" t ".8 q0, [r6]\n\t"           \
    "vldrb" t ".8 q1, [r0]\n\t"           \
    "add r0, r0, r1\n\t"                  \
    "vmullb.s8 q3, q0, q1\n\t"            \
    "vmullt.s8 q0, q0, q1\n\t"            \
    vpstt                                 \
    "vldrb" t ".8 q2, [r8]\n\t"           \
    "vldrb" t ".8 q1, [r0]\n\t"           \
    "vmullb.s8 q1, q2, q1\n\t"            \
    "vadd.i16 q3, q3, q1\n\t"             \
    vpst                                  \
    "vldrb" t ".8 q1, [r0]\n\t"           \
    "add r0, r0, r1\n\t"                  \
    "vmullt.s8 q2, q2, q1\n\t"            \
    "vadd.i16 q0, q0, q2\n\t"             \
    WIDEN                                 \
    "le lr, 1b\n\t"                       \
    "2:\n\t"                              \
    "lsls r7, r7, #31\n\t"                \
    "beq 3f\n\t"                          \
    "ldr r6, [r5]\n\t"                    \
    "add r6, r6, r4\n\t"                  \
    vpstt                                 \
    "vldrb" t ".8 q0, [r6]\n\t"           \
    "vldrb" t ".8 q1, [r0]\n\t"           \
    "vmullb.s8 q3, q0, q1\n\t"            \
    "vmullt.s8 q0, q0, q1\n\t"            \
    WIDEN                                 \
    "3:\n\t"

/* Shifts sums to the right by what the lowest bytes of q0 say, ties away from zero. */
#define SHIFT(sums)                           \
    "vshr.s32 q1, " sums ", #31\n\t"          \
    "vadd.i32 " sums ", " sums ", q1\n\t"     \
    "vrshl.s32 " sums ", " sums ", q0\n\t"

/* Requantises the sums in q4 to q7, once they are multiplied; shifts are in q0. All are elements in q4 then. */
#define OUTPUTS \
        SHIFT("q4") \
        "vshr.u32 q0, q0, #8\n\t" \
        SHIFT("q5") \
        "vshr.u32 q0, q0, #8\n\t" \
        SHIFT("q6") \
        "vshr.u32 q0, q0, #8\n\t" \
        SHIFT("q7") \
        "vqmovnb.s32 q4, q4\n\t" \
        "vqmovnt.s32 q4, q6\n\t" \
        "vqmovnb.s32 q5, q5\n\t" \
        "vqmovnt.s32 q5, q7\n\t" \
        "vqadd.s16 q4, q4, r0\n\t" \
        "vqadd.s16 q5, q5, r0\n\t" \
        "vqmovnb.s16 q4, q4\n\t" \
        "vqmovnt.s16 q4, q5\n\t"

/* Below sixteen channels, r6 of them: q0 has the channels of a vector. */
#define FIRST_FOURTHS            \
    "mov r8, #0\n\t"             \
    "vidup.u32 q0, r8, #4\n\t"   \
    "mov r8, #1\n\t"

/* Of every fourth number at an address. */
#define FOURTH(to, from)                                 \
    "vpt.s32 lt, q0, r6\n\t"                             \
    "vldrwt.u32 " to ", [" from ", q0, uxtw #2]\n\t"     \
    "vadd.i32 q0, q0, r8\n\t"

#define EVERY_FOURTH(first, second, third, fourth, from) \
    FIRST_FOURTHS FOURTH(first, from) FOURTH(second, from) FOURTH(third, from) FOURTH(fourth, from)

#define TIMES_EVERY_FOURTH              \
    FIRST_FOURTHS                       \
    FOURTH("q1", "r3")                  \
    "vqrdmulh.s32 q4, q4, q1\n\t"       \
    FOURTH("q2", "r3")                  \
    "vqrdmulh.s32 q5, q5, q2\n\t"       \
    FOURTH("q3", "r3")                  \
    "vqrdmulh.s32 q6, q6, q3\n\t"       \
    FOURTH("q1", "r3")                  \
    "vqrdmulh.s32 q7, q7, q1\n\t"

/* Sixteen channels or less, of which the sums are kept; or output elements of as many sixteens as there are. */
static PEX_NAKED void compute_block(sixteen *b PEX_IN_REGISTER) {
    /* q4 to q7: sums of every fourth channel. r0, r1: weights. r4: channel. r5: list. r7: taps left. */
    __asm__ volatile(
        "push {r4-r8, lr}\n\t"
        "vpush {d8-d15}\n\t"
        "mov r12, r0\n\t"
        "7:\n\t"
        "ldrd r5, r7, [r12]\n\t"
        "ldrd r0, r1, [r12, #8]\n\t"
        "ldrd r2, r3, [r12, #16]\n\t"
        "ldrd r4, r6, [r12, #32]\n\t"
        "cmp r6, #16\n\t"
        "blt 4f\n\t"
        "vld40.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vld41.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vld42.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vld43.32 {q4, q5, q6, q7}, [r2]!\n\t"
        "str r2, [r12, #16]\n\t"
        PRODUCTS("", "", "")
        "ldr r2, [r12, #44]\n\t"
        "cmp r2, #0\n\t"
        "bne 5f\n\t"
        "vld40.32 {q0, q1, q2, q3}, [r3]\n\t"
        "vld41.32 {q0, q1, q2, q3}, [r3]\n\t"
        "vld42.32 {q0, q1, q2, q3}, [r3]\n\t"
        "vld43.32 {q0, q1, q2, q3}, [r3]!\n\t"
        "str r3, [r12, #20]\n\t"
        "ldrd r2, r4, [r12, #24]\n\t"
        "vqrdmulh.s32 q4, q4, q0\n\t"
        "ldr r0, [r12, #40]\n\t"
        "vqrdmulh.s32 q5, q5, q1\n\t"
        "vldrb.8 q0, [r2], #16\n\t"
        "vqrdmulh.s32 q6, q6, q2\n\t"
        "vqrdmulh.s32 q7, q7, q3\n\t"
        OUTPUTS
        "vstrb.8 q4, [r4], #16\n\t"
        "strd r2, r4, [r12, #24]\n\t"
        "ldr r0, [r12, #8]\n\t"
        "ldrd r4, r6, [r12, #32]\n\t"
        "add r0, r0, #16\n\t"
        "add r4, r4, #16\n\t"
        "sub r6, r6, #16\n\t"
        "str r0, [r12, #8]\n\t"
        "strd r4, r6, [r12, #32]\n\t"
        "cmp r6, #0\n\t"
        "bgt 7b\n\t"
        "b 6f\n\t");
    /* Fewer than sixteen. C99 limits the length of a string. */
    __asm__ volatile(
        "4:\n\t"
        EVERY_FOURTH("q4", "q5", "q6", "q7", "r2")
        "vctp.8 r6\n\t"
        PRODUCTS("vpstt\n\t", "vpst\n\t", "t")
        "ldr r2, [r12, #44]\n\t"
        "ldr r6, [r12, #36]\n\t"
        "cmp r2, #0\n\t"
        "bne 5f\n\t"
        "ldrd r2, r4, [r12, #24]\n\t"
        TIMES_EVERY_FOURTH
        "ldr r0, [r12, #40]\n\t"
        "vctp.8 r6\n\t"
        "vpst\n\t"
        "vldrbt.8 q0, [r2]\n\t"
        OUTPUTS
        "vpst\n\t"
        "vstrbt.8 q4, [r4]\n\t"
        "mov r6, #0\n\t"
        "str r6, [r12, #36]\n\t"
        "b 6f\n\t"
        "5:\n\t"
        "vst40.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vst41.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vst42.32 {q4, q5, q6, q7}, [r2]\n\t"
        "vst43.32 {q4, q5, q6, q7}, [r2]\n\t"
        "6:\n\t"
        "vpop {d8-d15}\n\t"
        "pop {r4-r8, pc}\n\t");
}

PEX_STATIC_ASSERT(pex_output_rule_layout,
                  offsetof(pex_output_rule, offset) == 8 && offsetof(pex_output_rule, maximum) == 16);

/* Computes output elements from the complete sums of neighbouring channels, by any shifts. */
static PEX_NAKED void compute_outputs(const pex_output_rule *rule PEX_IN_REGISTER,
                                      const int32_t *sums PEX_IN_REGISTER, uint8_t *output PEX_IN_REGISTER,
                                      int32_t count PEX_IN_REGISTER) {
    /* r0, r7: largest and smallest element. r4: multipliers. r5: shifts. r6: offset. */
    __asm__ volatile(
        "push {r4-r7, lr}\n\t"
        "ldrd r4, r5, [r0]\n\t"
        "ldrd r6, r7, [r0, #8]\n\t"
        "ldr r0, [r0, #16]\n\t"
        "dlstp.32 lr, r3\n\t"
        "1:\n\t"
        "vldrw.32 q0, [r1], #16\n\t"
        "vldrb.s32 q2, [r5], #4\n\t"
        "vmov.i32 q3, #0\n\t"
        "vmax.s32 q3, q3, q2\n\t"
        "vldrw.32 q1, [r4], #16\n\t"
        "vshl.s32 q0, q0, q3\n\t"
        "vsub.i32 q2, q2, q3\n\t"
        "vqrdmulh.s32 q0, q0, q1\n\t"
        "vand q1, q0, q2\n\t"
        "vshr.s32 q1, q1, #31\n\t"
        "vadd.i32 q0, q0, q1\n\t"
        "vrshl.s32 q0, q0, q2\n\t"
        "vadd.i32 q0, q0, r6\n\t"
        "vdup.32 q1, r7\n\t"
        "vmax.s32 q0, q0, q1\n\t"
        "vdup.32 q1, r0\n\t"
        "vmin.s32 q0, q0, q1\n\t"
        "vstrb.32 q0, [r2], #4\n\t"
        "letp lr, 1b\n\t"
        "pop {r4-r7, pc}\n\t");
}
/* clang-format on */
#else
static void compute_outputs(const pex_output_rule *rule, const int32_t *sums, uint8_t *output,
                            int32_t count) {
    int32_t k;
    for (k = 0; k < count; k++) {
        const int32_t x = pex_requantize(sums[k], rule->multipliers[k], rule->shifts[k]);
        output[k] = (uint8_t)pex_clamp(x + rule->offset, rule->minimum, rule->maximum);
    }
}

static void compute_sums(const sixteen *b, int32_t channels, int32_t *sums) {
    int32_t k;
    uint32_t i;
    for (k = 0; k < channels; k++) {
        int32_t sum = b->before[k];
        for (i = 0; i < b->count; i++) {
            sum += b->taps[i][b->channel + (uint32_t)k] * b->weights[i * b->tap_weights + (uint32_t)k];
        }
        sums[k] = sum;
    }
}

static PEX_NOINLINE void compute_block(sixteen *b) {
    if (b->kept != NULL) {
        compute_sums(b, b->channels < 16 ? b->channels : 16, b->kept);
        return;
    }
    for (; b->channels > 0; b->channels -= 16) {
        const int32_t channels = b->channels < 16 ? b->channels : 16;
        int32_t sums[16];
        int32_t k;
        compute_sums(b, channels, sums);
        for (k = 0; k < channels; k++) {
            const int32_t x = pex_requantize(sums[k], *b->multipliers++, *b->shifts++);
            *b->output++ = (uint8_t)pex_clamp(x + b->offset, INT8_MIN, INT8_MAX);
        }
        b->before += 16;
        b->weights += 16;
        b->channel += 16u;
    }
}
#endif

/* Begins a block, `done` channels behind the part's first one. */
static inline void start_block(window *w, int32_t done) {
    const int32_t channel = w->part->channel_start + done;
    w->block.weights = w->args->weights + channel;
    w->block.before = w->args->bias + channel;
    w->block.multipliers = w->args->multipliers + channel;
    w->block.shifts = w->args->shifts + channel;
    w->block.output = w->output + done;
    w->block.channel = w->moved + (uint32_t)done;
    w->block.channels = w->part->channel_end - channel;
}

static PEX_NOINLINE void start_summed(window *w, int32_t done) {
    start_block(w, done);
}

/* Goes on with the next list of a block. */
static PEX_NOINLINE void list_further_taps(window *w) {
    w->several = 1;
    w->block.before = w->of.summed.sums;
    w->block.weights += w->block.count * w->block.tap_weights;
    list_taps(w);
}

/* Makes output elements of the block's sums. */
static PEX_NOINLINE void finish(const window *w) {
    const pex_output_rule rule = {w->block.multipliers, w->block.shifts, w->args->output_offset,
                                  w->args->minimum, w->args->maximum};
    compute_outputs(&rule, w->of.summed.sums, w->block.output,
                    w->block.channels < 16 ? w->block.channels : 16);
}

/* All channels of a pixel that the part has, by way of their sums. */
static PEX_NOINLINE void compute_summed(window *w) {
    int32_t done = 0;
    for (;;) {
        start_summed(w, done);
        compute_block(&w->block);
        while (w->row < w->args->rows->kernel) {
            list_further_taps(w);
            compute_block(&w->block);
        }
        finish(w);
        if (w->block.channels <= 16) {
            return;
        }
        if (w->several) {
            list_first_taps(w);
        }
        done += 16;
    }
}

void pex_depthwise_conv2d_s8_mve(const pex_depthwise_conv2d_s8_args *args, uint8_t *arena,
                                 const pex_part *part) {
    const uint32_t step = (uint32_t)args->columns->stride * args->input.pixel_stride;
    window w;
    int32_t row;
    int32_t column;
    w.args = args;
    w.part = part;
    w.arena = arena;
    w.summed = (uint32_t)args->rows->kernel * args->columns->kernel > MOST_TAPS ||
               PEX_MVE_PLAIN != pex_mve_mode(args->shifts + part->channel_start,
                                             (uint32_t)(part->channel_end - part->channel_start),
                                             args->minimum, args->maximum);
    w.most = w.summed ? MOST_SUMMED_TAPS : MOST_TAPS;
    w.several = 0;
    w.block.kept = w.summed ? w.of.summed.sums : NULL;
    w.block.taps = w.of.taps;
    w.block.tap_weights = args->output_channels;
    w.block.offset = args->output_offset;
    for (row = part->row_start; row < part->row_end; row++) {
        pex_mve_inside inside = pex_mve_find_inside(args->columns, part->column_start);
        start_row(&w, row);
        if (w.rows.count < args->rows->kernel) {
            inside.end = 0;
        }
        for (column = part->column_start; column < part->column_end; column++) {
            if (column > inside.start && column < inside.end && !w.several) {
                w.moved += step;
            } else {
                start_pixel(&w, column);
            }
            if (w.summed) {
                compute_summed(&w);
            } else {
                start_block(&w, 0);
                compute_block(&w.block);
            }
            w.output += args->output.pixel_stride;
        }
    }
}
