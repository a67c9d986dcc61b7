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

void pex_dequantize_f32(const pex_dequantize_f32_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t channel_start = (uint32_t)part->channel_start;
    const uint32_t channels = (uint32_t)part->channel_end - channel_start;
    int32_t row;
    int32_t column;
    uint32_t k;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t input = pex_pixel(&args->input, row, column) + channel_start;
            const uint32_t output = pex_pixel(&args->output, row, column) + 4u * channel_start;
            float *x = (float *)(void *)(arena + output);
            for (k = 0; k < channels; k++) {
                const int32_t q = (int8_t)(arena[input + k] ^ args->flip);
                x[k] = args->scale * (float)(q - args->zero_point);
            }
        }
    }
}
