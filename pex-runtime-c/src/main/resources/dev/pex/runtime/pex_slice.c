/*
 * Slicing: copies every stride-th element of each axis, from its begin on.
 *
 * Loop order: pixel by pixel; channels are one run unless they have a stride.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

void pex_slice(const pex_slice_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t bytes = args->element_bytes;
    const uint32_t step = args->stride[2] * bytes;
    const uint32_t channels = (uint32_t)(part->channel_end - part->channel_start);
    const int32_t first = args->begin[2] + part->channel_start * args->stride[2];
    const uint32_t runs = step == bytes ? 1u : channels;
    const uint32_t run = step == bytes ? channels * bytes : bytes;
    const uint32_t input_byte = (uint32_t)first * bytes;
    const uint32_t output_byte = (uint32_t)part->channel_start * bytes;
    int32_t row;
    int32_t column;
    uint32_t i;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t input_row =
            pex_row(&args->input, part, input_byte, args->begin[0] + row * args->stride[0]) +
            (uint32_t)first * bytes;
        const uint32_t output_row =
            pex_row(&args->output, part, output_byte, row) + (uint32_t)part->channel_start * bytes;
        for (column = part->column_start; column < part->column_end; column++) {
            const int32_t input_column = args->begin[1] + column * args->stride[1];
            uint32_t input = input_row + (uint32_t)input_column * args->input.pixel_stride;
            uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            for (i = 0; i < runs; i++) {
                memmove(arena + output, arena + input, run);
                input += step;
                output += bytes;
            }
        }
    }
}
