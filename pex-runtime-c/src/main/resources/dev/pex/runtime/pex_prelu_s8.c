/*
 * Parametric rectifier, int8:
 *
 *     output = clamp(requantize(x + input_offset, identity) + output_offset)
 *
 * or, where x + input_offset is negative,
 *
 *     output = clamp(requantize((x + input_offset) * (alpha + alpha_offset), slope) + output_offset)
 *
 * Loop order: ascending addresses, each element read before its place is written, so that the output
 * may take the place of an input of equal layout.
 */
#include "pex_kernels.h"

void pex_prelu_s8(const pex_prelu_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row = pex_row(&args->input, part, first, row);
        const uint32_t output_row = pex_row(&args->output, part, first, row);
        const int8_t *alpha_row = args->alphas + pex_row(&args->alpha, part, 0u, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t input = input_row + (uint32_t)column * args->input.pixel_stride;
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            const int8_t *alpha = alpha_row + (uint32_t)column * args->alpha.pixel_stride;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t x = (int8_t)arena[input + (uint32_t)channel] + args->input_offset;
                int32_t y;
                if (x >= 0) {
                    y = pex_requantize(x, args->identity.multiplier, args->identity.shift);
                } else {
                    const int32_t slope =
                        alpha[(uint32_t)channel * args->alpha_channel_stride] + args->alpha_offset;
                    y = pex_requantize(x * slope, args->slope.multiplier, args->slope.shift);
                }
                y = pex_clamp(y + args->output_offset, -128, 127);
                arena[output + (uint32_t)channel] = (uint8_t)y;
            }
        }
    }
}
