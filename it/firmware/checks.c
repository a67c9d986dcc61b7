#include "firmware.h"

#include "pex_mem.h"

int fw_fail(const fw_model *model, const char *reason, uint32_t got, uint32_t want) {
    fw_text("PEX-FAIL model=");
    fw_text(model->name);
    fw_text(" reason=");
    fw_text(reason);
    fw_text(" got=");
    fw_number(got);
    fw_text(" want=");
    fw_number(want);
    fw_line_end();
    return 0;
}

static int nothing(void *argument) {
    (void)argument;
    return 0;
}

static int measure_raw(int (*function)(void *), void *argument, fw_cost *cost) {
    fw_raw_cost raw;
    fw_counter_restart();
    int result = fw_call(function, argument, &raw);
    cost->instructions = fw_counter_instructions(raw.ticks);
    cost->stack = raw.stack;
    return result;
}

int fw_measure(int (*function)(void *), void *argument, fw_cost *cost) {
    fw_cost empty;
    measure_raw(nothing, NULL, &empty);
    int result = measure_raw(function, argument, cost);
    if (cost->instructions != UINT32_MAX) {
        cost->instructions -=
            empty.instructions < cost->instructions ? empty.instructions : cost->instructions;
    }
    return result;
}

void fw_raise(fw_cost *most, const fw_cost *one) {
    most->instructions = most->instructions < one->instructions ? one->instructions : most->instructions;
    most->stack = most->stack < one->stack ? one->stack : most->stack;
}

/* Neighbouring bytes and neighbouring patterns differ, so that neither a shift nor a repeat goes unseen. */
static uint8_t pattern_byte(uint32_t pattern, uint32_t index) {
    uint32_t x = (pattern + 1u) * 2654435761u + index * 40503u;
    x ^= x >> 15;
    x *= 2246822519u;
    return (uint8_t)(x >> 24);
}

void fw_paint(const fw_model *model, const fw_instance *instance, uint32_t pattern) {
    for (uint32_t i = 0; i < model->block_bytes; i++) {
        instance->block[i] = pattern_byte(pattern, i);
    }
    memset(instance->state, 0, model->state_bytes);
}

int fw_guards_untouched(const fw_model *model, const fw_instance *instance, uint32_t pattern) {
    uint32_t begin = (uint32_t)(instance->arena - instance->block);
    uint32_t end = begin + model->arena_bytes;
    for (uint32_t i = 0; i < model->block_bytes; i++) {
        if (i == begin) {
            i = end;
        }
        if (instance->block[i] != pattern_byte(pattern, i)) {
            if (i < begin) {
                return fw_fail(model, "wrote-before-arena", begin - i, 0);
            }
            return fw_fail(model, "wrote-behind-arena", i - end + 1u, 0);
        }
    }
    return 1;
}

int fw_expect(const fw_model *model, const char *reason, int got, int want) {
    return got == want ? 1 : fw_fail(model, reason, (uint32_t)got, (uint32_t)want);
}

/* Calls that need an input on a state that was never initialised, or on none. */
static int refuses(const fw_model *model, void *state, int status) {
    uint32_t input, row;
    int right = 1;
    if (model->run != NULL) {
        return fw_expect(model, "run-too-early", model->run(state), status);
    }
    right &= fw_expect(model, "pull-too-early", model->run_pull(state, NULL, NULL), status);
    right &= fw_expect(model, "push-too-early", model->push(state, 0, &input, 1, &row), status);
    right &= fw_expect(model, "accept-too-early", model->accept(state, 0, &input), status);
    right &= fw_expect(model, "wanted-too-early", model->wanted(state, &input, &row), status);
    return right;
}

int fw_refusals(const fw_model *model, const fw_instance *instance) {
    void *state = instance->state;
    uint32_t bytes = model->arena_bytes;
    int right = refuses(model, state, PEX_ERROR_STATE) & refuses(model, NULL, PEX_ERROR_NULL);
    right &= fw_expect(model, "step-without-init", model->step(state), PEX_ERROR_STATE);
    right &= fw_expect(model, "step-null", model->step(NULL), PEX_ERROR_NULL);
    right &= fw_expect(model, "init-null-state", model->init(NULL, instance->arena, bytes), PEX_ERROR_NULL);
    right &= fw_expect(model, "init-null-arena", model->init(state, NULL, bytes), PEX_ERROR_NULL);
    right &= fw_expect(model, "init-small", model->init(state, instance->arena, bytes - 1u),
                       PEX_ERROR_ARENA_SMALL);
    /* Every lesser power of two is a misalignment of its own. The guard behind leaves room. */
    for (uint32_t shift = 1; shift < model->arena_align; shift *= 2u) {
        right &= fw_expect(model, "init-misaligned", model->init(state, instance->arena + shift, bytes),
                           PEX_ERROR_ARENA_ALIGNMENT);
    }
    return right;
}

int fw_init(const fw_model *model, const fw_instance *instance) {
    return fw_expect(model, "init", model->init(instance->state, instance->arena, model->arena_bytes),
                     PEX_OK);
}

static uint32_t sum(const uint32_t *values, uint32_t count) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += values[i];
    }
    return total;
}

int fw_vector_fits(const fw_model *model, const fw_vector *vector) {
    uint32_t input = sum(model->input_bytes, model->input_count);
    uint32_t output = sum(model->output_bytes, model->output_count);
    if (model->input_total != input) {
        return fw_fail(model, "header-input-bytes", model->input_total, input);
    }
    if (model->output_total != output) {
        return fw_fail(model, "header-output-bytes", model->output_total, output);
    }
    if (vector->input_bytes != input) {
        return fw_fail(model, "vector-input-bytes", input, vector->input_bytes);
    }
    if (vector->output_bytes != output) {
        return fw_fail(model, "vector-output-bytes", output, vector->output_bytes);
    }
    return 1;
}

/* Equal within one part in a million; equal bits are always equal, not-a-number and infinity included. */
static int float_equal(const uint8_t *got, const uint8_t *want) {
    float a, b;
    if (memcmp(got, want, 4) == 0) {
        return 1;
    }
    memcpy(&a, got, 4);
    memcpy(&b, want, 4);
    float difference = a < b ? b - a : a - b;
    float absolute_a = a < 0.0f ? -a : a;
    float absolute_b = b < 0.0f ? -b : b;
    float larger = absolute_a < absolute_b ? absolute_b : absolute_a;
    return difference <= larger * 1e-6f;
}

int fw_output_right(const fw_model *model, const fw_instance *instance, const fw_vector *vector) {
    const uint8_t *want = vector->output;
    for (uint32_t i = 0; i < model->output_count; i++) {
        const uint8_t *got = model->output(instance->state, i);
        if (got == NULL) {
            return fw_fail(model, "output-null", i, i);
        }
        uint32_t bytes = model->output_bytes[i];
        if (model->float_output) {
            for (uint32_t k = 0; k < bytes; k += 4u) {
                if (!float_equal(got + k, want + k)) {
                    fw_fail(model, "output-index", k / 4u, k / 4u);
                    uint32_t got_bits, want_bits;
                    memcpy(&got_bits, got + k, 4);
                    memcpy(&want_bits, want + k, 4);
                    return fw_fail(model, "output-float-bits", got_bits, want_bits);
                }
            }
        } else {
            for (uint32_t k = 0; k < bytes; k++) {
                if (got[k] != want[k]) {
                    fw_fail(model, "output-index", k, k);
                    return fw_fail(model, "output-byte", got[k], want[k]);
                }
            }
        }
        want += bytes;
    }
    return 1;
}
