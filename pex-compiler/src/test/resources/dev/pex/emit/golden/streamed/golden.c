/* Schedule of golden; made by Pex, do not edit. */
#include "golden.h"
#include "golden_weights.h"
#include "pex_kernels.h"
#include "pex_mem.h"

/* Called before each step with the number of its operator, if a profiler defines it. */
#ifndef PEX_GOLDEN_ON_STEP
#define PEX_GOLDEN_ON_STEP(number) ((void)0)
#endif

/* Arena offsets at which rows of tensors begin. */
static const uint32_t origins[] = {
    120u, 236u, 104u, 124u, 356u, 238u, 138u, 350u, 252u, 134u, 36u, 246u, 148u, 358u, 260u, 132u,
    8u, 140u, 42u, 254u, 156u, 268u, 150u, 52u, 262u, 164u, 276u, 2u, 46u, 158u, 212u, 210u, 108u,
    220u, 204u, 50u, 302u, 198u, 310u, 206u,
};

/* By row: the origin that it has; pex_cells describes the numbers. */
static const uint8_t numbers_0000[] = {
    0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 10u, 11u, 12u, 13u, 14u, 15u,
};
static const uint8_t numbers_0001[] = {
    16u, 17u, 14u, 17u, 18u, 19u, 20u, 10u, 21u, 22u, 23u, 24u, 25u, 10u, 26u, 10u,
};
static const uint8_t numbers_0002[] = {
    27u, 19u, 10u, 22u, 24u, 28u, 29u, 20u,
};
static const uint8_t numbers_0003[] = {
    30u, 31u, 32u, 32u, 33u, 32u, 32u, 34u,
};
static const uint8_t numbers_0004[] = {
    35u, 36u, 8u, 37u, 38u, 14u, 39u, 32u,
};
static const uint8_t numbers_0005[] = {
    17u, 6u, 10u, 10u, 12u, 10u, 10u, 10u,
};

static const pex_cells cells[] = {
    {numbers_0000, 1u, 0u},
    {numbers_0001, 1u, 0u},
    {numbers_0002, 1u, 0u},
    {numbers_0003, 1u, 0u},
    {numbers_0005, 1u, 0u},
    {numbers_0004, 1u, 0u},
};

static const pex_window windows[] = {
    {16u, 3u, 1u, 1u, 1u},
    {8u, 1u, 1u, 1u, 0u},
    {16u, 3u, 2u, 1u, 0u},
};

static const pex_conv2d_s8_args conv2d_s8[] = {
    {
        /* 2: #0 conv2d 'wide' */
        {0u, 0u, 1u, 1u}, /* input */
        {0u, 0u, 6u, 2u}, /* output */
        &windows[0], /* rows */
        &windows[0], /* columns */
        1u, 6u, /* input channels, output channels */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op2_weights, /* weights */
        golden_all_minus_3, /* absent taps */
        golden_op2_bias, /* bias */
        golden_op2_multipliers, /* multipliers */
        golden_op2_shifts, /* shifts */
        PEX_NO_SCRATCH, /* scratch */
    },
    {
        /* 4: #2 conv2d 'left' */
        {0u, 0u, 6u, 3u}, /* input */
        {0u, 0u, 3u, 4u}, /* output */
        &windows[1], /* rows */
        &windows[1], /* columns */
        6u, 3u, /* input channels, output channels */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op4_weights, /* weights */
        NULL, /* absent taps */
        golden_op4_bias, /* bias */
        golden_op4_multipliers, /* multipliers */
        golden_op4_shifts, /* shifts */
        PEX_NO_SCRATCH, /* scratch */
    },
};

static const pex_depthwise_conv2d_s8_args depthwise_conv2d_s8[] = {
    {
        /* 3: #1 depthwiseConv2d 'narrow' */
        {0u, 0u, 6u, 2u}, /* input */
        {0u, 0u, 6u, 3u}, /* output */
        &windows[2], /* rows */
        &windows[2], /* columns */
        6u, 1u, /* output channels, channel multiplier */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op3_weights, /* weights */
        golden_all_minus_3, /* absent taps */
        golden_op3_bias, /* bias */
        golden_op3_multipliers, /* multipliers */
        golden_op3_shifts, /* shifts */
    },
};

static const pex_fully_connected_s8_args fully_connected_s8[] = {
    {
        /* 7: #6 fullyConnected 'classes' */
        {108u, 0u, 0u, 0u}, /* input */
        {0u, 0u, 0u, 0u}, /* output */
        9u, /* input channels */
        2u, 0, /* output channels, filter offset */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        0u, /* per channel */
        golden_op7_weights, /* weights */
        golden_op7_bias, /* bias */
        golden_op7_multipliers, /* multipliers */
        golden_op7_shifts, /* shifts */
    },
};

static const pex_mean_s8_args mean_s8[] = {
    {
        /* 0: #5 mean 'mean' */
        {0u, 0u, 9u, 5u}, /* input */
        {108u, 0u, 0u, 0u}, /* output */
        {8u, 8u, 1u}, /* counts of rows, columns, channels */
        -3, -192, /* output offset, bias */
        {1073741824, -5}, /* scale */
    },
};

static const pex_lookup_8_args lookup_8[] = {
    {
        /* 5: #3 relu 'right' */
        {0u, 0u, 6u, 3u}, /* input */
        {0u, 0u, 6u, 6u}, /* output */
        golden_table0, /* table */
    },
};

static const pex_concatenation_input op6_inputs[] = {
    {{0u, 0u, 3u, 4u}, 0, 0u, 3u},
    {{0u, 0u, 6u, 6u}, 0, 3u, 9u},
};

static const pex_concatenation_args concatenation[] = {
    {
        /* 6: #4 concatenate 'joined' */
        {0u, 0u, 9u, 5u}, /* output */
        op6_inputs, 2u, /* inputs, count of inputs */
        2u, /* axis */
        1u, /* element bytes */
    },
};

/* Axes that are divided into parts: of the output, or of what is taken in of the input. */
enum {
    ROWS = 0,
    COLUMNS = 1,
    CHANNELS = 2,
    INTAKE_ROWS = 3,
    INTAKE_COLUMNS = 4,
    INTAKE_CHANNELS = 5,
    AXES = 6
};

/*
 * An operator. If it works in parts, its first part has the indices [0, first) of the axis and
 * each later part has the next size indices, perhaps fewer in the last one.
 */
typedef struct operator_entry {
    uint8_t kernel;
    uint8_t axis;
    uint8_t arguments; /* index in the kernel's table above */
    uint8_t rows; /* extent of the output */
    uint8_t columns;
    uint8_t channels;
    uint8_t first;
    uint8_t size;
} operator_entry;

enum {
    KERNEL_CONV2D_S8 = 0,
    KERNEL_DEPTHWISE_CONV2D_S8 = 1,
    KERNEL_FULLY_CONNECTED_S8 = 2,
    KERNEL_MEAN_S8 = 3,
    KERNEL_LOOKUP_8 = 4,
    KERNEL_CONCATENATION = 5,
    KERNEL_NONE = 6, /* rows of an input arrive */
    KERNELS = 7
};

static const operator_entry operators[] = {
    {KERNEL_MEAN_S8, INTAKE_ROWS, 0u, 1u, 1u, 9u, 1u, 1u}, /* 0: #5 mean 'mean' in 8 parts of 1 input rows */
    {KERNEL_NONE, ROWS, 0u, 16u, 0u, 0u, 1u, 1u}, /* 1: rows of input 0 arrive in 16 parts of 1 rows */
    {KERNEL_CONV2D_S8, ROWS, 0u, 16u, 16u, 6u, 1u, 1u}, /* 2: #0 conv2d 'wide' in 16 parts of 1 rows */
    {KERNEL_DEPTHWISE_CONV2D_S8, ROWS, 0u, 8u, 8u, 6u, 1u, 1u}, /* 3: #1 depthwiseConv2d 'narrow' in 8 parts of 1 rows */
    {KERNEL_CONV2D_S8, ROWS, 1u, 8u, 8u, 3u, 1u, 1u}, /* 4: #2 conv2d 'left' in 8 parts of 1 rows */
    {KERNEL_LOOKUP_8, ROWS, 0u, 8u, 8u, 6u, 1u, 1u}, /* 5: #3 relu 'right' in 8 parts of 1 rows */
    {KERNEL_CONCATENATION, ROWS, 0u, 8u, 8u, 9u, 1u, 1u}, /* 6: #4 concatenate 'joined' in 8 parts of 1 rows */
    {KERNEL_FULLY_CONNECTED_S8, 0u, 0u, 1u, 1u, 2u, 0u, 0u}, /* 7: #6 fullyConnected 'classes' */
};

/* Arena offsets of the accumulators, which hold the sums of what was taken in so far. */
static const uint32_t accumulators[] = {
    0u,
};

typedef struct input_entry {
    pex_view view;
    uint32_t row_bytes;
    uint32_t kept_rows; /* no operator reads the rows from here on */
} input_entry;

static const input_entry inputs[] = {
    {{0u, 0u, 1u, 1u}, 16u, 16u},
};

/*
 * The schedule, 73 steps in 73 bytes. A step is the number of an operator above,
 * which computes its next part. The comments count steps.
 */
static const uint8_t schedule[73] = {
    /* 0 */ 1u, 1u, 2u, 1u, 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u, 1u, 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u, 1u,
    /* 22 */ 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u, 1u, 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u, 1u, 2u, 1u, 2u, 3u,
    /* 44 */ 4u, 5u, 6u, 0u, 1u, 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u, 1u, 2u, 1u, 2u, 3u, 4u, 5u, 6u, 0u,
    /* 66 */ 2u, 3u, 4u, 5u, 6u, 0u, 7u,
};

/* Restricts a part to the indices that an axis has in its part of the given number. */
static void cut(pex_part *part, uint32_t axis, uint32_t first, uint32_t size, uint32_t number) {
    const int32_t end = (int32_t)(first + number * size);
    const int32_t start = number == 0u ? 0 : end - (int32_t)size;
    switch (axis) {
    case ROWS:
        part->row_start = start;
        if (end < part->row_end) {
            part->row_end = end;
        }
        break;
    case INTAKE_ROWS:
        part->intake.axis = 0;
        part->intake.start = start;
        part->intake.end = end;
        break;
    default:
        break;
    }
}

typedef struct step {
    uint32_t number; /* of the operator */
    uint32_t next;   /* position of the following step */
    pex_part part;
} step;

/* Reads the step at a position of the schedule. */
static PEX_NOINLINE void read_step(const golden_state *state, uint32_t position, step *s) {
    const operator_entry *entry;
    uint32_t number = schedule[position];
    position += 1u;
    entry = &operators[number];
    s->number = number;
    s->part.row_start = 0;
    s->part.row_end = (int32_t)entry->rows;
    s->part.column_start = 0;
    s->part.column_end = entry->columns;
    s->part.channel_start = 0;
    s->part.channel_end = entry->channels;
    s->part.intake.axis = 0;
    s->part.intake.start = 0;
    s->part.intake.end = INT32_MAX;
    s->part.intake.accumulators = 0u;
    s->part.origins = origins;
    s->part.cells = cells;
    if (number < 7u) {
        uint32_t part = state->next[number];
        cut(&s->part, entry->axis, entry->first, entry->size, part);
    }
    if (number < 1u) {
        s->part.intake.accumulators = accumulators[number];
    }
    s->next = position;
}

/* Prepares the first step of an inference. */
static void begin(golden_state *state) {
    uint32_t i;
    for (i = 0; i < 7u; i++) {
        state->next[i] = 0u;
    }
    state->received = 0u;
    state->position = 0u;
}

/* Advances past a step. */
static pex_status complete(golden_state *state, const step *s) {
    if (s->number < 7u) {
        state->next[s->number]++;
    }
    state->position = s->next;
    if (state->position < (uint32_t)sizeof schedule) {
        return PEX_MORE;
    }
    begin(state);
    return PEX_OK;
}

/* Performs the next step, unless it waits for rows. */
static pex_status do_step(golden_state *state, step *s) {
    const operator_entry *entry;
    read_step(state, state->position, s);
    entry = &operators[s->number];
    if (operators[s->number].kernel == KERNEL_NONE) {
        return PEX_NEEDS_ROWS;
    }
    PEX_GOLDEN_ON_STEP(s->number);
    switch (entry->kernel) {
    case KERNEL_CONV2D_S8:
        pex_conv2d_s8(&conv2d_s8[entry->arguments], state->arena, &s->part);
        break;
    case KERNEL_DEPTHWISE_CONV2D_S8:
        pex_depthwise_conv2d_s8(&depthwise_conv2d_s8[entry->arguments], state->arena, &s->part);
        break;
    case KERNEL_FULLY_CONNECTED_S8:
        pex_fully_connected_s8(&fully_connected_s8[entry->arguments], state->arena, &s->part);
        break;
    case KERNEL_MEAN_S8:
        pex_mean_s8(&mean_s8[entry->arguments], state->arena, &s->part);
        break;
    case KERNEL_LOOKUP_8:
        pex_lookup_8(&lookup_8[entry->arguments], state->arena, &s->part);
        break;
    case KERNEL_CONCATENATION:
        pex_concatenation(&concatenation[entry->arguments], state->arena, &s->part);
        break;
    default:
        break;
    }
    return complete(state, s);
}

pex_status golden_init(golden_state *state, void *arena, uint32_t bytes) {
    if (state == NULL) {
        return PEX_ERROR_NULL;
    }
    state->arena = NULL;
    begin(state);
    if (arena == NULL) {
        return PEX_ERROR_NULL;
    }
    if (bytes < PEX_GOLDEN_ARENA_BYTES) {
        return PEX_ERROR_ARENA_SMALL;
    }
    if (((uintptr_t)arena % PEX_GOLDEN_ARENA_ALIGN) != 0u) {
        return PEX_ERROR_ARENA_ALIGNMENT;
    }
    state->arena = (uint8_t *)arena;
    return PEX_OK;
}

const void *golden_output(const golden_state *state, uint32_t index) {
    if ((state == NULL) || (state->arena == NULL) || (state->position != 0u) || (state->received != 0u)) {
        return NULL;
    }
    switch (index) {
    case 0:
        return state->arena + 0;
    default:
        return NULL;
    }
}

pex_status golden_step(golden_state *state) {
    step s;
    if (state == NULL) {
        return PEX_ERROR_NULL;
    }
    if (state->arena == NULL) {
        return PEX_ERROR_STATE;
    }
    return do_step(state, &s);
}

/* Address of the row that a step waits for; null when no operator reads the row. */
static uint8_t *place_of_row(const golden_state *state, const step *s) {
    const input_entry *input = &inputs[operators[s->number].arguments];
    const uint32_t row = (uint32_t)s->part.row_start + state->received;
    if (state->received == 0u) {
        PEX_GOLDEN_ON_STEP(s->number);
    }
    if (row >= input->kept_rows) {
        return NULL;
    }
    return state->arena + pex_row(&input->view, &s->part, 0u, (int32_t)row);
}

/* Continues after the row is in its place. */
static PEX_NOINLINE pex_status row_is_there(golden_state *state, const step *s) {
    state->received++;
    if (state->received < (uint32_t)(s->part.row_end - s->part.row_start)) {
        return PEX_MORE;
    }
    state->received = 0u;
    return complete(state, s);
}

/* Performs steps until one waits for rows, which *s becomes, or until the inference is complete. */
static pex_status do_steps(golden_state *state, step *s) {
    pex_status status;
    do {
        status = do_step(state, s);
    } while (status == PEX_MORE);
    return status;
}

/* Stores the row that a step waits for. */
static PEX_NOINLINE pex_status take_row(golden_state *state, const step *s, const void *row) {
    uint8_t *place = place_of_row(state, s);
    if (place != NULL) {
        memcpy(place, row, inputs[operators[s->number].arguments].row_bytes);
    }
    return row_is_there(state, s);
}

pex_status golden_accept(golden_state *state, uint32_t input, const void *row) {
    step s;
    if (state == NULL) {
        return PEX_ERROR_NULL;
    }
    if (state->arena == NULL) {
        return PEX_ERROR_STATE;
    }
    if (row == NULL) {
        return PEX_ERROR_NULL;
    }
    read_step(state, state->position, &s);
    if ((operators[s.number].kernel != KERNEL_NONE) || (operators[s.number].arguments != input)) {
        return PEX_ERROR_INPUT;
    }
    return take_row(state, &s, row);
}

pex_status golden_push(golden_state *state, uint32_t input, const void *rows, uint32_t count,
                   uint32_t *taken) {
    const uint8_t *row = (const uint8_t *)rows;
    pex_status status;
    step s;
    if (taken == NULL) {
        return PEX_ERROR_NULL;
    }
    *taken = 0u;
    if ((state == NULL) || ((rows == NULL) && (count > 0u))) {
        return PEX_ERROR_NULL;
    }
    if (state->arena == NULL) {
        return PEX_ERROR_STATE;
    }
    if (input >= PEX_GOLDEN_INPUT_COUNT) {
        return PEX_ERROR_INPUT;
    }
    for (;;) {
        status = do_steps(state, &s);
        if ((status != PEX_NEEDS_ROWS) || (*taken == count)) {
            return status;
        }
        if (operators[s.number].arguments != input) {
            return *taken == 0u ? PEX_ERROR_INPUT : PEX_NEEDS_ROWS;
        }
        status = take_row(state, &s, row);
        *taken += 1u;
        row += inputs[input].row_bytes;
        if (status == PEX_OK) {
            return PEX_OK;
        }
    }
}

/* Fetches the row that a step waits for. A function of its own, to keep the stack small during steps. */
static PEX_NOINLINE pex_status fetch_row(golden_state *state, const step *s, pex_row_source source,
                                         void *context) {
    const uint32_t input = operators[s->number].arguments;
    const uint32_t row = (uint32_t)s->part.row_start + state->received;
    return source(context, input, row, place_of_row(state, s), inputs[input].row_bytes);
}

pex_status golden_run_pull(golden_state *state, pex_row_source source, void *context) {
    pex_status status;
    step s;
    if (state == NULL) {
        return PEX_ERROR_NULL;
    }
    if (state->arena == NULL) {
        return PEX_ERROR_STATE;
    }
    if (source == NULL) {
        return PEX_ERROR_NULL;
    }
    do {
        status = do_steps(state, &s);
        if (status != PEX_NEEDS_ROWS) {
            return status;
        }
        status = fetch_row(state, &s, source, context);
        if (status != PEX_OK) {
            return status;
        }
        status = row_is_there(state, &s);
    } while (status == PEX_MORE);
    return status;
}

pex_status golden_wanted(const golden_state *state, uint32_t *input, uint32_t *row) {
    uint32_t position;
    if (state == NULL) {
        return PEX_ERROR_NULL;
    }
    if (state->arena == NULL) {
        return PEX_ERROR_STATE;
    }
    if ((input == NULL) || (row == NULL)) {
        return PEX_ERROR_NULL;
    }
    position = state->position;
    while (position < (uint32_t)sizeof schedule) {
        step s;
        read_step(state, position, &s);
        if (operators[s.number].kernel == KERNEL_NONE) {
            *input = operators[s.number].arguments;
            *row = (uint32_t)s.part.row_start + (position == state->position ? state->received : 0u);
            return PEX_NEEDS_ROWS;
        }
        position = s.next;
    }
    return PEX_MORE;
}
