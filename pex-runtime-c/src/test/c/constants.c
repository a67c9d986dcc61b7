/* Random constants that several operators have in common. */
#include "kernels_test.h"

int32_t random_multiplier(void) {
    static const int32_t edges[5] = {0, 1 << 30, (1 << 30) + 1, INT32_MAX - 1, INT32_MAX};
    if (chance(15)) {
        return edges[range(0, COUNT_OF(edges) - 1)];
    }
    return (int32_t)((1u << 30) + (random_bits() >> 2));
}

void random_clamp(int8_t *minimum, int8_t *maximum) {
    /* The form of most layers, for which some kernels are optimised. */
    if (chance(40)) {
        *minimum = INT8_MIN;
        *maximum = INT8_MAX;
        return;
    }
    *minimum = (int8_t)(chance(50) ? -128 : range(-128, 20));
    *maximum = (int8_t)(chance(50) ? 127 : range(*minimum, 127));
}

void random_output(int8_t *offset, int8_t *minimum, int8_t *maximum) {
    *offset = random_s8();
    random_clamp(minimum, maximum);
    /* As behind a ReLU. */
    if (chance(30)) {
        *offset = *minimum;
    }
}

int random_window(pex_window *w, int input, int pool) {
    int longest;
    w->input = (uint16_t)input;
    w->kernel = (uint16_t)range(1, chance(90) ? 5 : 8);
    w->stride = (uint16_t)range(1, 3);
    w->dilation = (uint16_t)(pool || chance(50) ? 1 : range(2, 3));
    w->pad_before = (uint16_t)range(0, pool ? w->kernel - 1 : w->kernel * w->dilation);
    longest = (input - 1 + (pool ? 0 : 2) + w->pad_before) / w->stride + 1;
    return range(1, longest);
}

int tap(const pex_window *w, int output, int t) {
    return output * w->stride - w->pad_before + t * w->dilation;
}

/* Whether a tap of an output lies outside the input. */
int reaches_out(const pex_window *w, int outputs) {
    return w->pad_before > 0 || tap(w, outputs - 1, w->kernel - 1) >= w->input;
}
