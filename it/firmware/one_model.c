/*
 * Runs one model on every recorded vector, at once and step by step, and prints a line for each:
 *   PEX model=M board=B seed=N status=ok|FAIL arena=BYTES stack=BYTES instructions=N steps=N step_max=N
 * stack is the most that run or step used below their caller, step_max the instructions of the
 * longest step.
 */
#include "firmware.h"

#include "pex_runtime.h"

extern const fw_model fw_first;

static uint32_t larger(uint32_t a, uint32_t b) {
    return a < b ? b : a;
}

static void report(const fw_model *model, uint32_t seed, int right, fw_cost run, uint32_t steps,
                   fw_cost step) {
    fw_text("PEX model=");
    fw_text(model->name);
    fw_text(" board=" FW_BOARD " seed=");
    fw_number(seed);
    fw_text(right ? " status=ok arena=" : " status=FAIL arena=");
    fw_number(model->arena_bytes);
    fw_text(" stack=");
    fw_number(larger(run.stack, step.stack));
    fw_text(" instructions=");
    fw_number(run.instructions);
    fw_text(" steps=");
    fw_number(steps);
    fw_text(" step_max=");
    fw_number(step.instructions);
    fw_line_end();
}

static int run_whole(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                     fw_cost *cost) {
    if (!fw_fill_input(model, instance, vector)) {
        return 0;
    }
    int status = fw_measure(model->run, instance->state, cost);
    if (status != PEX_OK) {
        return fw_fail(model, "run", (uint32_t)status, PEX_OK);
    }
    if (cost->instructions == UINT32_MAX) {
        return fw_fail(model, "counter-wrapped", 1, 0);
    }
    return fw_output_right(model, instance, vector);
}

/* cost becomes the maximum over all steps. */
static int run_steps(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                     uint32_t *steps, fw_cost *cost) {
    if (!fw_fill_input(model, instance, vector)) {
        return 0;
    }
    /* A network of aliases alone has no step to do, and says so when called. */
    uint32_t declared = larger(model->steps, 1u);
    *steps = 0;
    for (;;) {
        fw_cost one;
        int status = fw_measure(model->step, instance->state, &one);
        *steps += 1u;
        cost->instructions = larger(cost->instructions, one.instructions);
        cost->stack = larger(cost->stack, one.stack);
        if (status == PEX_OK) {
            break;
        }
        if (status != PEX_MORE) {
            return fw_fail(model, "step", (uint32_t)status, PEX_MORE);
        }
        if (*steps >= declared) {
            return fw_fail(model, "more-steps-than-declared", *steps + 1u, declared);
        }
    }
    if (*steps != declared) {
        return fw_fail(model, "fewer-steps-than-declared", *steps, declared);
    }
    return fw_output_right(model, instance, vector);
}

/*
 * Begun with a step and finished by run, in an arena with other garbage: nothing is read that was not
 * written.
 */
static int check_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                         uint32_t pattern) {
    fw_paint(model, instance, pattern);
    if (!fw_init(model, instance) || !fw_fill_input(model, instance, vector)) {
        return 0;
    }
    if (model->steps > 1u) {
        int status = model->step(instance->state);
        if (status != PEX_MORE) {
            return fw_fail(model, "first-step", (uint32_t)status, PEX_MORE);
        }
    }
    int status = model->run(instance->state);
    if (status != PEX_OK) {
        return fw_fail(model, "run-after-step", (uint32_t)status, PEX_OK);
    }
    return fw_output_right(model, instance, vector) && fw_guards_untouched(model, instance, pattern);
}

static int check(const fw_model *model, const fw_vector *vector, uint32_t pattern) {
    const fw_instance *instance = &model->instances[0];
    fw_cost run = {0, 0};
    fw_cost step = {0, 0};
    uint32_t steps = 0;

    fw_paint(model, instance, pattern);
    int right = fw_vector_fits(model, vector) && fw_refusals(model, instance) &&
                fw_guards_untouched(model, instance, pattern);
    /* After refusals the state must still be good for a proper start. */
    right = right && fw_init(model, instance) && run_whole(model, instance, vector, &run) &&
            fw_guards_untouched(model, instance, pattern);
    /* Again without a new init: an inference leaves nothing behind that the next one would see. */
    right = right && run_steps(model, instance, vector, &steps, &step) &&
            fw_guards_untouched(model, instance, pattern);
    right = right && check_resumed(model, instance, vector, pattern + 1u);
    if (right && larger(run.stack, step.stack) > model->stack_bytes) {
        right = fw_fail(model, "stack", larger(run.stack, step.stack), model->stack_bytes);
    }
    report(model, vector->seed, right, run, steps, step);
    return right;
}

int main(void) {
    const fw_model *model = &fw_first;
    int right = model->vector_count > 0u;
    for (uint32_t i = 0; i < model->vector_count; i++) {
        right &= check(model, &model->vectors[i], 2u * model->vectors[i].seed);
    }
    return right ? FW_EXIT_OK : FW_EXIT_FAILED;
}
