/* Functions that locate rows and the taps of windows and are too long to be inlined in each kernel. */
#include "pex_runtime.h"

uint32_t pex_cell(const pex_view *view, const pex_part *part, uint32_t byte, int32_t row) {
    const pex_cells *cells = &part->cells[view->cells - 1u];
    uint32_t number = (uint32_t)row * cells->row_cells;
    uint32_t skipped = 0u;
    if (cells->slice_bytes != 0u) {
        const uint32_t slice = byte / cells->slice_bytes;
        skipped = slice * cells->slice_bytes;
        number += slice;
    }
    if (cells->numbers != NULL) {
        number = cells->numbers[number];
    } else if (cells->row_cells == 0u) {
        return view->offset - skipped;
    }
    return part->origins[view->offset + number] - skipped;
}

PEX_NOINLINE pex_taps pex_find_taps(const pex_window *window, int32_t output) {
    return pex_present_taps(window, output);
}

/* Removes the taps that a step does not take in. */
static inline pex_taps take_in(pex_taps taps, const pex_intake *intake, int32_t step) {
    while (taps.count > 0 && taps.position < intake->start) {
        taps.first++;
        taps.count--;
        taps.position += step;
    }
    while (taps.count > 0 && taps.position + (taps.count - 1) * step >= intake->end) {
        taps.count--;
    }
    return taps;
}

void pex_find_rows(pex_window_rows *rows, const pex_view *view, const pex_part *part, uint32_t byte,
                   const pex_window *window, int32_t output) {
    const int32_t step = window->dilation;
    pex_taps taps = pex_present_taps(window, output);
    uint32_t *start = rows->starts;
    const uint32_t *end;
    if (part->intake.axis == 0) {
        taps = take_in(taps, &part->intake, step);
    }
    rows->taps = taps;
    rows->step = window->dilation;
    rows->byte = (uint16_t)byte;
    end = start + (taps.count < PEX_KEPT_ROWS ? taps.count : PEX_KEPT_ROWS);
    while (start != end) {
        *start++ = pex_row(view, part, byte, taps.position);
        taps.position += step;
    }
}
