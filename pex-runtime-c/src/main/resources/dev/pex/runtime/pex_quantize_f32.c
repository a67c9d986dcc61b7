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

void pex_quantize_f32(const pex_quantize_f32_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t channel_start = (uint32_t)part->channel_start;
    const uint32_t channels = (uint32_t)part->channel_end - channel_start;
    int32_t row;
    int32_t column;
    uint32_t k;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t input = pex_pixel(&args->input, row, column) + 4u * channel_start;
            const uint32_t output = pex_pixel(&args->output, row, column) + channel_start;
            const float *x = (const float *)(const void *)(arena + input);
            for (k = 0; k < channels; k++) {
                const int32_t q = pex_quantize(x[k], args->scale, args->zero_point, -128, 127);
                arena[output + k] = (uint8_t)((uint32_t)q ^ args->flip);
            }
        }
    }
}
