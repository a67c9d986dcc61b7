/*
 * Resizing by the nearest element: every output pixel copies the channels of one input pixel.
 *
 * Loop order: that of the output. The generator computes which row or column is nearest, because this needs
 * float arithmetic; a division is enough if the extent grows by an integer factor.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

static inline int32_t nearest(const uint16_t *table, int32_t divisor, int32_t output) {
    return table != NULL ? table[output] : output / divisor;
}

void pex_resize_nearest(const pex_resize_nearest_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t bytes = args->element_bytes;
    const uint32_t first = (uint32_t)part->channel_start * bytes;
    const size_t run = (size_t)(part->channel_end - part->channel_start) * bytes;
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        const int32_t nearest_row = nearest(args->row_table, args->row_divisor, row);
        const uint32_t input_row = pex_row(&args->input, part, first, nearest_row) + first;
        const uint32_t output_row = pex_row(&args->output, part, first, row) + first;
        for (column = part->column_start; column < part->column_end; column++) {
            const int32_t nearest_column = nearest(args->column_table, args->column_divisor, column);
            memmove(arena + (output_row + (uint32_t)column * args->output.pixel_stride),
                    arena + (input_row + (uint32_t)nearest_column * args->input.pixel_stride), run);
        }
    }
}
