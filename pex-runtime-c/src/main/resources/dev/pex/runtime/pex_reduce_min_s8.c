/*
 * Minimum along the axes whose count is not 1, int8:
 *
 *     output = min(x)
 *
 * The output's index along a reduced axis is 0, so that its index along every axis is that of the first
 * element. Nothing is scaled: input and output share one quantisation. The input may come slice by slice
 * along one of these axes; the output keeps the minimum so far.
 *
 * Loop order: reduced elements innermost, so that a minimum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

static int32_t smallest(int32_t found, const int8_t *input, uint32_t step, uint32_t count) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        found = input[i * step] < found ? input[i * step] : found;
    }
    return found;
}

void pex_reduce_min_s8(const pex_reduce_min_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *data = (const int8_t *)arena;
    const pex_fold_box box = pex_find_box(&args->input, part, args->counts);
    const uint32_t first = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t before = part->intake.start == 0 ? 127 : data[output + (uint32_t)channel];
                arena[output + (uint32_t)channel] =
                    (uint8_t)pex_fold_elements(&box, data, row, column, channel, before, smallest);
            }
        }
    }
}
