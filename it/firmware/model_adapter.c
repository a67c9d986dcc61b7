/*
 * Binds one generated model to the harness. Compiled once for each model with
 *   MODEL            its name
 *   MODEL_UPPER      its name in capitals
 *   MODEL_HEADER     its header, as a string
 *   MODEL_VARIABLE   the name of the fw_model to define
 *   MODEL_INSTANCES  1 or 2
 *   MODEL_FLOAT      1 when the outputs are float, 0 when every byte counts
 *   MODEL_VECTORS    the number of recorded vectors
 *   MODEL_STREAMED   1 when its input arrives row by row, else 0
 */
#include "firmware.h"

#include MODEL_HEADER

#define PASTE2_(a, b) a##b
#define PASTE2(a, b) PASTE2_(a, b)
#define PASTE3_(a, b, c) a##b##c
#define PASTE3(a, b, c) PASTE3_(a, b, c)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)
#define CONSTANT(suffix) PASTE3(PEX_, MODEL_UPPER, suffix)
#define FUNCTION(suffix) PASTE2(MODEL, suffix)

typedef FUNCTION(_state) model_state;

static int model_init(void *state, void *arena, uint32_t bytes) {
    return (int)FUNCTION(_init)((model_state *)state, arena, bytes);
}

static int model_step(void *state) {
    return (int)FUNCTION(_step)((model_state *)state);
}

static const void *model_output(const void *state, uint32_t index) {
    return FUNCTION(_output)((const model_state *)state, index);
}

#if MODEL_STREAMED
static int model_run_pull(void *state, pex_row_source source, void *context) {
    return (int)FUNCTION(_run_pull)((model_state *)state, source, context);
}

static int model_push(void *state, uint32_t input, const void *rows, uint32_t count, uint32_t *taken) {
    return (int)FUNCTION(_push)((model_state *)state, input, rows, count, taken);
}

static int model_accept(void *state, uint32_t input, const void *row) {
    return (int)FUNCTION(_accept)((model_state *)state, input, row);
}

static int model_wanted(const void *state, uint32_t *input, uint32_t *row) {
    return (int)FUNCTION(_wanted)((const model_state *)state, input, row);
}

static const uint32_t row_bytes[] = {
    CONSTANT(_INPUT_0_ROW_BYTES),
#if CONSTANT(_INPUT_COUNT) > 1
    CONSTANT(_INPUT_1_ROW_BYTES),
#endif
#if CONSTANT(_INPUT_COUNT) > 2
    CONSTANT(_INPUT_2_ROW_BYTES),
#endif
#if CONSTANT(_INPUT_COUNT) > 3
    CONSTANT(_INPUT_3_ROW_BYTES),
#endif
};

#define MODEL_RESIDENT_FUNCTIONS NULL, NULL
#define MODEL_STREAMED_FUNCTIONS row_bytes, model_run_pull, model_push, model_accept, model_wanted
#else
static int model_run(void *state) {
    return (int)FUNCTION(_run)((model_state *)state);
}

static void *model_input(const void *state, uint32_t index) {
    return FUNCTION(_input)((const model_state *)state, index);
}

#define MODEL_RESIDENT_FUNCTIONS model_run, model_input
#define MODEL_STREAMED_FUNCTIONS NULL, NULL, NULL, NULL, NULL
#endif

static const uint32_t input_bytes[] = {
    CONSTANT(_INPUT_0_BYTES),
#if CONSTANT(_INPUT_COUNT) > 1
    CONSTANT(_INPUT_1_BYTES),
#endif
#if CONSTANT(_INPUT_COUNT) > 2
    CONSTANT(_INPUT_2_BYTES),
#endif
#if CONSTANT(_INPUT_COUNT) > 3
    CONSTANT(_INPUT_3_BYTES),
#endif
};

static const uint32_t output_bytes[] = {
    CONSTANT(_OUTPUT_0_BYTES),
#if CONSTANT(_OUTPUT_COUNT) > 1
    CONSTANT(_OUTPUT_1_BYTES),
#endif
#if CONSTANT(_OUTPUT_COUNT) > 2
    CONSTANT(_OUTPUT_2_BYTES),
#endif
#if CONSTANT(_OUTPUT_COUNT) > 3
    CONSTANT(_OUTPUT_3_BYTES),
#endif
};

#if CONSTANT(_INPUT_COUNT) > 4 || CONSTANT(_OUTPUT_COUNT) > 4
#error "the harness knows models of at most four inputs and four outputs"
#endif

/* Fewer constants than the count says would leave out inputs or outputs silently. */
#define COUNT_MATCHES(array, total)                                                                          \
    typedef char array##_count[sizeof(array) / sizeof(uint32_t) == (total) ? 1 : -1]
COUNT_MATCHES(input_bytes, CONSTANT(_INPUT_COUNT));
COUNT_MATCHES(output_bytes, CONSTANT(_OUTPUT_COUNT));

/*
 * The arena stands at an odd multiple of its alignment: code that needs more than the header says
 * shows at once. The guards are bytes of a known pattern.
 */
#define ALIGN CONSTANT(_ARENA_ALIGN)
#define GUARD (ALIGN + ((64u + 2u * ALIGN - 1u) / (2u * ALIGN)) * (2u * ALIGN))
#define BLOCK (GUARD + CONSTANT(_ARENA_BYTES) + GUARD)

static model_state states[MODEL_INSTANCES];
static uint8_t block_0[BLOCK] __attribute__((aligned(2 * ALIGN)));
#if MODEL_INSTANCES > 1
static uint8_t block_1[BLOCK] __attribute__((aligned(2 * ALIGN)));
#endif

static const fw_instance instances[MODEL_INSTANCES] = {
    {&states[0], block_0, block_0 + GUARD},
#if MODEL_INSTANCES > 1
    {&states[1], block_1, block_1 + GUARD},
#endif
};

/* Written by the build script from the recorded vectors. */
extern const fw_vector PASTE2(MODEL_VARIABLE, _vectors)[];

extern const fw_model MODEL_VARIABLE;
const fw_model MODEL_VARIABLE = {
    TEXT(MODEL),
    CONSTANT(_ARENA_BYTES),
    ALIGN,
    BLOCK,
    (uint32_t)sizeof(model_state),
    CONSTANT(_STEPS),
    CONSTANT(_STACK_BYTES),
    CONSTANT(_INPUT_COUNT),
    input_bytes,
    CONSTANT(_INPUT_BYTES),
    CONSTANT(_OUTPUT_COUNT),
    output_bytes,
    CONSTANT(_OUTPUT_BYTES),
    MODEL_FLOAT,
    instances,
    PASTE2(MODEL_VARIABLE, _vectors),
    MODEL_VECTORS,
    model_init,
    model_step,
    model_output,
    MODEL_RESIDENT_FUNCTIONS,
    MODEL_STREAMED_FUNCTIONS,
};
