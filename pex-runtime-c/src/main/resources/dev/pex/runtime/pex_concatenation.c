/*
 * Concatenation: copies the elements of each input that lie in the part.
 *
 * Loop order: row by row, so that writes ascend; a row input by input, or pixel by pixel if channels are
 * joined. If there are no gaps between pixels of an input and of the output, its elements of a row are one
 * run.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

/* Indices [start, end) of each axis of the output. */
typedef struct box {
    int32_t start[3];
    int32_t end[3];
} box;

/* Copies the elements of an input in a box of one row. */
static void copy_share(const pex_concatenation_args *args, const pex_concatenation_input *input,
                       uint8_t *arena, const pex_part *part, box b) {
    const uint32_t bytes = args->element_bytes;
    const uint32_t axis = args->axis;
    const uint8_t *base = input->constant != NULL ? (const uint8_t *)input->constant : arena;
    int32_t from[3]; /* the input's own indices */
    if (b.start[axis] < input->start) {
        b.start[axis] = input->start;
    }
    if (b.end[axis] > input->end) {
        b.end[axis] = input->end;
    }
    if (b.start[axis] >= b.end[axis]) {
        return;
    }
    from[0] = b.start[0];
    from[1] = b.start[1];
    from[2] = b.start[2];
    from[axis] -= input->start;
    {
        const uint32_t input_byte = (uint32_t)from[2] * bytes;
        const uint32_t output_byte = (uint32_t)b.start[2] * bytes;
        uint32_t source = pex_row(&input->view, part, input_byte, from[0]) +
                          (uint32_t)from[1] * input->view.pixel_stride + (uint32_t)from[2] * bytes;
        uint32_t target = pex_row(&args->output, part, output_byte, b.start[0]) +
                          (uint32_t)b.start[1] * args->output.pixel_stride + (uint32_t)b.start[2] * bytes;
        uint32_t run = (uint32_t)(b.end[2] - b.start[2]) * bytes;
        int32_t columns = b.end[1] - b.start[1];
        if (run == input->view.pixel_stride && run == args->output.pixel_stride) {
            run *= (uint32_t)columns;
            columns = 1;
        }
        for (; columns > 0; columns--) {
            memmove(arena + target, base + source, run);
            source += input->view.pixel_stride;
            target += args->output.pixel_stride;
        }
    }
}

void pex_concatenation(const pex_concatenation_args *args, uint8_t *arena, const pex_part *part) {
    const int32_t width = args->axis == 2 ? 1 : part->column_end - part->column_start;
    int32_t row;
    int32_t column;
    uint32_t i;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column += width) {
            box b;
            b.start[0] = row;
            b.end[0] = row + 1;
            b.start[1] = column;
            b.end[1] = column + width;
            b.start[2] = part->channel_start;
            b.end[2] = part->channel_end;
            for (i = 0; i < args->input_count; i++) {
                copy_share(args, &args->inputs[i], arena, part, b);
            }
        }
    }
}
