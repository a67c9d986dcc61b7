/*
 * Mean or sum along the axes whose count is not 1, int8; the scale decides which of the two:
 *
 *     output = clamp(requantize(sum(x) - bias) + output_offset)
 *
 * The output's index along an axis that is summed is 0, so that its index along every axis is that of the
 * first element. The input may come slice by slice along one of these axes; sums are kept in accumulators
 * until the last slice.
 *
 * Loop order: summed elements innermost, so that a sum stays in a register and no scratch is needed.
 */
#include "pex_kernels.h"

static int32_t add(int32_t sum, const int8_t *input, uint32_t step, uint32_t count) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        sum += input[i * step];
    }
    return sum;
}

void pex_mean_s8(const pex_mean_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *data = (const int8_t *)arena;
    const pex_fold_box box = pex_find_box(&args->input, part, args->counts);
    const uint32_t first = (uint32_t)part->channel_start;
    uint32_t accumulators = part->intake.accumulators;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t *kept = (int32_t *)(void *)(arena + accumulators);
                int32_t sum = part->intake.start == 0 ? 0 : *kept;
                sum = pex_fold_elements(&box, data, row, column, channel, sum, add);
                if (box.last) {
                    sum = pex_requantize(sum - args->bias, args->scale.multiplier, args->scale.shift);
                    arena[output + (uint32_t)channel] =
                        (uint8_t)pex_clamp(sum + args->output_offset, -128, 127);
                } else {
                    *kept = sum;
                }
                accumulators += 4u;
            }
        }
    }
}
