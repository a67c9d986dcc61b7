/*
 * Random weights, biases and scales of layers, some of them as extreme as the generator permits, and all of
 * them also in the layouts of kernels, which pex_kernels_weighted.h and pex_dsp.h describe.
 */
#include "kernels_test.h"

/* The generator refuses larger sums, with their bias, and such sums shifted to the left. */
#define LARGEST_SUM (INT32_MAX - 256)

/* Of the second channel of a pair, for raw inputs. */
#define LARGEST_SECOND_SUM ((1 << 23) - 1)

/* Words of the constants of a group of channels, and what they are. */
enum { GROUP_BIAS = 0, GROUP_MULTIPLIERS = 4, GROUP_SHIFTS = 8, GROUP_WORDS = 9 };

static int8_t *weight(const test_case *t, const layer *l, int channel, int element) {
    return t->weights +
           (l->layout == BY_CHANNEL ? channel * l->elements + element : element * l->channels + channel);
}

static int magnitude(int x) {
    return x < 0 ? -x : x;
}

static int32_t absolute_sum(const test_case *t, const layer *l, int channel, int from, int to) {
    int32_t sum = 0;
    int e;
    for (e = from; e < to; e++) {
        sum += magnitude(*weight(t, l, channel, e) + l->filter_offset);
    }
    return sum;
}

static int in_group(const layer *l, int channel) {
    return channel < l->channels / 4 * 4;
}

/* Whether a channel's weights are the upper bytes of half words. */
static int is_second(const test_case *t, const layer *l, int channel) {
    return t->variant == DSP && l->layout == BY_CHANNEL && channel % 2 == 1 && in_group(l, channel);
}

/* The largest sum of absolute weights that a kernel makes before it adds up sums of pieces. */
static int32_t largest_piece(const test_case *t, const layer *l, int channel) {
    int32_t largest = 0;
    int from;
    for (from = 0; from < l->elements; from += l->piece) {
        const int to = l->elements - from < l->piece ? l->elements : from + l->piece;
        const int32_t sum = absolute_sum(t, l, channel, from, to);
        largest = sum > largest ? sum : largest;
    }
    return largest;
}

/* A few small ones: sums are small, so that how products are rounded shows in the output. */
static void draw_few_weights(test_case *t, const layer *l, int channel) {
    int e;
    for (e = 0; e < l->elements; e++) {
        *weight(t, l, channel, e) = (int8_t)(range(0, l->elements - 1) < 3 ? range(-2, 2) : 0);
    }
}

static void draw_weights(test_case *t, const layer *l, int channel) {
    const int mood = l->elements > l->piece && chance(50) ? 4 : range(0, 9);
    const int negative = chance(50);
    /* A stretch of large ones, where there are pieces at the end of one and the beginning of the next. */
    const int middle = l->elements > l->piece ? l->piece : l->elements / 2;
    const int start = middle - range(0, middle < 516 ? middle : 516);
    const int end = middle + range(0, 516);
    int e;
    for (e = 0; e < l->elements; e++) {
        int w = range(-128, 127);
        if (mood == 0) {
            w = chance(50) ? -128 : 127;
        } else if (mood == 1) {
            w = negative ? -128 : 127;
        } else if (mood == 2) {
            w = chance(90) ? 0 : w;
        } else if (mood == 3) {
            w = range(-2, 2);
        } else if (mood == 4) {
            w = e < start || e >= end ? 0 : (negative ? -127 : 127);
        }
        /* Sums of two products of a depthwise layer fit 16 bits. */
        if (t->variant == MVE && l->layout == BY_ELEMENT && w == -128) {
            w = -127;
        }
        *weight(t, l, channel, e) = (int8_t)w;
    }
}

/* Limits the second channel of a pair so that half words and sums of 24 bits do not overflow. */
static void fit_pair(test_case *t, const layer *l, int channel) {
    int e;
    for (e = 0; e < l->elements; e++) {
        int8_t *w = weight(t, l, channel, e);
        *w = *w == -128 && *weight(t, l, channel - 1, e) < 0 ? -127 : *w;
    }
    while (largest_piece(t, l, channel) > LARGEST_SECOND_SUM / 128) {
        for (e = 0; e < l->elements; e++) {
            *weight(t, l, channel, e) = (int8_t)(*weight(t, l, channel, e) / 2);
        }
    }
}

/* The largest magnitude of an input with its offset. */
static int largest_input(const test_case *t) {
    const int low = magnitude(t->input_offset - 128);
    const int high = magnitude(t->input_offset + 127);
    return low > high ? low : high;
}

static int32_t sum_of_weights(const test_case *t, const layer *l, int channel) {
    int32_t sum = 0;
    int e;
    for (e = 0; e < l->elements; e++) {
        sum += *weight(t, l, channel, e) + l->filter_offset;
    }
    return sum;
}

static int32_t random_bias(const test_case *t, const layer *l, int channel) {
    const int32_t most = LARGEST_SUM - absolute_sum(t, l, channel, 0, l->elements) * largest_input(t);
    const int32_t sign = chance(50) ? -1 : 1;
    if (is_second(t, l, channel)) {
        const int32_t room = LARGEST_SECOND_SUM - 128 * largest_piece(t, l, channel);
        const int32_t start = chance(30) ? room : range(0, room < 60000 ? (int)room : 60000);
        return sign * start - t->input_offset * sum_of_weights(t, l, channel);
    }
    if (chance(80)) {
        return range(-30000, 30000);
    }
    return sign * (chance(30) && most > 1 << 30 ? 1 << 30 : most - range(0, 1));
}

static int bits_of(int32_t x) {
    int bits = 0;
    for (; x > 0; x /= 2) {
        bits++;
    }
    return bits;
}

/* The magnitudes of the sums of channels with one scale. */
typedef struct sums {
    int32_t weights;
    int32_t bias;
    int32_t most; /* a sum of products and bias */
} sums;

/* A shift that brings sums into the range of int8, or sometimes an extreme one. */
static int random_shift(const layer *l, const sums *s, int any) {
    const int left = any ? 30 - bits_of(s->most) : -1;
    const int usual = bits_of(s->weights) + 6 - bits_of(l->elements) / 2;
    const int constant = bits_of(s->bias);
    const int typical = 7 - (constant > usual ? constant : usual);
    int shift = typical + range(-3, 2);
    if (chance(any ? 20 : 5)) {
        shift = chance(30) ? -31 : range(-31, left);
    } else if (any && chance(20)) {
        shift = chance(30) ? 0 : left;
    }
    shift = shift > left ? left : shift;
    return shift < -31 ? -31 : shift;
}

static void draw_scales(test_case *t, const layer *l) {
    /* Otherwise all shifts are to the right, as in most layers; some loops require that. */
    const int any = chance(30);
    int c;
    int scale;
    for (scale = 0; scale < l->scales; scale++) {
        sums s = {0, 0, 1};
        for (c = scale; c < l->channels; c += l->scales) {
            const int32_t weights = absolute_sum(t, l, c, 0, l->elements);
            const int32_t bias = magnitude(t->bias[c]);
            const int32_t most = weights * largest_input(t) + bias;
            s.weights = weights > s.weights ? weights : s.weights;
            s.bias = bias > s.bias ? bias : s.bias;
            s.most = most > s.most ? most : s.most;
        }
        do {
            t->multipliers[scale] = random_multiplier();
        } while (t->multipliers[scale] == 0 && (t->variant == DSP || !any));
        t->shifts[scale] = (int8_t)(t->multipliers[scale] == 0 ? 0 : random_shift(l, &s, any));
    }
}

static size_t place_in_fours(const layer *l, int channel, int element) {
    const int lane = in_group(l, channel) ? channel % 4 : 0;
    const int first = (channel - lane) * l->elements;
    return (size_t)(in_group(l, channel) ? first + 4 * element + lane : first + element);
}

/* The byte of a block of four elements of four channels. */
static int place_in_block(int lane, int element) {
    static const int first[4] = {0, 8, 2, 10};
    return first[element] + lane / 2 * 4 + lane % 2;
}

/* Elements are filled up to fours. */
static int pitch_of(const test_case *t, const layer *l) {
    const int paired = t->variant == DSP && l->layout == BY_CHANNEL;
    return paired ? (l->elements + 3) / 4 * 4 : l->elements;
}

static size_t place_in_pairs(const test_case *t, const layer *l, int channel, int element) {
    const int pitch = pitch_of(t, l);
    if (!in_group(l, channel)) {
        return (size_t)(channel * pitch + element);
    }
    return (size_t)(channel / 4 * 4 * pitch + element / 4 * 16 + place_in_block(channel % 4, element % 4));
}

static size_t place_of_weight(const test_case *t, const layer *l, int channel, int element) {
    switch (t->variant) {
    case SMALL:
        return (size_t)(channel * l->elements + element);
    case MVE:
        return (size_t)(l->layout == BY_CHANNEL ? channel * l->elements + element
                                                : element * l->channels + channel);
    case DSP:
        return l->layout == BY_CHANNEL ? place_in_pairs(t, l, channel, element)
                                       : place_in_fours(l, channel, element);
    default:
        return place_in_fours(l, channel, element);
    }
}

/* Weights in the kernel's order; in pairs the first channel's sign is taken out of the second one's weight.
 */
static void pack_weights(test_case *t, const layer *l) {
    /* A convolution with vectors reads the weights of a channel in sixteens. */
    const int padding = t->variant == MVE && l->elements <= 64 ? -l->elements & 15 : 0;
    const size_t bytes = (size_t)(l->channels * pitch_of(t, l) + padding);
    int c;
    int e;
    t->packed = allocate_anywhere(bytes, t->variant == DSP ? 4 : 1);
    memset(t->packed, t->variant == DSP ? 0 : range(-127, 127), bytes);
    for (c = 0; c < l->channels; c++) {
        for (e = 0; e < l->elements; e++) {
            const int borrowed = is_second(t, l, c) && *weight(t, l, c - 1, e) < 0 ? 1 : 0;
            t->packed[place_of_weight(t, l, c, e)] = (int8_t)(*weight(t, l, c, e) - borrowed);
        }
    }
}

/* The initial value of sums of raw inputs, modulo 2^32. */
static uint32_t start_of(const test_case *t, const layer *l, int channel) {
    return (uint32_t)t->bias[channel] + (uint32_t)(t->input_offset * sum_of_weights(t, l, channel));
}

static int32_t *allocate_words(int words) {
    return (int32_t *)(void *)allocate_anywhere((size_t)words * sizeof(int32_t), 4);
}

static void fold_biases(test_case *t, const layer *l) {
    int c;
    t->folded = allocate_words(l->channels);
    for (c = 0; c < l->channels; c++) {
        t->folded[c] = (int32_t)start_of(t, l, c);
    }
}

/* Constants of groups; `positive` is whether no output is below that of zero. */
static void group_constants(test_case *t, const layer *l, int positive) {
    const int words = (l->channels + 3) / 4 * GROUP_WORDS;
    uint32_t *constants;
    int i;
    int c;
    t->folded = allocate_words(words);
    constants = (uint32_t *)t->folded;
    for (i = 0; i < words; i++) {
        constants[i] = 0u;
    }
    for (c = 0; c < l->channels; c++) {
        const int scale = l->scales == 1 ? 0 : c;
        const int shift = t->shifts[scale];
        uint32_t *group = constants + c / 4 * GROUP_WORDS;
        group[GROUP_BIAS + c % 4] = start_of(t, l, c);
        if (is_second(t, l, c)) {
            group[GROUP_BIAS + c % 4] = start_of(t, l, c - 1) + 256u * start_of(t, l, c);
        }
        group[GROUP_MULTIPLIERS + c % 4] = 2u * (uint32_t)t->multipliers[scale];
        group[GROUP_SHIFTS] |= ((uint32_t)(-1 - shift) & 0x3Fu) << (8 * (c % 4));
        group[GROUP_SHIFTS] |= (shift >= 0 ? 0x80000000u : 0u) | (positive ? 0u : 0x80u);
    }
}

void set_weights(test_case *t, const layer *l, int positive) {
    const int few = l->elements <= l->piece && chance(30);
    int c;
    t->weights = allocate_anywhere((size_t)(l->elements * l->channels), 1);
    t->bias = allocate_words(l->channels);
    t->multipliers = allocate_words(l->scales);
    t->shifts = allocate_anywhere((size_t)l->scales, 1);
    for (c = 0; c < l->channels; c++) {
        if (few) {
            draw_few_weights(t, l, c);
            t->bias[c] = range(-200, 200);
            continue;
        }
        draw_weights(t, l, c);
        if (is_second(t, l, c)) {
            fit_pair(t, l, c);
        }
        t->bias[c] = random_bias(t, l, c);
    }
    draw_scales(t, l);
    pack_weights(t, l);
    if (t->variant == DSP) {
        group_constants(t, l, positive);
    } else {
        fold_biases(t, l);
    }
    t->absent = allocate_anywhere((size_t)l->absent, 1);
    memset(t->absent, -t->input_offset, (size_t)l->absent);
}
