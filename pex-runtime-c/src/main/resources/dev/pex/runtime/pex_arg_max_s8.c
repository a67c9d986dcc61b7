/*
 * The index along an axis of the largest element, as int32; the first of equal ones.
 *
 * Loop order: that of the output. There is an input index for each axis, because rows have no fixed stride.
 */
#include "pex_kernels.h"

static int32_t first_largest(const pex_arg_max_s8_args *args, const pex_part *part, const uint8_t *arena,
                             uint32_t byte, int32_t index[3]) {
    int32_t largest = -129;
    int32_t best = 0;
    int32_t i;
    for (i = 0; i < args->count; i++) {
        int32_t x;
        index[args->axis] = i;
        x = (int8_t)arena[pex_row(&args->input, part, byte, index[0]) +
                          (uint32_t)index[1] * args->input.pixel_stride + (uint32_t)index[2]];
        if (x > largest) {
            largest = x;
            best = i;
        }
    }
    return best;
}

void pex_arg_max_s8(const pex_arg_max_s8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t first = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    int32_t channel;
    for (row = part->row_start; row < part->row_end; row++) {
        const uint32_t output_row = pex_row(&args->output, part, 4u * first, row);
        for (column = part->column_start; column < part->column_end; column++) {
            uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride + 4u * first;
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                int32_t index[3];
                index[0] = row;
                index[1] = column;
                index[2] = channel;
                *(int32_t *)(void *)(arena + output) = first_largest(args, part, arena, first, index);
                output += 4u;
            }
        }
    }
}
