/*
 * A function of one byte, by a table of its values:
 *
 *     output = table[x as uint8]
 *
 * Loop order: ascending addresses, each element read before its place is written, so that the output
 * may take the place of an input of equal layout.
 */
#include "pex_kernels.h"

void pex_lookup_8(const pex_lookup_8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *table = args->table;
    const uint32_t channel_start = (uint32_t)part->channel_start;
    const uint32_t channels = (uint32_t)part->channel_end - channel_start;
    int32_t row;
    int32_t column;
    uint32_t k;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint8_t *x = arena + (pex_pixel(&args->input, row, column) + channel_start);
            uint8_t *y = arena + (pex_pixel(&args->output, row, column) + channel_start);
            for (k = 0; k < channels; k++) {
                y[k] = (uint8_t)table[x[k]];
            }
        }
    }
}
