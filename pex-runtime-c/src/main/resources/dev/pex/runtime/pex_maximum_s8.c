/*
 * The larger of two elements, int8. Nothing is scaled: operands and output share one quantisation.
 *
 * Loop order: ascending addresses, each operand read before its place is written, so that the output
 * may take the place of an operand of equal layout.
 */
#include "pex_kernels.h"

static void compute(const pex_run *run, const void *constants) {
    const int8_t *left = run->left;
    const int8_t *right = run->right;
    uint32_t i;
    (void)constants;
    for (i = 0; i < run->count; i++) {
        run->output[i] = (uint8_t)(*left > *right ? *left : *right);
        left += run->left_step;
        right += run->right_step;
    }
}

void pex_maximum_s8(const pex_maximum_s8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_run(&args->operands, arena, part, compute, args);
}
