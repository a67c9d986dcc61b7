/* Where rows and the taps of windows are found: what is too long to be in each kernel. */
#include "pex_runtime.h"

uint32_t pex_cell(const pex_view *view, const pex_part *part, uint32_t byte, int32_t row) {
    const pex_cells *cells = &part->cells[view->cells - 1u];
    const uint32_t slice = cells->slice_bytes != 0u ? byte / cells->slice_bytes : 0u;
    const uint32_t skipped = slice * cells->slice_bytes;
    uint32_t number = (uint32_t)row * cells->row_cells + slice;
    if (cells->numbers != NULL) {
        number = cells->numbers[number];
    } else if (cells->row_cells == 0u) {
        return view->offset - skipped;
    }
    return part->origins[view->offset + number] - skipped;
}

pex_taps pex_find_taps(const pex_window *window, int32_t output) {
    return pex_present_taps(window, output);
}
