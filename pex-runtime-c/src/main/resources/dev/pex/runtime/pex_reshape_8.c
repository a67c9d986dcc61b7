/*
 * Reshaping: the same bytes in the same flat order, cut into rows, columns and channels in another way.
 *
 * Loop order: the output's own. Each output pixel is copied in runs that end where an input pixel ends.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

void pex_reshape_8(const pex_reshape_8_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t channel_start = (uint32_t)part->channel_start;
    int32_t row;
    int32_t column;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            const uint32_t pixel = (uint32_t)row * args->output_columns + (uint32_t)column;
            const uint32_t flat = pixel * args->output_channels + channel_start;
            uint32_t input_pixel = flat / args->input_channels;
            uint32_t input_channel = flat % args->input_channels;
            uint32_t output = pex_pixel(&args->output, row, column) + channel_start;
            uint32_t left = (uint32_t)part->channel_end - channel_start;
            while (left > 0) {
                const uint32_t input = pex_pixel(&args->input, (int32_t)(input_pixel / args->input_columns),
                                                 (int32_t)(input_pixel % args->input_columns));
                uint32_t run = args->input_channels - input_channel;
                if (run > left) {
                    run = left;
                }
                memcpy(arena + output, arena + (input + input_channel), run);
                output += run;
                left -= run;
                input_pixel++;
                input_channel = 0;
            }
        }
    }
}
