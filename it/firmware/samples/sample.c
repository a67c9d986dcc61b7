#include "sample.h"

#include "firmware.h"
#include "pex_mem.h"

extern const fw_vector sample_vectors[];

uint32_t sample_count(void) {
    return SAMPLE_VECTORS;
}

void sample_read_row(uint32_t recording, uint32_t row, void *destination, uint32_t bytes) {
    memcpy(destination, sample_vectors[recording].input + row * bytes, bytes);
}

int sample_report(const char *name, uint32_t recording, const void *answer, uint32_t bytes,
                  uint32_t arena_bytes) {
    const fw_vector *vector = &sample_vectors[recording];
    int right = vector->output_bytes == bytes && memcmp(answer, vector->output, bytes) == 0;
    fw_text("PEX-SAMPLE name=");
    fw_text(name);
    fw_text(" board=" FW_BOARD " seed=");
    fw_number(vector->seed);
    fw_text(right ? " status=ok arena=" : " status=FAIL arena=");
    fw_number(arena_bytes);
    fw_text(" input=");
    fw_number(vector->input_bytes);
    fw_line_end();
    return right;
}
