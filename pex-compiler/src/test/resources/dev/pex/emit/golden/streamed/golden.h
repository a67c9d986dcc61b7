/*
 * golden: a neural network compiled by Pex for target generic, optimize = balanced. Do not edit.
 *
 * Arena      374 bytes, aligned to 4: all memory an inference writes, except the stack
 * Stack      at most 512 bytes per call, tested with GCC 12 -O2 on Cortex-M4, Cortex-M55 and
 *            RV32; other compilers may need more, and interrupts come on top
 * State      20 bytes on a core with 32-bit pointers
 * Constants  552 bytes of weights, biases and requantisation constants
 * Input  0   'image', int8_t, 1 x 16 x 16 x 1, 256 bytes, real = 0.1 * (q + 3)
 * Output 0   'classes', int8_t, 1 x 2, 2 bytes, real = 0.1 * (q + 3)
 * Labels     2 names of the classes of output 0, in PEX_GOLDEN_LABELS
 *
 * The input arrives row by row (an image from its top, audio frame by frame) and is never in memory as a
 * whole. The output stays valid until the next row of input, or the next call that performs steps.
 *
 * Usage when a device delivers rows, for instance a camera:
 *     static PEX_ALIGNED(PEX_GOLDEN_ARENA_ALIGN) uint8_t arena[PEX_GOLDEN_ARENA_BYTES];
 *     static golden_state state;
 *     uint32_t taken;
 *     pex_status status = golden_init(&state, arena, sizeof arena);
 *     for each row of PEX_GOLDEN_INPUT_0_ROW_BYTES bytes:
 *         status = golden_push(&state, 0, row, 1, &taken);
 *     PEX_NEEDS_ROWS: continue; PEX_OK: the output is valid, the next row begins the next inference
 *     ... read PEX_GOLDEN_OUTPUT_0_BYTES bytes at golden_output(&state, 0) ...
 *
 * Usage when rows can be fetched: a function writes the row that it is asked for,
 *     static pex_status read_row(void *context, uint32_t input, uint32_t row, void *destination,
 *                                uint32_t bytes);
 *     status = golden_run_pull(&state, read_row, context);
 *
 * A state with its arena is one instance, and there can be any number of instances. No function
 * allocates or keeps data elsewhere. Two threads must not use the same state at the same time.
 */
#ifndef PEX_MODEL_GOLDEN_H
#define PEX_MODEL_GOLDEN_H

#include "pex_runtime.h"

#if PEX_RUNTIME_VERSION != 6
#error "golden and pex_runtime.h come from different versions of Pex"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define PEX_GOLDEN_ARENA_BYTES 374u
#define PEX_GOLDEN_ARENA_ALIGN 4u
#define PEX_GOLDEN_STACK_BYTES 512u
#define PEX_GOLDEN_STEPS 73u
#define PEX_GOLDEN_INPUT_COUNT 1u
#define PEX_GOLDEN_INPUT_BYTES 256u
#define PEX_GOLDEN_INPUT_0_BYTES 256u
#define PEX_GOLDEN_INPUT_0_ELEMENTS 256u
#define PEX_GOLDEN_INPUT_0_RANK 4u
#define PEX_GOLDEN_INPUT_0_SHAPE { 1u, 16u, 16u, 1u }
#define PEX_GOLDEN_INPUT_0_SCALE 0.1f
#define PEX_GOLDEN_INPUT_0_ZERO_POINT (-3)
#define PEX_GOLDEN_STREAMED 1u
#define PEX_GOLDEN_INPUT_0_ROWS 16u
#define PEX_GOLDEN_INPUT_0_ROW_BYTES 16u
#define PEX_GOLDEN_OUTPUT_COUNT 1u
#define PEX_GOLDEN_OUTPUT_BYTES 2u
#define PEX_GOLDEN_OUTPUT_0_BYTES 2u
#define PEX_GOLDEN_OUTPUT_0_ELEMENTS 2u
#define PEX_GOLDEN_OUTPUT_0_RANK 2u
#define PEX_GOLDEN_OUTPUT_0_SHAPE { 1u, 2u }
#define PEX_GOLDEN_OUTPUT_0_SCALE 0.1f
#define PEX_GOLDEN_OUTPUT_0_ZERO_POINT (-3)

/* static const char *const labels[PEX_GOLDEN_LABEL_COUNT] = PEX_GOLDEN_LABELS; the bytes are UTF-8. */
#define PEX_GOLDEN_LABEL_COUNT 2u
#define PEX_GOLDEN_LABELS \
    { \
        "no", \
        "yes", \
    }

/* One instance. Its fields are private. */
typedef struct golden_state {
    uint8_t *arena;    /* null until init */
    uint32_t position; /* in the schedule; 0 between inferences */
    uint32_t received; /* number of rows received for the next step */
    uint8_t next[7]; /* by operator: its next part */
} golden_state;

/*
 * Gives an instance its arena, which must outlive it, and begins a new inference. Writes nothing into
 * the arena. After PEX_ERROR_NULL, PEX_ERROR_ARENA_SMALL or PEX_ERROR_ARENA_ALIGNMENT the state cannot
 * be used.
 */
pex_status golden_init(golden_state *state, void *arena, uint32_t bytes);

/*
 * Address of an output, valid after an inference; null when there is no output of this index, and while an
 * inference is under way, when other data may lie there.
 */
const void *golden_output(const golden_state *state, uint32_t index);

/*
 * Passes the next `count` rows of an input, stored one after another; the inference continues as far as
 * it can. *taken becomes the number of rows that were used, 0 after an error; they need not be kept.
 *   PEX_NEEDS_ROWS   the inference waits for more rows; if fewer were taken than passed, for rows of
 *                    another input, which golden_wanted names
 *   PEX_OK           the inference is complete; rows not taken belong to the next one
 *   PEX_ERROR_INPUT  nothing taken: the inference waits for another input, or there is no input of this
 *                    index
 *   PEX_ERROR_NULL, PEX_ERROR_STATE
 */
pex_status golden_push(golden_state *state, uint32_t input, const void *rows, uint32_t count,
                    uint32_t *taken);

/*
 * Runs a whole inference, or the rest of one, and asks `source` for each row. A status of the source
 * other than PEX_OK ends the call with that status, and the next call asks for the same row again.
 * PEX_OK, PEX_ERROR_NULL, PEX_ERROR_STATE, or a status of the source.
 */
pex_status golden_run_pull(golden_state *state, pex_row_source source, void *context);

/*
 * Performs one step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE while steps
 * remain, PEX_NEEDS_ROWS when the next step waits for a row, PEX_OK after the last step; the next call
 * begins a new inference. PEX_ERROR_NULL or PEX_ERROR_STATE.
 */
pex_status golden_step(golden_state *state);

/*
 * Takes one row and performs no step, as golden_push does between steps. To be called after
 * PEX_NEEDS_ROWS.
 *   PEX_MORE         taken
 *   PEX_OK           taken, and the inference is complete: no operator reads the last rows
 *   PEX_ERROR_INPUT  not taken: a step comes first, or the inference waits for another input
 *   PEX_ERROR_NULL, PEX_ERROR_STATE
 */
pex_status golden_accept(golden_state *state, uint32_t input, const void *row);

/*
 * Finds the next row, and its input, that the inference will wait for: PEX_NEEDS_ROWS. PEX_MORE when it
 * needs no more rows. PEX_ERROR_NULL or PEX_ERROR_STATE.
 */
pex_status golden_wanted(const golden_state *state, uint32_t *input, uint32_t *row);

/* The same as golden_output(state, 0), as elements. */
static inline const int8_t *golden_output_0(const golden_state *state) {
    return (const int8_t *)golden_output(state, 0u);
}

/* Quantises a float32 value for input 0: rounded to nearest, saturated; NaN as zero. */
static inline int8_t golden_quantize_input_0(float x) {
    return (int8_t)pex_quantize(x, PEX_GOLDEN_INPUT_0_SCALE, PEX_GOLDEN_INPUT_0_ZERO_POINT, -128, 127);
}

/* Converts an element of output 0 to float32. */
static inline float golden_dequantize_output_0(int8_t q) {
    return PEX_GOLDEN_OUTPUT_0_SCALE * (float)((int32_t)q - PEX_GOLDEN_OUTPUT_0_ZERO_POINT);
}

#ifdef __cplusplus
}
#endif

#endif
