/*
 * Runs one model on every recorded vector, at once and step by step, and prints a line for each:
 *   PEX model=M board=B seed=N status=ok|FAIL arena=BYTES stack=BYTES instructions=N steps=N step_max=N
 * stack is the most that an inference used below its caller, step_max the instructions of the longest step.
 */
#include "firmware.h"

extern const fw_model fw_first;

static void report(const fw_model *model, uint32_t seed, int right, const fw_inference *inference,
                   uint32_t stack) {
    fw_text("PEX model=");
    fw_text(model->name);
    fw_text(" board=" FW_BOARD " seed=");
    fw_number(seed);
    fw_text(right ? " status=ok arena=" : " status=FAIL arena=");
    fw_number(model->arena_bytes);
    fw_text(" stack=");
    fw_number(stack);
    fw_text(" instructions=");
    fw_number(inference->run.instructions);
    fw_text(" steps=");
    fw_number(inference->steps);
    fw_text(" step_max=");
    fw_number(inference->step.instructions);
    fw_line_end();
}

static int infer(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                 fw_inference *inference) {
    return model->run != NULL ? fw_resident(model, instance, vector, inference)
                              : fw_streamed(model, instance, vector, inference);
}

/*
 * Begun in one way and finished in another, in an arena with other garbage: nothing is read that was not
 * written.
 */
static int check_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                         uint32_t pattern) {
    fw_paint(model, instance, pattern);
    return fw_init(model, instance) &&
           (model->run != NULL ? fw_resident_resumed(model, instance, vector)
                               : fw_streamed_resumed(model, instance, vector)) &&
           fw_guards_untouched(model, instance, pattern);
}

static int check(const fw_model *model, const fw_vector *vector, uint32_t pattern) {
    const fw_instance *instance = &model->instances[0];
    fw_inference inference = {{0, 0}, {0, 0}, 0};

    fw_paint(model, instance, pattern);
    int right = fw_vector_fits(model, vector) && fw_refusals(model, instance) &&
                fw_guards_untouched(model, instance, pattern);
    /* After refusals the state must still be good for a proper start. */
    right = right && fw_init(model, instance) && infer(model, instance, vector, &inference) &&
            fw_guards_untouched(model, instance, pattern);
    right = right && check_resumed(model, instance, vector, pattern + 1u);
    if (right && inference.run.instructions == UINT32_MAX) {
        right = fw_fail(model, "counter-wrapped", 1, 0);
    }
    fw_cost most = inference.run;
    fw_raise(&most, &inference.step);
    if (right && most.stack > model->stack_bytes) {
        right = fw_fail(model, "stack", most.stack, model->stack_bytes);
    }
    report(model, vector->seed, right, &inference, most.stack);
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
