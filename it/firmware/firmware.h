/*
 * The bare-metal harness that runs generated models on an emulated board.
 * A board brings start-up code, protection of memory, semihosting and a count of instructions;
 * everything else is shared.
 */
#ifndef FIRMWARE_H
#define FIRMWARE_H

#include <stddef.h>
#include <stdint.h>

#include "pex_runtime.h"

/* Exit codes of the firmware, as the emulator passes them on. */
#define FW_EXIT_OK 0
#define FW_EXIT_FAILED 1
#define FW_EXIT_FAULT 99

/* ---- Board ------------------------------------------------------------------------------------ */

/* A semihosting call. */
int fw_semihost(int operation, const void *argument);

/* What one call cost, as the assembly around it saw it. `ticks` is in the unit of the board's counter. */
typedef struct fw_raw_cost {
    uint32_t ticks;
    uint32_t stack;
} fw_raw_cost;

/* Paints the free stack, calls the function, and measures ticks and bytes of stack below the call. */
int fw_call(int (*function)(void *), void *argument, fw_raw_cost *cost);

/* Makes ready to count; called right before each fw_call. */
void fw_counter_restart(void);

/* Ticks to instructions. UINT32_MAX: the counter has wrapped. */
uint32_t fw_counter_instructions(uint32_t ticks);

/* Whether loads and stores of words at odd addresses are right from now on, or faults where a core can make
 * them so. */
void fw_allow_words_anywhere(int allowed);

/* Called by the start-up code with the stack in place and data initialised; sets up protection. */
void fw_board_init(void);

/* ---- Console ---------------------------------------------------------------------------------- */

void fw_text(const char *text);
void fw_number(uint32_t value);
void fw_hexadecimal(uint32_t value);
void fw_exit(int code) __attribute__((noreturn));
/* Sends the collected line; only whole lines go out, which keeps them machine-readable. */
void fw_line_end(void);

/* ---- Models ----------------------------------------------------------------------------------- */

/* A recorded inference: inputs (outputs) one after the other. Written by the build script. */
typedef struct fw_vector {
    uint32_t seed;
    const uint8_t *input;
    uint32_t input_bytes;
    const uint8_t *output;
    uint32_t output_bytes;
} fw_vector;

/* State and arena of one instance. */
typedef struct fw_instance {
    void *state;
    uint8_t *block; /* guard, arena, guard */
    uint8_t *arena;
} fw_instance;

/* A generated model behind one table, so that the harness is compiled without knowing its name. */
typedef struct fw_model {
    const char *name;
    uint32_t arena_bytes;
    uint32_t arena_align;
    uint32_t block_bytes;
    uint32_t state_bytes;
    uint32_t steps;
    uint32_t stack_bytes; /* what the header promises that run and step use at most */
    uint32_t input_count;
    const uint32_t *input_bytes;
    uint32_t input_total;
    uint32_t output_count;
    const uint32_t *output_bytes;
    uint32_t output_total;
    int float_output;
    const fw_instance *instances;
    const fw_vector *vectors;
    uint32_t vector_count;
    int (*init)(void *state, void *arena, uint32_t bytes);
    int (*step)(void *state);
    const void *(*output)(const void *state, uint32_t index);
    /* Null for a model whose input is streamed. */
    int (*run)(void *state);
    void *(*input)(const void *state, uint32_t index);
    /* Null for a model whose input is resident. */
    const uint32_t *row_bytes;
    int (*run_pull)(void *state, pex_row_source source, void *context);
    int (*push)(void *state, uint32_t input, const void *rows, uint32_t count, uint32_t *taken);
    int (*accept)(void *state, uint32_t input, const void *row);
    int (*wanted)(const void *state, uint32_t *input, uint32_t *row);
} fw_model;

/* ---- Checks; each returns 1 when all is right, else prints a line that says what is not --------- */

typedef struct fw_cost {
    uint32_t instructions;
    uint32_t stack;
} fw_cost;

/* Calls a function of the model on a state and takes out what the measurement itself costs. */
int fw_measure(int (*function)(void *), void *argument, fw_cost *cost);

/* Makes each figure of `most` at least that of `one`. */
void fw_raise(fw_cost *most, const fw_cost *one);

/* Fills arena and guards with bytes that depend on the pattern alone, and clears the state. */
void fw_paint(const fw_model *model, const fw_instance *instance, uint32_t pattern);
int fw_guards_untouched(const fw_model *model, const fw_instance *instance, uint32_t pattern);
/* init refuses what it must refuse, and calls on a state that was never initialised fail. */
int fw_refusals(const fw_model *model, const fw_instance *instance);
int fw_init(const fw_model *model, const fw_instance *instance);
int fw_vector_fits(const fw_model *model, const fw_vector *vector);
int fw_output_right(const fw_model *model, const fw_instance *instance, const fw_vector *vector);
/* `got` is what is wanted. */
int fw_expect(const fw_model *model, const char *reason, int got, int want);
/* Prints why a check of the model failed; always 0. */
int fw_fail(const fw_model *model, const char *reason, uint32_t got, uint32_t want);

/* ---- Inferences ------------------------------------------------------------------------------- */

/* What inferences of one vector cost. */
typedef struct fw_inference {
    fw_cost run;    /* of a whole inference in one call; streamed, with what the source of rows costs */
    fw_cost step;   /* the most of any step */
    uint32_t steps; /* calls of step, those that took in rows included */
} fw_inference;

/*
 * The ways to make an inference, which must all give the recorded output. The resident ones fill the input
 * and use run and step; the streamed ones hand over rows and use run_pull, push, and step with accept.
 */
int fw_resident(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                fw_inference *inference);
int fw_streamed(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                fw_inference *inference);
/* An inference begun in one way and finished in another, in an arena full of garbage. */
int fw_resident_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector);
int fw_streamed_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector);
/* Copies the recorded inputs to where a resident model wants them. */
int fw_fill_input(const fw_model *model, const fw_instance *instance, const fw_vector *vector);

#endif
