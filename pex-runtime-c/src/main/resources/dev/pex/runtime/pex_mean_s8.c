/*
 * Mean or sum of counts[0] x counts[1] x counts[2] elements, int8; which of them is in the scale:
 *
 *     output = clamp(requantize(sum(x) - bias) + output_offset)
 *
 * The output's index along an axis that is summed is 0, so that its index along every axis is that of the
 * first element.
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
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t output = pex_pixel(&args->output, row, column);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t sum =
                    pex_fold_elements(&args->input, data, args->counts, row, column, channel, 0, add);
                const int32_t scaled =
                    pex_requantize(sum - args->bias, args->scale.multiplier, args->scale.shift);
                arena[output + (uint32_t)channel] =
                    (uint8_t)pex_clamp(scaled + args->output_offset, -128, 127);
            }
        }
    }
}
