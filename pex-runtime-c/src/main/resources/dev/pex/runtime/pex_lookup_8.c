/*
 * A function of one byte, by a table of its values:
 *
 *     output = table[x as uint8]
 *
 * Loop order: ascending addresses, each element read before its place is written, so that the output
 * may take the place of an input of equal layout.
 */
#include "pex_kernels.h"

static void compute(const pex_pixel *pixel, const void *table) {
    const int8_t *values = (const int8_t *)table;
    uint32_t k;
    for (k = 0; k < pixel->channels; k++) {
        pixel->output[k] = (uint8_t)values[pixel->input[k]];
    }
}

void pex_lookup_8(const pex_lookup_8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, 1u, &args->output, 1u, arena, part, compute, args->table);
}
