/*
 * From one integer quantisation to another:
 *
 *     output = clamp(requantize(q + input_offset) + output_offset)
 *
 * uint8 is computed as int8: its top bit is flipped when it is read or written.
 *
 * Loop order: ascending addresses, each element read before its place is written, so that the output
 * may take the place of an input of equal layout.
 */
#include "pex_kernels.h"

void pex_requantize_8(const pex_requantize_8_args *args, uint8_t *arena, const pex_part *part) {
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t input = pex_pixel(&args->input, row, column);
            const uint32_t output = pex_pixel(&args->output, row, column);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                const int32_t x = (int8_t)(arena[input + (uint32_t)channel] ^ args->input_flip);
                const int32_t scaled =
                    pex_requantize(x + args->input_offset, args->scale.multiplier, args->scale.shift);
                const int32_t q = pex_clamp(scaled + args->output_offset, -128, 127);
                arena[output + (uint32_t)channel] = (uint8_t)((uint32_t)q ^ args->output_flip);
            }
        }
    }
}
