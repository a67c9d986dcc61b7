/*
 * golden: a neural network compiled by Pex for target generic, optimize = balanced. Do not edit.
 *
 * Arena      562 bytes, aligned to 4: all memory an inference writes, except the stack
 * Stack      at most 512 bytes per call, tested with GCC 12 -O2 on Cortex-M4, Cortex-M55 and
 *            RV32; other compilers may need more, and interrupts come on top
 * State      16 bytes on a core with 32-bit pointers
 * Constants  552 bytes of weights, biases and requantisation constants
 * Input  0   'image', int8_t, 1 x 16 x 16 x 1, 256 bytes, real = 0.1 * (q + 3)
 * Output 0   'classes', int8_t, 1 x 2, 2 bytes, real = 0.1 * (q + 3)
 * Labels     2 names of the classes of output 0, in PEX_GOLDEN_LABELS
 *
 * The input lies in the arena and the inference overwrites it: fill it before each run.
 * The output stays valid until the input is filled or the next run starts.
 *
 * Usage:
 *     static PEX_ALIGNED(PEX_GOLDEN_ARENA_ALIGN) uint8_t arena[PEX_GOLDEN_ARENA_BYTES];
 *     static golden_state state;
 *     pex_status status = golden_init(&state, arena, sizeof arena);
 *     ... fill PEX_GOLDEN_INPUT_0_BYTES bytes at golden_input(&state, 0) ...
 *     status = golden_run(&state);
 *     ... read PEX_GOLDEN_OUTPUT_0_BYTES bytes at golden_output(&state, 0) ...
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

#define PEX_GOLDEN_ARENA_BYTES 562u
#define PEX_GOLDEN_ARENA_ALIGN 4u
#define PEX_GOLDEN_STACK_BYTES 512u
#define PEX_GOLDEN_STEPS 49u
#define PEX_GOLDEN_INPUT_COUNT 1u
#define PEX_GOLDEN_INPUT_BYTES 256u
#define PEX_GOLDEN_INPUT_0_BYTES 256u
#define PEX_GOLDEN_INPUT_0_ELEMENTS 256u
#define PEX_GOLDEN_INPUT_0_RANK 4u
#define PEX_GOLDEN_INPUT_0_SHAPE { 1u, 16u, 16u, 1u }
#define PEX_GOLDEN_INPUT_0_SCALE 0.1f
#define PEX_GOLDEN_INPUT_0_ZERO_POINT (-3)
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
    uint8_t next[5]; /* by operator: its next part */
} golden_state;

/*
 * Gives an instance its arena, which must outlive it, and begins a new inference. Writes nothing into
 * the arena. After PEX_ERROR_NULL, PEX_ERROR_ARENA_SMALL or PEX_ERROR_ARENA_ALIGNMENT the state cannot
 * be used.
 */
pex_status golden_init(golden_state *state, void *arena, uint32_t bytes);

/* Address of an input, to be filled before each inference; null when there is no input of this index. */
void *golden_input(const golden_state *state, uint32_t index);

/*
 * Address of an output, valid after an inference; null when there is no output of this index, and while an
 * inference is under way, when other data may lie there.
 */
const void *golden_output(const golden_state *state, uint32_t index);

/* Runs a whole inference, or the rest of one begun with steps. PEX_OK, PEX_ERROR_NULL or
 * PEX_ERROR_STATE. */
pex_status golden_run(golden_state *state);

/*
 * Performs one step, a bounded amount of work: for watchdogs and cooperative loops. PEX_MORE until the
 * last step of an inference, then PEX_OK; the next call begins a new inference. PEX_ERROR_NULL or
 * PEX_ERROR_STATE.
 */
pex_status golden_step(golden_state *state);

/* The same as golden_input(state, 0), as elements. */
static inline int8_t *golden_input_0(const golden_state *state) {
    return (int8_t *)golden_input(state, 0u);
}

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
