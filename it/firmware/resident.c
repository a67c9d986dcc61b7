/* Inferences of a model whose input lies in the arena. */
#include "firmware.h"

#include "pex_mem.h"

static int inside_arena(const fw_model *model, const fw_instance *instance, const uint8_t *start,
                        uint32_t bytes) {
    uintptr_t first = (uintptr_t)start;
    uintptr_t begin = (uintptr_t)instance->arena;
    return first >= begin && first + bytes <= begin + model->arena_bytes;
}

int fw_fill_input(const fw_model *model, const fw_instance *instance, const fw_vector *vector) {
    const uint8_t *from = vector->input;
    for (uint32_t i = 0; i < model->input_count; i++) {
        uint8_t *to = model->input(instance->state, i);
        if (!inside_arena(model, instance, to, model->input_bytes[i])) {
            return fw_fail(model, "input-outside-arena", i, i);
        }
        memcpy(to, from, model->input_bytes[i]);
        from += model->input_bytes[i];
    }
    return 1;
}

static int run_whole(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                     fw_cost *cost) {
    if (!fw_fill_input(model, instance, vector)) {
        return 0;
    }
    int status = fw_measure(model->run, instance->state, cost);
    return fw_expect(model, "run", status, PEX_OK) && fw_output_right(model, instance, vector);
}

#if FW_STEPS
/* PEX-STEP number=N instructions=N */
static void fw_step(uint32_t number, const fw_cost *cost) {
    fw_text("PEX-STEP number=");
    fw_number(number);
    fw_text(" instructions=");
    fw_number(cost->instructions);
    fw_line_end();
}
#else
static void fw_step(uint32_t number, const fw_cost *cost) {
    (void)number;
    (void)cost;
}
#endif

static int run_steps(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                     fw_inference *inference) {
    if (!fw_fill_input(model, instance, vector)) {
        return 0;
    }
    /* A network of aliases alone has no step to do, and says so when called. */
    uint32_t declared = model->steps > 0u ? model->steps : 1u;
    int status = PEX_MORE;
    while (status == PEX_MORE && inference->steps <= declared) {
        fw_cost one;
        status = fw_measure(model->step, instance->state, &one);
        fw_step(inference->steps, &one);
        fw_raise(&inference->step, &one);
        inference->steps++;
    }
    return fw_expect(model, "step", status, PEX_OK) &&
           fw_expect(model, "steps", (int)inference->steps, (int)declared) &&
           fw_output_right(model, instance, vector);
}

int fw_resident(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                fw_inference *inference) {
    /* Again without a new init: an inference leaves nothing behind that the next one would see. */
    return run_whole(model, instance, vector, &inference->run) &&
           run_steps(model, instance, vector, inference);
}

int fw_resident_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector) {
    if (!fw_fill_input(model, instance, vector)) {
        return 0;
    }
    if (model->steps > 1u && !fw_expect(model, "first-step", model->step(instance->state), PEX_MORE)) {
        return 0;
    }
    return fw_expect(model, "run-after-step", model->run(instance->state), PEX_OK) &&
           fw_output_right(model, instance, vector);
}
