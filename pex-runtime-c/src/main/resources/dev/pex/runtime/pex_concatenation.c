/*
 * Concatenation: copies the share of each input that lies in the part.
 *
 * Loop order: input by input, so that each input's view is looked up once; then pixel by pixel, each one
 * a run of channels. Where an input's pixels and the output's touch, a whole row is one run.
 */
#include "pex_kernels.h"
#include "pex_mem.h"

/* Copies [start, end) of the output's axes from an input that begins at origin. */
static void copy_input(const pex_concatenation_args *args, const pex_concatenation_input *input,
                       uint8_t *arena, const int32_t *origin, const int32_t *start, const int32_t *end) {
    const uint32_t bytes = args->element_bytes;
    const uint8_t *base = input->constant != NULL ? (const uint8_t *)input->constant : arena;
    const uint32_t from = (uint32_t)(start[2] - origin[2]) * bytes;
    const uint32_t to = (uint32_t)start[2] * bytes;
    uint32_t run = (uint32_t)(end[2] - start[2]) * bytes;
    int32_t columns = end[1] - start[1];
    int32_t row;
    int32_t column;
    if (run == input->view.pixel_stride && run == args->output.pixel_stride) {
        run *= (uint32_t)columns;
        columns = 1;
    }
    for (row = start[0]; row < end[0]; row++) {
        uint32_t source = pex_pixel(&input->view, row - origin[0], start[1] - origin[1]) + from;
        uint32_t target = pex_pixel(&args->output, row, start[1]) + to;
        for (column = 0; column < columns; column++) {
            memcpy(arena + target, base + source, run);
            source += input->view.pixel_stride;
            target += args->output.pixel_stride;
        }
    }
}

void pex_concatenation(const pex_concatenation_args *args, uint8_t *arena, const pex_part *part) {
    const uint32_t axis = args->axis;
    uint32_t i;
    for (i = 0; i < args->input_count; i++) {
        const pex_concatenation_input *input = &args->inputs[i];
        int32_t origin[3] = {0, 0, 0};
        int32_t start[3];
        int32_t end[3];
        start[0] = part->row_start;
        start[1] = part->column_start;
        start[2] = part->channel_start;
        end[0] = part->row_end;
        end[1] = part->column_end;
        end[2] = part->channel_end;
        origin[axis] = input->start;
        if (start[axis] < input->start) {
            start[axis] = input->start;
        }
        if (end[axis] > input->end) {
            end[axis] = input->end;
        }
        if (start[axis] < end[axis]) {
            copy_input(args, input, arena, origin, start, end);
        }
    }
}
