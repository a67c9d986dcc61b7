/*
 * Maximum of counts[0] x counts[1] x counts[2] elements, int8:
 *
 *     output = max(x)
 *
 * The output's index along a reduced axis is 0, so that its index along every axis is that of the first
 * element. Nothing is scaled: input and output share one quantisation.
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
    const int8_t *data = (const int8_t *)arena;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = pex_pixel(&args->output, row, column);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                arena[output + (uint32_t)channel] = (uint8_t)pex_fold_elements(
                    &args->input, data, args->counts, row, column, channel, -128, largest);
            }
        }
    }
}
