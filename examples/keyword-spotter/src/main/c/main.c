/*
 * A keyword spotter: features of a second of sound go in, the likeliest word comes out. This program also
 * runs on the machine that builds it; in a product the features come from a microphone.
 */
#include <stdio.h>

#include "keyword_spotter.h"

#define FEATURES PEX_KEYWORD_SPOTTER_INPUT_0_BYTES
#define WORDS PEX_KEYWORD_SPOTTER_OUTPUT_0_BYTES

static PEX_ALIGNED(PEX_KEYWORD_SPOTTER_ARENA_ALIGN) uint8_t arena[PEX_KEYWORD_SPOTTER_ARENA_BYTES];
static keyword_spotter_state network;

/* Stands for the front end: the coefficient at a place of the second. */
static float feature(uint32_t place) {
    return (float)(place % 10u) / 10.0f;
}

/* The index of the likeliest word, or -1. */
static int spot(void) {
    int8_t *input = keyword_spotter_input_0(&network);
    const int8_t *scores;
    int best = 0;
    for (uint32_t i = 0; i < FEATURES; i++) {
        input[i] = keyword_spotter_quantize_input_0(feature(i));
    }
    if (keyword_spotter_run(&network) != PEX_OK) {
        return -1;
    }
    scores = keyword_spotter_output_0(&network);
    for (int i = 1; i < (int)WORDS; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

int main(void) {
    int word;
    if (keyword_spotter_init(&network, arena, sizeof arena) != PEX_OK) {
        return 1;
    }
    word = spot();
    printf("word %d of %u, arena %u bytes\n", word, (unsigned)WORDS, (unsigned)sizeof arena);
    return word < 0 ? 1 : 0;
}
