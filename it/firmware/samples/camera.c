/*
 * An image that comes line by line, as from a camera: each line is pushed into the network, which does all
 * that can be done with it and forgets what it no longer needs. The image is never whole in memory: the arena
 * is smaller than it, and beside the arena there is one line.
 *
 * Model: mobilenet_v1_96, generated with pex.inputMode=streamed.
 */
#include "mobilenet_v1_96.h"
#include "sample.h"

static PEX_ALIGNED(PEX_MOBILENET_V1_96_ARENA_ALIGN) uint8_t arena[PEX_MOBILENET_V1_96_ARENA_BYTES];
static mobilenet_v1_96_state network;

/* What the camera's interrupt or DMA fills. */
static int8_t line[PEX_MOBILENET_V1_96_INPUT_0_ROW_BYTES];

int main(void) {
    int right = mobilenet_v1_96_init(&network, arena, sizeof arena) == PEX_OK;
    uint32_t image;
    for (image = 0; right && image < sample_count(); image++) {
        pex_status status = PEX_NEEDS_ROWS;
        uint32_t row;
        for (row = 0; row < PEX_MOBILENET_V1_96_INPUT_0_ROWS && status == PEX_NEEDS_ROWS; row++) {
            uint32_t taken;
            sample_read_row(image, row, line, sizeof line);
            status = mobilenet_v1_96_push(&network, 0, line, 1, &taken);
        }
        right = status == PEX_OK &&
                sample_report("camera", image, mobilenet_v1_96_output(&network, 0),
                              PEX_MOBILENET_V1_96_OUTPUT_BYTES, PEX_MOBILENET_V1_96_ARENA_BYTES);
    }
    return right ? 0 : 1;
}
