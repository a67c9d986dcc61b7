/*
 * Resizing by bilinear interpolation, int8: each output pixel lies between four input pixels and weighs
 * them by its distance in 1024ths along both axes.
 *
 *     output = round(sum(x * weight) / 2^20), ties away from zero
 *
 * A neighbour beyond the border is the element at the border, as is a neighbour of weight 0, so that only
 * elements with a weight are read. Sums stay below 2^27 + 2^19.
 *
 * Loop order: that of the output; rows are located once per row, columns once per pixel.
 */
#include "pex_kernels.h"

typedef struct neighbours {
    int32_t lower;
    int32_t upper;
    int32_t fraction; /* weight of the upper one in 1024ths */
} neighbours;

static neighbours locate(const pex_line *line, int32_t output) {
    const int32_t position = output * line->step + line->offset;
    const int32_t last = line->input - 1;
    neighbours n;
    n.lower = pex_clamp(position >> 10, 0, last);
    n.upper = pex_clamp((position + 1023) >> 10, 0, last);
    n.fraction = n.lower == n.upper ? 0 : position & 1023;
    return n;
}

void pex_resize_bilinear_s8(const pex_resize_bilinear_s8_args *args, uint8_t *arena, const pex_part *part) {
    const int8_t *input = (const int8_t *)arena;
    const uint32_t first = (uint32_t)part->channel_start;
    const uint32_t channels = (uint32_t)(part->channel_end - part->channel_start);
    int32_t row;
    int32_t column;
    uint32_t k;
    for (row = part->row_start; row < part->row_end; row++) {
        const neighbours y = locate(&args->rows, row);
        const int32_t down = y.fraction;
        const uint32_t top_row = pex_row(&args->input, part, first, y.lower) + first;
        const uint32_t bottom_row = pex_row(&args->input, part, first, y.upper) + first;
        const uint32_t output_row = pex_row(&args->output, part, first, row) + first;
        for (column = part->column_start; column < part->column_end; column++) {
            const neighbours x = locate(&args->columns, column);
            const int32_t right = x.fraction;
            const uint32_t left = (uint32_t)x.lower * args->input.pixel_stride;
            const int8_t *top = input + (top_row + left);
            const int8_t *bottom = input + (bottom_row + left);
            const uint32_t next = (uint32_t)(x.upper - x.lower) * args->input.pixel_stride;
            uint8_t *output = arena + (output_row + (uint32_t)column * args->output.pixel_stride);
            for (k = 0; k < channels; k++) {
                const int32_t above = top[k] * (1024 - right) + top[next + k] * right;
                const int32_t below = bottom[k] * (1024 - right) + bottom[next + k] * right;
                const int32_t sum = above * (1024 - down) + below * down;
                output[k] = (uint8_t)((sum + (sum > 0 ? 1 << 19 : -(1 << 19))) / (1 << 20));
            }
        }
    }
}
