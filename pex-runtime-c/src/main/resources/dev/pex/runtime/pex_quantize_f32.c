/*
 * Float to integer:
 *
 *     q = clamp(round(x / scale) + zero_point)
 *
 * with a float32 division and ties away from zero; NaN becomes the zero point.
 *
 * Loop order: ascending addresses, each element read before its place is written, so that the output
 * may start where the input starts.
 */
#include "pex_kernels.h"

static PEX_NOINLINE void compute(const pex_pixel *pixel, const void *constants) {
    const pex_quantize_f32_args *args = (const pex_quantize_f32_args *)constants;
    const float *x = (const float *)(const void *)pixel->input;
    uint32_t k;
    for (k = 0; k < pixel->channels; k++) {
        const int32_t q = pex_quantize(x[k], args->scale, args->zero_point, -128, 127);
        pixel->output[k] = (uint8_t)((uint32_t)q ^ args->flip);
    }
}

void pex_quantize_f32(const pex_quantize_f32_args *args, uint8_t *arena, const pex_part *part) {
    pex_for_each_pixel(&args->input, 4u, &args->output, 1u, arena, part, compute, args);
}
