/*
 * Log-mel and cepstral features of sound in integers; see pex_logmel.h.
 *
 * Right shifts of negative numbers round down, as those of every supported compiler do.
 */
#include "pex_logmel.h"

#define SINE_BITS 30
#define HEADROOM 3    /* zero bits at the top of the largest magnitude of a scaled frame */
#define LOST_BITS 12  /* of a power before it is weighted */
#define OCTAVES 35    /* what bits of window and weights add to a level */
#define SILENT (-128) /* the shift of a frame of which all is 0 */
#define LEVEL_BITS 10
#define INDEX_BITS 6 /* of the table of logarithms */
#define ROUND_LOG ((uint32_t)1 << 20)

static int32_t leading_zeros(uint64_t number) {
    int32_t zeros = 0;
    int32_t bits;
    for (bits = 32; bits > 0; bits /= 2) {
        if ((number >> (64 - bits)) == 0u) {
            zeros += bits;
            number <<= bits;
        }
    }
    return zeros;
}

static int32_t round_shift(int64_t value, int32_t bits) {
    return (int32_t)((value + ((int64_t)1 << (bits - 1))) >> bits);
}

static int64_t scaled(int64_t value) {
    return value * ((int64_t)1 << SINE_BITS);
}

static int32_t sine(const pex_logmel *front, int32_t index) {
    return front->sines[index <= front->fft / 4 ? index : front->fft / 2 - index];
}

static int32_t cosine(const pex_logmel *front, int32_t index) {
    const int32_t quarter = front->fft / 4;
    return index <= quarter ? front->sines[quarter - index] : -front->sines[index - quarter];
}

/* Applies the window and scales the frame up; by how many bits, -2 or more, or SILENT. */
static int32_t load(const pex_logmel *front, const int16_t *samples, int32_t *work) {
    int32_t largest = 0;
    int32_t shift = SILENT;
    int32_t i;
    for (i = 0; i < front->fft; i++) {
        int32_t magnitude;
        work[i] = i < front->window_samples ? samples[i] * (int32_t)front->window[i] : 0;
        magnitude = work[i] < 0 ? -work[i] : work[i];
        largest = magnitude > largest ? magnitude : largest;
    }
    if (largest > 0) {
        shift = leading_zeros((uint64_t)(uint32_t)largest) - 32 - HEADROOM;
        for (i = 0; i < front->window_samples; i++) {
            if (shift >= 0) {
                work[i] *= (int32_t)1 << shift;
            } else {
                work[i] >>= -shift;
            }
        }
    }
    return shift;
}

static void swap(int32_t *work, int32_t one, int32_t other) {
    const int32_t value = work[one];
    work[one] = work[other];
    work[other] = value;
}

/* Puts the complex numbers into the order of their reversed indices. */
static void reorder(int32_t *work, int32_t size) {
    int32_t reversed = 0;
    int32_t i;
    for (i = 1; i < size; i++) {
        int32_t bit = size / 2;
        while (reversed >= bit) {
            reversed -= bit;
            bit /= 2;
        }
        reversed += bit;
        if (i < reversed) {
            swap(work, 2 * i, 2 * reversed);
            swap(work, (2 * i) + 1, (2 * reversed) + 1);
        }
    }
}

/* Joins transforms of `half` numbers in pairs. Each result is halved, so that it keeps to 32 bits. */
static void stage(const pex_logmel *front, int32_t *work, int32_t half) {
    const int32_t step = front->fft / (2 * half);
    int32_t j;
    int32_t k;
    for (j = 0; j < half; j++) {
        const int64_t c = cosine(front, j * step);
        const int64_t s = sine(front, j * step);
        for (k = j; k < front->fft / 2; k += 2 * half) {
            int32_t *a = work + (2 * k);
            int32_t *b = a + (2 * half);
            const int64_t real = (b[0] * c) + (b[1] * s);
            const int64_t imaginary = (b[1] * c) - (b[0] * s);
            const int64_t own_real = scaled(a[0]);
            const int64_t own_imaginary = scaled(a[1]);
            a[0] = round_shift(own_real + real, SINE_BITS + 1);
            a[1] = round_shift(own_imaginary + imaginary, SINE_BITS + 1);
            b[0] = round_shift(own_real - real, SINE_BITS + 1);
            b[1] = round_shift(own_imaginary - imaginary, SINE_BITS + 1);
        }
    }
}

/* Makes the spectrum of the frame from that of the complex numbers, which are pairs of samples. */
static void unfold(const pex_logmel *front, int32_t *work) {
    const int32_t first = work[0];
    const int32_t second = work[1];
    int32_t k;
    work[0] = (first + second + 1) >> 1;
    work[1] = (first - second + 1) >> 1;
    for (k = 1; k <= front->fft / 4; k++) {
        int32_t *a = work + (2 * k);
        int32_t *b = work + (front->fft - (2 * k));
        const int64_t c = cosine(front, k);
        const int64_t s = sine(front, k);
        const int64_t even_real = scaled((int64_t)a[0] + b[0]);
        const int64_t even_imaginary = scaled((int64_t)a[1] - b[1]);
        const int64_t odd_real = (int64_t)a[1] + b[1];
        const int64_t odd_imaginary = (int64_t)b[0] - a[0];
        const int64_t real = (odd_real * c) + (odd_imaginary * s);
        const int64_t imaginary = (odd_imaginary * c) - (odd_real * s);
        a[0] = round_shift(even_real + real, SINE_BITS + 2);
        a[1] = round_shift(even_imaginary + imaginary, SINE_BITS + 2);
        b[0] = round_shift(even_real - real, SINE_BITS + 2);
        b[1] = round_shift(imaginary - even_imaginary, SINE_BITS + 2);
    }
}

static uint64_t power(const int32_t *work, int32_t fft, int32_t bin) {
    const int64_t real = bin == fft / 2 ? work[1] : work[2 * bin];
    const int64_t imaginary = (bin == 0 || bin == fft / 2) ? 0 : work[(2 * bin) + 1];
    return (uint64_t)((real * real) + (imaginary * imaginary));
}

/* The logarithm to base 2 of a number above 0, in 2^-10. */
static int32_t log_2(const uint16_t *table, uint64_t number) {
    const int32_t zeros = leading_zeros(number);
    const uint64_t fraction = (number << (uint32_t)zeros) << 1; /* without the leading one */
    const uint32_t index = (uint32_t)(fraction >> (64 - INDEX_BITS));
    const uint32_t between = (uint32_t)(fraction >> (48 - INDEX_BITS)) & 0xffffu;
    const uint32_t step = (uint32_t)table[index + 1u] - table[index];
    const uint32_t value = ((uint32_t)table[index] << 16) + (step * between);
    return ((63 - zeros) * (1 << LEVEL_BITS)) + (int32_t)((value + ROUND_LOG) >> 21);
}

static int32_t clamp(int32_t value, int32_t minimum, int32_t maximum) {
    int32_t result = value < minimum ? minimum : value;
    return result > maximum ? maximum : result;
}

/* The levels of the bands above the lowest one, in 2^-10 octaves. */
static void find_levels(const pex_logmel *front, const int32_t *work, int32_t shift, int32_t *levels) {
    const int32_t base = (OCTAVES + front->lowest + (2 * shift)) * (1 << LEVEL_BITS);
    const uint16_t *rise = front->rises;
    uint64_t rising = 0;
    int32_t i;
    int32_t bin;
    for (i = 0; i <= front->bands; i++) {
        uint64_t falling = 0;
        uint64_t next = 0;
        for (bin = front->edges[i]; bin < front->edges[i + 1]; bin++) {
            const uint64_t lessened = power(work, front->fft, bin) >> LOST_BITS;
            next += lessened * *rise;
            falling += lessened * (uint32_t)(32768 - *rise);
            rise++;
        }
        if (i > 0) {
            const uint64_t energy = rising + falling;
            levels[i - 1] =
                energy == 0u ? 0 : clamp(log_2(front->logarithms, energy) - base, 0, (int32_t)UINT16_MAX);
        }
        rising = next;
    }
}

static int32_t coefficient(const pex_logmel *front, int32_t k, const int32_t *levels) {
    const int16_t *cosines = front->cosines + (k * front->bands);
    int64_t sum = 0;
    int32_t b;
    for (b = 0; b < front->bands; b++) {
        sum += (int64_t)cosines[b] * levels[b];
    }
    return round_shift(sum, 15);
}

/* The levels of a frame, behind the numbers of the transform. */
static const int32_t *frame(const pex_logmel *front, const int16_t *samples, int32_t *work) {
    int32_t *levels = work + front->fft;
    const int32_t shift = load(front, samples, work);
    int32_t i;
    if (shift != SILENT) {
        reorder(work, front->fft / 2);
        for (i = 1; i < front->fft / 2; i *= 2) {
            stage(front, work, i);
        }
        unfold(front, work);
        find_levels(front, work, shift, levels);
    } else {
        for (i = 0; i < front->bands; i++) {
            levels[i] = 0;
        }
    }
    return levels;
}

static int32_t width(const pex_logmel *front) {
    return front->coefficients == 0 ? front->bands : front->coefficients;
}

/* A feature in 2^-8 of a step. */
static int32_t feature(const pex_logmel *front, int32_t i, const int32_t *levels) {
    const int32_t level = front->coefficients == 0 ? levels[i] : coefficient(front, i, levels);
    const int32_t value = ((level * front->steps) + 2) >> 2;
    /* Coefficients from 1 on lie around 0 already. */
    const int32_t offset = (front->coefficients == 0 || i == 0) ? INT16_MIN : 0;
    return clamp(value + offset, INT16_MIN, INT16_MAX);
}

void pex_logmel_s8(const pex_logmel *front, const int16_t *samples, int32_t *work, int8_t *features) {
    const int32_t *levels = frame(front, samples, work);
    int32_t i;
    for (i = 0; i < width(front); i++) {
        features[i] = (int8_t)clamp(((feature(front, i, levels) + 0x8080) >> 8) - 128, INT8_MIN, INT8_MAX);
    }
}

void pex_logmel_s16(const pex_logmel *front, const int16_t *samples, int32_t *work, int16_t *features) {
    const int32_t *levels = frame(front, samples, work);
    int32_t i;
    for (i = 0; i < width(front); i++) {
        features[i] = (int16_t)feature(front, i, levels);
    }
}
