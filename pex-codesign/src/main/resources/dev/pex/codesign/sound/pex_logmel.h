/*
 * Log-mel and cepstral features of sound in integers: the same bits as the Java class
 * dev.pex.codesign.sound.FrontEnd, which made the tables. docs/SOUND.md has the formula.
 *
 * Frames are computed one by one, so that a firmware can compute each when its samples have arrived. There is
 * no state, no allocation and no floating-point number; no library function is called.
 */
#ifndef PEX_LOGMEL_H
#define PEX_LOGMEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The settings of a front end and their tables. */
typedef struct pex_logmel {
    int32_t window_samples;
    int32_t fft; /* points of the Fourier transform */
    int32_t bands;
    int32_t coefficients;       /* 0 for the levels of the bands themselves */
    int32_t lowest;             /* level of the least feature, in octaves of power */
    int32_t steps;              /* of an int8 feature for an octave */
    const uint16_t *window;     /* window_samples, in 2^-16 */
    const int32_t *sines;       /* fft / 4 + 1, a quarter of a wave, in 2^-30 */
    const uint16_t *edges;      /* bands + 2: where the intervals between corners of bands begin, in bins */
    const uint16_t *rises;      /* for each bin from edges[0] on, in 2^-15 */
    const uint16_t *logarithms; /* 65: log2(1 + i / 64), in 2^-15 */
    const int16_t *cosines;     /* coefficients x bands, in 2^-15 */
} pex_logmel;

/* How many numbers of int32_t the work memory of a front end has. */
#define PEX_LOGMEL_WORK(fft, bands) ((fft) + (bands))

/*
 * Computes the features of one frame: one for each band, or for each coefficient if there are any.
 *
 * samples: window_samples, the oldest first
 * work: PEX_LOGMEL_WORK numbers, whose content before and after the call does not matter
 * features: int8_t in steps, or int16_t in 2^-8 of a step
 */
void pex_logmel_s8(const pex_logmel *front, const int16_t *samples, int32_t *work, int8_t *features);
void pex_logmel_s16(const pex_logmel *front, const int16_t *samples, int32_t *work, int16_t *features);

#ifdef __cplusplus
}
#endif

#endif
