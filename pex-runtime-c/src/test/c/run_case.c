/* Cuts the output of a case into parts, places views in an arena for each, and runs the kernel. */
#include "kernels_test.h"

#include <stdlib.h>
#include <string.h>

void set_case(test_case *t, naive_function naive, kernel_function kernel) {
    memset(t, 0, sizeof(*t));
    t->alias = -1;
    t->naive = naive;
    t->kernel = kernel;
}

static uint32_t address(const pex_view *view, int row, int column, int channel, int channel_step) {
    const uint32_t slot = (uint32_t)row % view->rows;
    return view->offset + slot * view->row_stride + (uint32_t)column * view->pixel_stride +
           (uint32_t)channel * (uint32_t)channel_step;
}

typedef struct box {
    int start[3];
    int end[3];
} box;

/*
 * Places a view that holds the box of a tensor behind `used` bytes of the arena; returns the bytes used then.
 * Sometimes it holds just the box, and its offset may then be "below zero".
 */
static uint32_t place(pex_view *view, const tensor *t, const box *b, uint32_t used, uint32_t alignment) {
    const uint32_t size = (uint32_t)t->size;
    const int sliced = chance(40);
    const int column_start = sliced ? b->start[1] : 0;
    const int channel_start = sliced ? b->start[2] : 0;
    const int columns = sliced ? b->end[1] - b->start[1] : t->columns;
    const int channels = sliced ? b->end[2] - b->start[2] : t->channels;
    const uint32_t gap = alignment > size ? alignment : size;
    const int needed = b->end[0] - b->start[0];
    used += (uint32_t)range(1, 20);
    used = (used + alignment - 1) / alignment * alignment;
    view->rows = (uint32_t)(chance(70) ? needed : range(needed, t->rows));
    view->pixel_stride = (uint32_t)channels * size + (chance(60) ? 0u : (uint32_t)range(0, 3) * gap);
    view->row_stride =
        (uint32_t)columns * view->pixel_stride + (chance(60) ? 0u : (uint32_t)range(0, 5) * gap);
    if (alignment > size) {
        view->pixel_stride = (view->pixel_stride + gap - 1) / gap * gap;
        view->row_stride = (uint32_t)columns * view->pixel_stride;
    }
    view->offset = used - (uint32_t)column_start * view->pixel_stride - (uint32_t)channel_start * size;
    return used + view->rows * view->row_stride;
}

static void find_read_box(const tensor *t, box *b) {
    int any = 0;
    int i[3];
    int k;
    for (i[0] = 0; i[0] < t->rows; i[0]++) {
        for (i[1] = 0; i[1] < t->columns; i[1]++) {
            for (i[2] = 0; i[2] < t->channels; i[2]++) {
                if (t->read[element(t, i[0], i[1], i[2])] != 0) {
                    for (k = 0; k < 3; k++) {
                        if (!any || i[k] < b->start[k]) {
                            b->start[k] = i[k];
                        }
                        if (!any || i[k] >= b->end[k]) {
                            b->end[k] = i[k] + 1;
                        }
                    }
                    any = 1;
                }
            }
        }
    }
    if (!any) {
        for (k = 0; k < 3; k++) {
            b->start[k] = 0;
            b->end[k] = 1;
        }
    }
}

static void run_part(test_case *t, const pex_part *part) {
    const tensor *out = &t->output;
    const size_t part_elements = (size_t)(part->row_end - part->row_start) *
                                 (size_t)(part->column_end - part->column_start) *
                                 (size_t)(part->channel_end - part->channel_start);
    uint8_t *expected = (uint8_t *)allocate(part_elements * (size_t)out->size);
    uint8_t *memory;
    uint8_t *arena;
    uint8_t *wanted;
    uint32_t bytes = 0;
    size_t n = 0;
    uint32_t k;
    int i;
    int row;
    int column;
    int channel;
    box b;
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        memset(in->read, 0, (size_t)in->rows * (size_t)in->columns * (size_t)in->channels);
    }
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                t->naive(t, row, column, channel, expected + n);
                n += (size_t)out->size;
            }
        }
    }
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        const uint32_t size = (uint32_t)in->size;
        find_read_box(in, &b);
        bytes = place(t->input_views[i], in, &b, bytes, size);
        if (t->broadcasts && in->columns == 1) {
            t->input_views[i]->pixel_stride = 0;
        }
    }
    b.start[0] = part->row_start;
    b.end[0] = part->row_end;
    b.start[1] = part->column_start;
    b.end[1] = part->column_end;
    b.start[2] = part->channel_start;
    b.end[2] = part->channel_end;
    if (t->alias >= 0) {
        /* Strides and first address are the input's; where elements shrink, strides shrink with them. */
        const tensor *in = &t->inputs[t->alias];
        pex_view *from = t->input_views[t->alias];
        pex_view *to = t->output_view;
        const uint32_t ratio = (uint32_t)(in->size / out->size);
        *to = *from;
        if (ratio > 1) {
            uint32_t first;
            from->rows = (uint32_t)in->rows;
            bytes += from->rows * from->row_stride;
            first = address(from, part->row_start, part->column_start, part->channel_start, in->size);
            to->rows = from->rows;
            to->row_stride = from->row_stride / ratio;
            to->pixel_stride = from->pixel_stride / ratio;
            to->offset = 0;
            to->offset =
                first - address(to, part->row_start, part->column_start, part->channel_start, out->size);
        }
    } else {
        bytes = place(t->output_view, out, &b, bytes, (uint32_t)out->size);
    }
    bytes += (uint32_t)range(1, 20);
    memory = (uint8_t *)allocate(bytes);
    arena = memory;
    wanted = (uint8_t *)allocate(bytes);
    for (k = 0; k < bytes; k++) {
        arena[k] = (uint8_t)random_bits();
    }
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        for (row = 0; row < in->rows; row++) {
            for (column = 0; column < in->columns; column++) {
                for (channel = 0; channel < in->channels; channel++) {
                    const size_t index = element(in, row, column, channel);
                    if (in->read[index] != 0) {
                        memcpy(arena + address(t->input_views[i], row, column, channel, in->size),
                               in->data + index * (size_t)in->size, (size_t)in->size);
                    }
                }
            }
        }
    }
    memcpy(wanted, arena, bytes);
    n = 0;
    for (row = part->row_start; row < part->row_end; row++) {
        for (column = part->column_start; column < part->column_end; column++) {
            for (channel = part->channel_start; channel < part->channel_end; channel++) {
                memcpy(wanted + address(t->output_view, row, column, channel, out->size), expected + n,
                       (size_t)out->size);
                n += (size_t)out->size;
            }
        }
    }
    t->kernel(t, arena, part);
    check(memcmp(arena, wanted, bytes) == 0, "the arena differs from the expected one");
    free(wanted);
    free(memory);
    free(expected);
}

/* Cuts [0, extent) at random places; returns the number of pieces. */
static int cut(int extent, int whole, int *ends) {
    int pieces = 0;
    int at = 0;
    const int longest = chance(30) ? extent : range(1, extent);
    while (at < extent) {
        at += whole ? extent : range(1, longest);
        ends[pieces] = at < extent ? at : extent;
        pieces++;
    }
    return pieces;
}

#define LONGEST 256

void run_case(test_case *t) {
    int ends[3][LONGEST];
    int pieces[3];
    int i[3];
    pieces[0] = cut(t->output.rows, 0, ends[0]);
    pieces[1] = cut(t->output.columns, 0, ends[1]);
    pieces[2] = cut(t->output.channels, t->whole_channels, ends[2]);
    for (i[0] = 0; i[0] < pieces[0]; i[0]++) {
        for (i[1] = 0; i[1] < pieces[1]; i[1]++) {
            for (i[2] = 0; i[2] < pieces[2]; i[2]++) {
                pex_part part;
                part.row_start = i[0] == 0 ? 0 : ends[0][i[0] - 1];
                part.row_end = ends[0][i[0]];
                part.column_start = i[1] == 0 ? 0 : ends[1][i[1] - 1];
                part.column_end = ends[1][i[1]];
                part.channel_start = i[2] == 0 ? 0 : ends[2][i[2] - 1];
                part.channel_end = ends[2][i[2]];
                run_part(t, &part);
            }
        }
    }
    for (i[0] = 0; i[0] < t->input_count; i[0]++) {
        free_tensor(&t->inputs[i[0]]);
    }
    free_tensor(&t->output);
    free(t->weights);
    free(t->constant);
    free(t->bias);
    free(t->multipliers);
    free(t->shifts);
}
