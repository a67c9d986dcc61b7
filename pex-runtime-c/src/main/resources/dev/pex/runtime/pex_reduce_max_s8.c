/*
 * Maximum along the axes whose count is not 1, int8:
 *
 *     output = max(x)
 *
 * The output's index along a reduced axis is 0, so that its index along every axis is that of the first
 * element. Nothing is scaled: input and output share one quantisation. The input may come slice by slice
 * along one of these axes; the output keeps the maximum so far.
 *
 * Loop order: reduced elements innermost, so that a maximum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

static int32_t largest(int32_t found, const int8_t *input, uint32_t step, uint32_t count) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        found = input[i * step] > found ? input[i * step] : found;
    }
    return found;
}

void pex_reduce_max_s8(const pex_reduce_max_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_fold_extremes(&args->input, args->counts, &args->output, arena, part, -128, largest);
}
