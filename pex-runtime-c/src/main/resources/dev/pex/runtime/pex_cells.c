/* Tensors whose rows or slices of channels do not lie at equal distances; pex_view says how they are found.
 */
#include "pex_runtime.h"

uint32_t pex_cell(const pex_view *view, const uint32_t *origins, uint32_t number) {
    const uint32_t place = view->cells != NULL ? view->cells[number] : number;
    return origins[view->offset + place];
}
