/* Random constants that several operators have in common. */
#include "kernels_test.h"

#include <string.h>

int32_t random_multiplier(void) {
    if (chance(5)) {
        return chance(50) ? 0 : INT32_MAX;
    }
    return (int32_t)((1u << 30) + (random_bits() >> 2));
}

void random_clamp(int8_t *minimum, int8_t *maximum) {
    /* What most layers have, and some kernels are made for. */
    if (chance(40)) {
        *minimum = INT8_MIN;
        *maximum = INT8_MAX;
        return;
    }
    *minimum = (int8_t)(chance(50) ? -128 : range(-128, 20));
    *maximum = (int8_t)(chance(50) ? 127 : range(*minimum, 127));
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

static size_t place_in_fours(int channel, int element, int channels, int elements) {
    const int in_group = channel < channels / 4 * 4 ? channel % 4 : 0;
    const int first = (channel - in_group) * elements;
    return (size_t)(channel < channels / 4 * 4 ? first + 4 * element + in_group : first + element);
}

static size_t place_of_weight(weight_order order, int channel, int element, int channels, int elements) {
    switch (order) {
    case CHANNELS:
        return (size_t)(channel * elements + element);
    case TAPS:
        return (size_t)(element * channels + channel);
    default:
        return place_in_fours(channel, element, channels, elements);
    }
}

void pack(test_case *t, int channels, int elements, weight_layout layout, int filter_offset, int absent) {
    int c;
    int e;
    /* A kernel with vectors reads the weights of a channel in sixteens. */
    const int padding = t->order == CHANNELS && elements <= 64 ? -elements & 15 : 0;
    t->packed = (int8_t *)allocate((size_t)(channels * elements + padding));
    memset(t->packed, range(-127, 127), (size_t)(channels * elements + padding));
    t->folded = (int32_t *)allocate((size_t)channels * sizeof(int32_t));
    t->absent = (int8_t *)allocate((size_t)absent);
    memset(t->absent, -t->input_offset, (size_t)absent);
    for (c = 0; c < channels; c++) {
        int32_t sum = 0;
        for (e = 0; e < elements; e++) {
            const int8_t w = t->weights[layout == BY_CHANNEL ? c * elements + e : e * channels + c];
            t->packed[place_of_weight(t->order, c, e, channels, elements)] = w;
            sum += w + filter_offset;
        }
        t->folded[c] = t->bias[c] + t->input_offset * sum;
    }
}
