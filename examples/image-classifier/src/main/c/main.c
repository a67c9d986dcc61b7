/*
 * An image classifier: a handwritten digit goes in, its value comes out. This program also runs on the
 * machine that builds it; in a product the image comes from a camera.
 */
#include <stdio.h>

#include "digits.h"

#define PIXELS PEX_DIGITS_INPUT_0_BYTES
#define CLASSES PEX_DIGITS_OUTPUT_0_BYTES

static PEX_ALIGNED(PEX_DIGITS_ARENA_ALIGN) uint8_t arena[PEX_DIGITS_ARENA_BYTES];
static digits_state network;

/* A six, of a person whose digits the network was not trained on. */
/* clang-format off */
static const uint8_t image[PIXELS] = {
    0, 0, 0, 14, 4, 0, 0, 0,
    0, 0, 6, 13, 1, 0, 0, 0,
    0, 0, 15, 4, 0, 0, 0, 0,
    0, 4, 16, 7, 4, 2, 0, 0,
    0, 8, 16, 11, 9, 15, 5, 0,
    0, 5, 14, 1, 0, 10, 9, 0,
    0, 0, 11, 12, 5, 13, 5, 0,
    0, 0, 1, 13, 16, 9, 0, 0,
};
/* clang-format on */

/* The digit that is seen, or -1. */
static int classify(const uint8_t *pixels) {
    int8_t *input = digits_input_0(&network);
    const int8_t *scores;
    int best = 0;
    for (uint32_t i = 0; i < PIXELS; i++) {
        input[i] = digits_quantize_input_0((float)pixels[i]);
    }
    if (digits_run(&network) != PEX_OK) {
        return -1;
    }
    scores = digits_output_0(&network);
    for (int i = 1; i < (int)CLASSES; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

int main(void) {
    int digit;
    if (digits_init(&network, arena, sizeof arena) != PEX_OK) {
        return 1;
    }
    digit = classify(image);
    printf("it is a %d, arena %u bytes\n", digit, (unsigned)sizeof arena);
    return digit < 0 ? 1 : 0;
}
