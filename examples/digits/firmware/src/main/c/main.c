/* Classifies the held-out images and says how many it gets right. In a product the images come from a camera.
 */
#include "board.h"
#include "digits.h"

#define PIXELS PEX_DIGITS_INPUT_0_BYTES
#define CLASSES PEX_DIGITS_OUTPUT_0_BYTES

/* From samples.S. */
extern const uint8_t images[][PIXELS];
extern const uint8_t images_end[][PIXELS];
extern const int32_t labels[];

static PEX_ALIGNED(PEX_DIGITS_ARENA_ALIGN) uint8_t arena[PEX_DIGITS_ARENA_BYTES];
static digits_state network;

/* The digit that is seen, or -1. */
static int32_t classify(const uint8_t *pixels) {
    int8_t *input = digits_input_0(&network);
    const int8_t *scores;
    int32_t best = 0;
    for (uint32_t i = 0; i < PIXELS; i++) {
        input[i] = digits_quantize_input_0((float)pixels[i]);
    }
    if (digits_run(&network) != PEX_OK) {
        return -1;
    }
    scores = digits_output_0(&network);
    for (int32_t i = 1; i < (int32_t)CLASSES; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

int main(void) {
    const uint32_t count = (uint32_t)(images_end - images);
    uint32_t right = 0;
    if (digits_init(&network, arena, sizeof arena) != PEX_OK) {
        return 1;
    }
    for (uint32_t i = 0; i < count; i++) {
        right += classify(images[i]) == labels[i] ? 1u : 0u;
    }
    board_text("digits: ");
    board_number(right);
    board_text(" of ");
    board_number(count);
    board_text(" right\n");
    return 0;
}
