/*
 * Transposition: output axis i (0 rows, 1 columns, 2 channels) is input axis permutation[i]. Elements
 * are moved byte by byte and never changed.
 *
 * Loop order: that of the output, so that writes ascend. Inputs of a run of channels are at equal distances,
 * unless they belong to several rows that are not; those are looked up one by one.
 */
#include "pex_kernels.h"

static uint32_t find_input(const pex_transpose_args *args, const pex_part *part, uint32_t byte,
                           const int32_t index[3]) {
    return pex_row(&args->input, part, byte, index[0]) + (uint32_t)index[1] * args->input.pixel_stride +
           (uint32_t)index[2] * args->element_bytes;
}

void pex_transpose(const pex_transpose_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t bytes = args->element_bytes;
    const uint32_t output_byte = (uint32_t)part->channel_start * bytes;
    const int looked_up = args->permutation[2] == 0 && args->input.cells != 0u;
    uint32_t step = bytes; /* between inputs of neighbouring channels */
    uint32_t input_byte;
    int32_t index[3]; /* of an input element */
    int32_t row;
    int32_t column;
    int32_t channel;
    uint32_t b;
    if (args->permutation[2] != 2) {
        step = args->permutation[2] == 0 ? args->input.row_stride : args->input.pixel_stride;
    }
    index[args->permutation[0]] = part->row_start;
    index[args->permutation[1]] = part->column_start;
    index[args->permutation[2]] = part->channel_start;
    input_byte = (uint32_t)index[2] * bytes;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, output_byte, row) + output_byte;
        index[args->permutation[0]] = row;
        for (column = part->column_start; column < part->column_end; column++) {
            uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            uint32_t input;
            index[args->permutation[1]] = column;
            index[args->permutation[2]] = part->channel_start;
            input = find_input(args, part, input_byte, index);
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                if (looked_up) {
                    index[args->permutation[2]] = channel;
                    input = find_input(args, part, input_byte, index);
                }
                for (b = 0; b < bytes; b++) {
                    arena[output] = arena[input + b];
                    output++;
                }
                input += step;
            }
        }
    }
}
