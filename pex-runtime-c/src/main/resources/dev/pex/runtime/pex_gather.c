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
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const int32_t input_row = args->axis == 0 ? args->indices[row] : row;
        for (column = part->column_start; column < part->column_end; column++) {
            const int32_t input_column = args->axis == 1 ? args->indices[column] : column;
            const uint32_t input = pex_pixel(&args->input, input_row, input_column);
            const uint32_t output = pex_pixel(&args->output, row, column);
            if (args->axis != 2) {
                memcpy(arena + (output + start), arena + (input + start), (size_t)length);
            } else {
                for (channel = part->channel_start; channel < part->channel_end; channel++) {
                    memcpy(arena + (output + (uint32_t)channel * bytes),
                           arena + (input + (uint32_t)args->indices[channel] * bytes), (size_t)bytes);
                }
            }
        }
    }
}
