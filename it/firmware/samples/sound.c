/*
 * Sound features that are fetched frame by frame: the network asks for each frame when it needs it and says
 * where it belongs, so that a feature extractor writes it there and nothing is copied. Then the same with
 * work in small bounded steps, for a loop that has other things to do.
 *
 * Model: ds_cnn, generated with pex.inputMode=streamed; a row of its input is the features of one frame.
 */
#include "ds_cnn.h"
#include "sample.h"

static PEX_ALIGNED(PEX_DS_CNN_ARENA_ALIGN) uint8_t arena[PEX_DS_CNN_ARENA_BYTES];
static ds_cnn_state network;

/* In a product: computes the features of the next frame of sound. No frame is kept for later. */
static pex_status next_frame(void *context, uint32_t input, uint32_t row, void *destination, uint32_t bytes) {
    const uint32_t *recording = (const uint32_t *)context;
    (void)input; /* there is one */
    if (destination != NULL) {
        sample_read_row(*recording, row, destination, bytes);
    }
    return PEX_OK;
}

static int answer_is_right(uint32_t recording) {
    return sample_report("sound", recording, ds_cnn_output(&network, 0), PEX_DS_CNN_OUTPUT_BYTES,
                         PEX_DS_CNN_ARENA_BYTES);
}

/* One call of this does at most one kernel's part of work. PEX_OK: the answer is there. */
static pex_status do_a_little(uint32_t recording) {
    pex_status status = ds_cnn_step(&network);
    if (status == PEX_NEEDS_ROWS) {
        int8_t frame[PEX_DS_CNN_INPUT_0_ROW_BYTES];
        uint32_t input;
        uint32_t row;
        status = ds_cnn_wanted(&network, &input, &row);
        if (status == PEX_NEEDS_ROWS) {
            sample_read_row(recording, row, frame, sizeof frame);
            status = ds_cnn_accept(&network, input, frame);
        }
    }
    return status;
}

int main(void) {
    int right = ds_cnn_init(&network, arena, sizeof arena) == PEX_OK;
    uint32_t recording;
    for (recording = 0; right && recording < sample_count(); recording++) {
        right = ds_cnn_run_pull(&network, next_frame, &recording) == PEX_OK && answer_is_right(recording);
    }
    for (recording = 0; right && recording < sample_count(); recording++) {
        pex_status status;
        do {
            status = do_a_little(recording);
        } while (status == PEX_MORE);
        right = status == PEX_OK && answer_is_right(recording);
    }
    return right ? 0 : 1;
}
