/*
 * Transposition: output axis i (0 rows, 1 columns, 2 channels) is input axis permutation[i]. Elements
 * are moved byte by byte and never changed.
 *
 * Loop order: the output's own, so that writes ascend. The input index is kept per input axis, because
 * its rows have no fixed stride.
 */
#include "pex_kernels.h"

void pex_transpose(const pex_transpose_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t bytes = args->element_bytes;
    const pex_channel_slice output_slice = pex_slice_of(&args->output, part, part->channel_start, bytes);
    pex_channel_slice input_slice;
    int32_t index[3];
    int32_t row;
    int32_t column;
    int32_t channel;
    uint32_t b;
    index[args->permutation[0]] = part->row_start;
    index[args->permutation[1]] = part->column_start;
    index[args->permutation[2]] = part->channel_start;
    input_slice = pex_slice_of(&args->input, part, index[2], bytes);
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_slice, row);
        index[args->permutation[0]] = row;
        for (column = part->column_start; column < part->column_end; column++) {
            uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride +
                              (uint32_t)part->channel_start * bytes;
            index[args->permutation[1]] = column;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                uint32_t input;
                index[args->permutation[2]] = channel;
                input = pex_row(&args->input, part, input_slice, index[0]) +
                        (uint32_t)index[1] * args->input.pixel_stride + (uint32_t)index[2] * bytes;
                for (b = 0; b < bytes; b++) {
                    arena[output] = arena[input];
                    output++;
                    input++;
                }
            }
        }
    }
}
