/* Random constants that several operators have in common. */
#include "kernels_test.h"

int32_t random_multiplier(void) {
    if (chance(5)) {
        return chance(50) ? 0 : INT32_MAX;
    }
    return (int32_t)((1u << 30) + (random_bits() >> 2));
}

void random_clamp(int16_t *minimum, int16_t *maximum) {
    *minimum = (int16_t)(chance(50) ? -128 : range(-128, 20));
    *maximum = (int16_t)(chance(50) ? 127 : range(*minimum, 127));
}

int random_window(pex_window *w, int input, int pool) {
    int longest;
    w->input = (uint16_t)input;
    w->kernel = (uint16_t)range(1, 5);
    w->stride = (uint16_t)range(1, 3);
    w->dilation = (uint16_t)(pool || chance(50) ? 1 : range(2, 3));
    w->pad_before = (uint16_t)range(0, pool ? w->kernel - 1 : w->kernel * w->dilation);
    longest = (input - 1 + (pool ? 0 : 2) + w->pad_before) / w->stride + 1;
    return range(1, longest);
}

int tap(const pex_window *w, int output, int t) {
    return output * w->stride - w->pad_before + t * w->dilation;
}
