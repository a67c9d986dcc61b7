/* Random places of tensors in an arena: in all forms that a view can have. */
#include "kernels_test.h"

uint32_t address(const placed *p, const origin_table *origins, int row, int column, int channel, int size) {
    const pex_view *view = p->view;
    const uint32_t slice = p->width == 0 ? 0 : (uint32_t)channel / p->width;
    const uint32_t in_slice = p->width == 0 ? (uint32_t)channel : (uint32_t)channel % p->width;
    uint32_t start = view->offset;
    if (view->cells != 0) {
        const pex_cells *cells = &origins->cells[view->cells - 1];
        const uint32_t cell = (uint32_t)row * cells->row_cells + slice;
        if (cells->numbers != NULL) {
            start = origins->values[view->offset + cells->numbers[cell]];
        } else if (cells->row_cells != 0) {
            start = origins->values[view->offset + cell];
        }
    }
    return start + (uint32_t)row * view->row_stride + (uint32_t)column * view->pixel_stride +
           in_slice * (uint32_t)size;
}

/* Rows at equal distances. Sometimes just the box has room, and the offset may then be "below zero". */
static uint32_t place_plain(placed *p, const tensor *t, const box *b, uint32_t used, uint32_t gap) {
    pex_view *view = p->view;
    const uint32_t size = (uint32_t)t->size;
    const int narrow = chance(40);
    const int row_start = narrow ? b->start[0] : 0;
    const int column_start = narrow ? b->start[1] : 0;
    const int channel_start = narrow ? b->start[2] : 0;
    const int rows = narrow ? b->end[0] - b->start[0] : t->rows;
    const int columns = narrow ? b->end[1] - b->start[1] : t->columns;
    const int channels = narrow ? b->end[2] - b->start[2] : t->channels;
    view->pixel_stride =
        (uint16_t)((uint32_t)channels * size + (chance(60) ? 0u : (uint32_t)range(0, 3) * gap));
    view->row_stride =
        (uint32_t)columns * view->pixel_stride + (chance(60) ? 0u : (uint32_t)range(0, 5) * gap);
    view->offset = used - (uint32_t)row_start * view->row_stride -
                   (uint32_t)column_start * view->pixel_stride - (uint32_t)channel_start * size;
    return used + (uint32_t)rows * view->row_stride;
}

/* A width of slices such that the channels of the box lie in one of them; 0 for a single slice. */
static int random_width(const tensor *t, const box *b) {
    const int needed = b->end[2] - b->start[2];
    const int width = range(needed, t->channels);
    const int one = b->start[2] / width == (b->end[2] - 1) / width;
    return chance(50) && one && t->rows * ((t->channels - 1) / width + 1) <= MOST_CELLS ? width : 0;
}

/* Rows anywhere; those that are as many apart as there are places share one. */
static uint32_t place_cells(placed *p, origin_table *origins, const tensor *t, const box *b, uint32_t used,
                            uint32_t gap) {
    pex_view *view = p->view;
    const uint32_t size = (uint32_t)t->size;
    const int rows = b->end[0] - b->start[0];
    const int width = random_width(t, b);
    const int slices = width == 0 ? 1 : (t->channels - 1) / width + 1;
    const int slice = width == 0 ? 0 : b->start[2] / width;
    const int by_slice = width != 0 && chance(30);
    const int places = chance(70) ? rows : range(rows, t->rows);
    const int numbered = chance(70);
    const int first = range(0, places - 1);
    pex_cells *cells;
    uint32_t cell_bytes;
    uint32_t bytes;
    int row;
    p->width = (uint32_t)width;
    view->pixel_stride = (uint16_t)((uint32_t)(width == 0 ? t->channels : width) * size +
                                    (chance(60) ? 0u : (uint32_t)range(0, 3) * gap));
    cell_bytes = (uint32_t)t->columns * view->pixel_stride + (chance(60) ? 0u : (uint32_t)range(0, 5) * gap);
    cells = &origins->cells[origins->cells_count++];
    view->cells = (uint16_t)origins->cells_count;
    cells->row_cells = (uint16_t)(by_slice ? 0 : slices);
    view->row_stride = by_slice ? cell_bytes : (uint32_t)(chance(50) ? 0 : range(1, 9)) * gap;
    view->offset = origins->count;
    cells->numbers = numbered || by_slice ? p->numbers : NULL;
    memset(p->numbers, (int)(random_bits() & 0xFFu), sizeof(p->numbers));
    bytes = (uint32_t)(by_slice ? t->rows : places) * cell_bytes;
    if (by_slice) {
        p->numbers[slice] = 0;
        origins->values[origins->count++] = used;
    } else if (numbered) {
        for (row = b->start[0]; row < b->end[0]; row++) {
            const uint32_t at = (uint32_t)((row + first) % places);
            p->numbers[row * slices + slice] = (uint8_t)(origins->count - view->offset);
            origins->values[origins->count++] = used + at * cell_bytes - (uint32_t)row * view->row_stride;
        }
    } else {
        for (row = b->start[0]; row < b->end[0]; row++) {
            const uint32_t at = (uint32_t)((row + first) % places);
            origins->values[origins->count + (uint32_t)(row * slices + slice)] =
                used + at * cell_bytes - (uint32_t)row * view->row_stride;
        }
        origins->count += (uint32_t)(t->rows * slices);
    }
    cells->slice_bytes = (uint16_t)((uint32_t)width * size);
    return used + bytes;
}

uint32_t place(placed *p, origin_table *origins, const tensor *t, const box *b, uint32_t used, int plain) {
    const uint32_t gap = (uint32_t)t->size;
    uint32_t from = used + (uint32_t)range(1, 20);
    from = (from + gap - 1) / gap * gap;
    memset(p->view, 0, sizeof(*p->view));
    p->width = 0;
    if (plain || chance(35)) {
        return place_plain(p, t, b, from, gap);
    }
    return place_cells(p, origins, t, b, from, gap);
}
