/*
 * Integer to float:
 *
 *     x = scale * (q - zero_point)
 *
 * in float32, one rounding.
 *
 * Loop order: ascending addresses.
 */
#include "pex_kernels.h"

static PEX_NOINLINE void compute(const pex_pixel *pixel, const void *constants) {
    const pex_dequantize_f32_args *args = (const pex_dequantize_f32_args *)constants;
    float *x = (float *)(void *)pixel->output;
    uint32_t k;
    for (k = 0; k < pixel->channels; k++) {
        const int32_t q = (int8_t)(pixel->input[k] ^ args->flip);
        x[k] = args->scale * (float)(q - args->zero_point);
    }
}

void pex_dequantize_f32(const pex_dequantize_f32_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, 1u, &args->output, 4u, arena, part, compute, args);
}
