/*
 * Padding: copies the input's elements into the middle of the output and sets all others to one value.
 * Elements are moved byte by byte: one of four bytes is four channels here.
 *
 * Loop order: pixel by pixel, each one a run to set, a run to copy and a run to set. Where channels are
 * not padded and there are no gaps between pixels, a whole row is treated as one pixel.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

/* Fills whole elements. */
static void fill(uint8_t *output, int32_t bytes, const pex_pad_args *args) {
    int32_t i;
    if (args->element_bytes == 1) {
        memset(output, args->value[0], (size_t)bytes);
    } else {
        for (i = 0; i < bytes; i++) {
            output[i] = args->value[i & 3];
        }
    }
}

void pex_pad(const pex_pad_args *args, uint8_t *arena, const pex_part *part) {
    const int32_t first = pex_clamp(part->channel_start - args->before_channels, 0, args->input_channels - 1);
    const uint32_t input_byte = (uint32_t)first * args->element_bytes;
    const uint32_t output_byte = (uint32_t)part->channel_start * args->element_bytes;
    int32_t columns = args->input_columns;
    int32_t before_columns = args->before_columns;
    int32_t column_start = part->column_start;
    int32_t column_end = part->column_end;
    int32_t channels = args->input_channels * args->element_bytes;
    int32_t before_channels = args->before_channels * args->element_bytes;
    int32_t start = part->channel_start * args->element_bytes;
    int32_t end = part->channel_end * args->element_bytes;
    int32_t copy_start;
    int32_t copy_end;
    int32_t row;
    int32_t column;
    if (start == 0 && end == channels && before_channels == 0 &&
        args->input.pixel_stride == (uint32_t)channels && args->output.pixel_stride == (uint32_t)channels) {
        start = column_start * channels;
        end = column_end * channels;
        before_channels = before_columns * channels;
        channels = columns * channels;
        column_start = 0;
        column_end = 1;
        before_columns = 0;
        columns = 1;
    }
    copy_start = pex_clamp(before_channels, start, end);
    copy_end = pex_clamp(before_channels + channels, start, end);
    for (row = part->row_start; row < part->row_end; row++) {
        const int32_t input_row = row - args->before_rows;
        const uint32_t output_row = pex_row(&args->output, part, output_byte, row);
        for (column = column_start; column < column_end; column++) {
            const int32_t input_column = column - before_columns;
            const uint32_t output = output_row + (uint32_t)column * args->output.pixel_stride;
            if (input_row < 0 || input_row >= args->input_rows || input_column < 0 ||
                input_column >= columns || copy_start == copy_end) {
                fill(arena + (output + (uint32_t)start), end - start, args);
            } else {
                const uint32_t input = pex_row(&args->input, part, input_byte, input_row) +
                                       (uint32_t)input_column * args->input.pixel_stride;
                fill(arena + (output + (uint32_t)start), copy_start - start, args);
                memmove(arena + (output + (uint32_t)copy_start),
                        arena + (input + (uint32_t)(copy_start - before_channels)),
                        (size_t)(copy_end - copy_start));
                fill(arena + (output + (uint32_t)copy_end), end - copy_end, args);
            }
        }
    }
}
