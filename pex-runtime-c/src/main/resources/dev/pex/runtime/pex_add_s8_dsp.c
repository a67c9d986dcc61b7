/*
 * Addition, int8, as pex_add_s8, for the DSP extension. The generator proves that shifts to the right are
 * enough to convert operands to the fine scale.
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_dsp.h"
#include "pex_kernels.h"

/* x * multiplier * 2^-31 rounded, x being doubled already. */
static inline int32_t high_multiply(int32_t doubled, int32_t multiplier) {
#if PEX_DSP_ASSEMBLY
    int32_t result;
    __asm__("smmulr %0, %1, %2" : "=r"(result) : "r"(doubled), "r"(multiplier));
    return result;
#else
    return (int32_t)(((int64_t)doubled * multiplier + ((int64_t)1 << 31)) >> 32);
#endif
}

static PEX_NOINLINE void compute(const pex_run *run, const void *constants) {
    const pex_add_s8_args *args = (const pex_add_s8_args *)constants;
    const int32_t left_multiplier = args->left_scale.multiplier;
    const int32_t left_shift = -args->left_scale.shift;
    const int32_t right_multiplier = args->right_scale.multiplier;
    const int32_t right_shift = -args->right_scale.shift;
    const int32_t multiplier = args->output_scale.multiplier;
    const int32_t shift = -args->output_scale.shift - 1;
    const int32_t doubled = (int32_t)((uint32_t)2 << args->left_shift);
    const int32_t left_start = args->left_offset * doubled;
    const int32_t right_start = args->right_offset * doubled;
    const int32_t half = 2 * args->output_offset + 1;
    const int32_t minimum = args->minimum;
    const int32_t maximum = args->maximum;
    const int8_t *left = run->left;
    const int8_t *right = run->right;
    uint8_t *output = run->output;
    const uint8_t *end = output + run->count;
    while (output != end) {
        const int32_t a = pex_rounding_shift_right(
            high_multiply(*left * doubled + left_start, left_multiplier), left_shift);
        const int32_t b = pex_rounding_shift_right(
            high_multiply(*right * doubled + right_start, right_multiplier), right_shift);
        const int32_t sum = high_multiply(2 * (a + b), multiplier);
        *output++ = (uint8_t)pex_clamp((((sum + (sum >> 31)) >> shift) + half) >> 1, minimum, maximum);
        left += run->left_step;
        right += run->right_step;
    }
}

void pex_add_s8_dsp(const pex_add_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_run(&args->operands, arena, part, compute, args);
}
