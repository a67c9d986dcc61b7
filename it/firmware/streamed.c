/* Inferences of a model whose input arrives row by row. */
#include "firmware.h"

#include "pex_mem.h"

/* Where the rows of a recorded vector come from, and what was asked for. */
typedef struct reader {
    const fw_model *model;
    const fw_vector *vector;
    uint32_t next[4]; /* by input: the row that comes next */
    uint32_t refuse;  /* rows to be handed over before the source fails once; 0: never */
    int right;        /* whether all calls were as they should be */
} reader;

#define BUSY 77 /* a status of the source's own */

static reader read(const fw_model *model, const fw_vector *vector, uint32_t refuse) {
    reader r = {model, vector, {0u, 0u, 0u, 0u}, refuse, 1};
    return r;
}

static const uint8_t *row_of(const reader *r, uint32_t input) {
    const uint8_t *rows = r->vector->input;
    for (uint32_t i = 0; i < input; i++) {
        rows += r->model->input_bytes[i];
    }
    return rows + r->next[input] * r->model->row_bytes[input];
}

static pex_status source(void *context, uint32_t input, uint32_t row, void *destination, uint32_t bytes) {
    reader *r = (reader *)context;
    if (r->refuse > 0u) {
        r->refuse--;
        if (r->refuse == 0u) {
            return (pex_status)BUSY;
        }
    }
    r->right = r->right && fw_expect(r->model, "row-asked-for", (int)row, (int)r->next[input]) &&
               fw_expect(r->model, "row-bytes", (int)bytes, (int)r->model->row_bytes[input]);
    /* Null when nobody reads the row. */
    if (destination != NULL) {
        memcpy(destination, row_of(r, input), bytes);
    }
    r->next[input]++;
    return PEX_OK;
}

/* All rows of all inputs were handed over. */
static int complete(const reader *r) {
    int right = r->right;
    for (uint32_t i = 0; i < r->model->input_count; i++) {
        right = right && fw_expect(r->model, "rows", (int)(r->next[i] * r->model->row_bytes[i]),
                                   (int)r->model->input_bytes[i]);
    }
    return right;
}

/* A call as the one pointer that a measured function gets. */
typedef struct call {
    const fw_model *model;
    void *state;
    reader *rows;
    uint32_t input;
} call;

static int pull(void *argument) {
    const call *c = (const call *)argument;
    return c->model->run_pull(c->state, source, c->rows);
}

static int accept(void *argument) {
    const call *c = (const call *)argument;
    return c->model->accept(c->state, c->input, row_of(c->rows, c->input));
}

static int pulled(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                  fw_cost *cost) {
    reader rows = read(model, vector, 0);
    call c = {model, instance->state, &rows, 0};
    return fw_expect(model, "pull", fw_measure(pull, &c, cost), PEX_OK) && complete(&rows) &&
           fw_output_right(model, instance, vector);
}

/* Steps until one waits for a row, which is then handed over: the most work that one call does is seen here.
 */
static int stepped(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                   fw_inference *inference) {
    reader rows = read(model, vector, 0);
    call c = {model, instance->state, &rows, 0};
    int status = PEX_MORE;
    int right = 1;
    while (right && (status == PEX_MORE || status == PEX_NEEDS_ROWS)) {
        fw_cost one;
        if (status == PEX_MORE) {
            status = fw_measure(model->step, instance->state, &one);
        } else {
            uint32_t row = 0;
            right =
                fw_expect(model, "wanted", model->wanted(instance->state, &c.input, &row), PEX_NEEDS_ROWS) &&
                fw_expect(model, "row-wanted", (int)row, (int)rows.next[c.input]);
            status = fw_measure(accept, &c, &one);
            rows.next[c.input]++;
        }
        fw_raise(&inference->step, &one);
        inference->steps++;
    }
    return right && fw_expect(model, "step", status, PEX_OK) && complete(&rows) &&
           fw_output_right(model, instance, vector);
}

/* Rows come in bundles of 1, 2, 3, 1, 2, 3 ..., as far as there are as many. */
static int pushed(const fw_model *model, const fw_instance *instance, const fw_vector *vector) {
    reader rows = read(model, vector, 0);
    uint32_t bundle = 0;
    int status = PEX_NEEDS_ROWS;
    while (status == PEX_NEEDS_ROWS) {
        uint32_t input = 0;
        uint32_t row = 0;
        uint32_t taken = 0;
        (void)model->wanted(instance->state, &input, &row);
        uint32_t left = model->input_bytes[input] / model->row_bytes[input] - rows.next[input];
        bundle = bundle % 3u + 1u;
        status =
            model->push(instance->state, input, row_of(&rows, input), bundle < left ? bundle : left, &taken);
        rows.next[input] += taken;
        if (taken == 0u && status == PEX_NEEDS_ROWS) {
            return fw_fail(model, "push-takes-nothing", row, left);
        }
    }
    return fw_expect(model, "push", status, PEX_OK) && complete(&rows) &&
           fw_output_right(model, instance, vector);
}

int fw_streamed(const fw_model *model, const fw_instance *instance, const fw_vector *vector,
                fw_inference *inference) {
    /* Again without a new init: an inference leaves nothing behind that the next one would see. */
    return pulled(model, instance, vector, &inference->run) && stepped(model, instance, vector, inference) &&
           pushed(model, instance, vector);
}

int fw_streamed_resumed(const fw_model *model, const fw_instance *instance, const fw_vector *vector) {
    reader rows = read(model, vector, 2);
    int status = model->run_pull(instance->state, source, &rows);
    if (status == BUSY) {
        status = model->run_pull(instance->state, source, &rows);
    }
    return fw_expect(model, "pull-again", status, PEX_OK) && complete(&rows) &&
           fw_output_right(model, instance, vector);
}
