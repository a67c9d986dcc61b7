/* Where rows and the taps of windows are found: what is too long to be in each kernel. */
#include "pex_runtime.h"

uint32_t pex_cell(const pex_view *view, const uint32_t *origins, uint32_t number) {
    const uint32_t place = view->cells != NULL ? view->cells[number] : number;
    return origins[view->offset + place];
}

pex_taps pex_find_taps(const pex_window *window, int32_t output) {
    return pex_present_taps(window, output);
}
