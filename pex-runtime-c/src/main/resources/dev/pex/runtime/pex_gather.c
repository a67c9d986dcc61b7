/*
 * Copies slices of the input, picked by index along an axis. Elements are moved byte by byte: one of four
 * bytes is four channels here.
 *
 * Loop order: pixel by pixel; a pixel is one run unless channels are picked.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

void pex_gather(const pex_gather_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t bytes = args->element_bytes;
    const uint32_t start = (uint32_t)part->channel_start * bytes;
    const uint32_t length = (uint32_t)part->channel_end * bytes - start;
    const int32_t first = args->axis == 2 ? args->indices[part->channel_start] : part->channel_start;
    const uint32_t input_byte = (uint32_t)first * bytes;
    const uint32_t output_byte = (uint32_t)part->channel_start * bytes;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const int32_t picked_row = args->axis == 0 ? args->indices[row] : row;
        const uint32_t input_row = pex_row(&args->input, part, input_byte, picked_row);
        const uint32_t output_row = pex_row(&args->output, part, output_byte, row);
        for (column = part->column_start; column < part->column_end; column++) {
            const int32_t picked_column = args->axis == 1 ? args->indices[column] : column;
            const uint32_t input = input_row + (uint32_t)picked_column * args->input.pixel_stride;
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            if (args->axis != 2) {
                memmove(arena + (output + start), arena + (input + start), (size_t)length);
            } else {
                for (channel = part->channel_start; channel < part->channel_end; channel++) {
                    memmove(arena + (output + (uint32_t)channel * bytes),
                            arena + (input + (uint32_t)args->indices[channel] * bytes), (size_t)bytes);
                }
            }
        }
    }
}
