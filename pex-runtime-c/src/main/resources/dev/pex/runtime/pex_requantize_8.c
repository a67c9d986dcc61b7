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

static PEX_NOINLINE void compute(const pex_pixel *pixel, const void *constants) {
    const pex_requantize_8_args *args = (const pex_requantize_8_args *)constants;
    uint32_t k;
    for (k = 0; k < pixel->channels; k++) {
        const int32_t x = (int8_t)(pixel->input[k] ^ args->input_flip);
        const int32_t scaled =
            pex_requantize(x + args->input_offset, args->scale.multiplier, args->scale.shift);
        const int32_t q = pex_clamp(scaled + args->output_offset, -128, 127);
        pixel->output[k] = (uint8_t)((uint32_t)q ^ args->output_flip);
    }
}

void pex_requantize_8(const pex_requantize_8_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, 1u, &args->output, 1u, arena, part, compute, args);
}
