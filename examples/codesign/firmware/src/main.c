/* Hears the recordings of the test and says how many digits it understands. In a product the samples come
 * from a microphone.
 */
#include "board.h"
#include "digits_pruned.h"
#include "digits_pruned_sound.h"

#include <stddef.h>

#define FRAMES PEX_DIGITS_PRUNED_INPUT_0_ROWS
#define WINDOW DIGITS_PRUNED_SOUND_WINDOW
#define HOP DIGITS_PRUNED_SOUND_HOP
#define CLASSES PEX_DIGITS_PRUNED_OUTPUT_0_BYTES

/* Samples that the frames of an input take. */
#define LENGTH (WINDOW + (FRAMES - 1) * HOP)

/* A recording in clips.S, with its samples behind it; the next one begins at a multiple of 4. */
typedef struct clip {
    int32_t label;
    int32_t samples;
} clip;

/* From clips.S. */
extern const clip clips[];
extern const clip clips_end[];

static PEX_ALIGNED(PEX_DIGITS_PRUNED_ARENA_ALIGN) uint8_t arena[PEX_DIGITS_PRUNED_ARENA_BYTES];
static digits_pruned_state network;

/* The sample at a place of the input: of the middle of a long recording, or silence around a short one. */
static int16_t sample_at(const clip *heard, int32_t place) {
    const int16_t *samples = (const int16_t *)(heard + 1);
    const int32_t spare = LENGTH - heard->samples;
    const int32_t at = spare > 0 ? place - spare / 2 : place + -spare / 2;
    return at < 0 || at >= heard->samples ? (int16_t)0 : samples[at];
}

/* The features of a frame, when the network asks for them. */
static pex_status next_frame(void *context, uint32_t input, uint32_t row, void *destination, uint32_t bytes) {
    static int16_t window[WINDOW];
    static int32_t work[DIGITS_PRUNED_SOUND_WORK];
    const clip *heard = (const clip *)context;
    (void)input; /* there is one */
    (void)bytes; /* DIGITS_PRUNED_SOUND_FEATURES */
    if (destination != NULL) {
        for (int32_t i = 0; i < WINDOW; i++) {
            window[i] = sample_at(heard, (int32_t)row * HOP + i);
        }
        pex_logmel_s8(&digits_pruned_sound, window, work, (int8_t *)destination);
    }
    return PEX_OK;
}

/* The digit that is heard, or -1. */
static int32_t classify(clip *heard) {
    const int8_t *scores;
    int32_t best = 0;
    if (digits_pruned_run_pull(&network, next_frame, heard) != PEX_OK) {
        return -1;
    }
    scores = digits_pruned_output_0(&network);
    for (int32_t i = 1; i < (int32_t)CLASSES; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

int main(void) {
    uint32_t right = 0;
    uint32_t count = 0;
    const clip *heard = clips;
    if (digits_pruned_init(&network, arena, sizeof arena) != PEX_OK) {
        return 1;
    }
    while (heard < clips_end) {
        right += classify((clip *)heard) == heard->label ? 1u : 0u;
        count++;
        /* Two samples in each word. */
        heard = (const clip *)((const int32_t *)(heard + 1) + (heard->samples + 1) / 2);
    }
    board_number(right);
    board_text(" of ");
    board_number(count);
    board_text(" right");
    return 0;
}
