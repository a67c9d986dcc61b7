/* Schedule of golden; made by Pex, do not edit. */
#include "golden.h"
#include "golden_weights.h"
#include "pex_kernels.h"

/* Called before each step with the number of its operator, if a profiler defines it. */
#ifndef PEX_GOLDEN_ON_STEP
#define PEX_GOLDEN_ON_STEP(number) ((void)0)
#endif

/* Arena offsets at which rows of tensors begin. */
static const uint32_t origins[] = {
    334u, 430u, 6u, 466u, 370u, 0u, 460u, 364u, 96u, 328u, 192u, 376u, 48u, 379u, 51u, 99u, 3u,
};

/* By row: the origin that it has; pex_cells describes the numbers. */
static const uint8_t numbers_0000[] = {
    0u, 1u, 2u, 3u, 4u, 3u, 5u, 6u, 7u, 8u, 5u, 7u, 8u, 7u, 5u, 8u,
};
static const uint8_t numbers_0001[] = {
    9u, 5u, 7u, 8u, 6u, 10u, 10u, 10u,
};
static const uint8_t numbers_0002[] = {
    11u, 12u, 8u, 5u, 8u, 5u, 8u, 5u,
};
static const uint8_t numbers_0003[] = {
    13u, 14u, 15u, 16u, 15u, 16u, 15u, 16u,
};

static const pex_cells cells[] = {
    {numbers_0000, 1u, 0u},
    {numbers_0001, 1u, 0u},
    {numbers_0002, 1u, 0u},
    {numbers_0003, 1u, 0u},
};

static const pex_window windows[] = {
    {16u, 3u, 1u, 1u, 1u},
    {8u, 1u, 1u, 1u, 0u},
    {16u, 3u, 2u, 1u, 0u},
};

static const pex_conv2d_s8_args conv2d_s8[] = {
    {
        /* 1: #0 conv2d 'wide' */
        {72u, 16u, 1u, 0u}, /* input */
        {0u, 0u, 6u, 1u}, /* output */
        &windows[0], /* rows */
        &windows[0], /* columns */
        1u, 6u, /* input channels, output channels */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op1_weights, /* weights */
        golden_all_minus_3, /* absent taps */
        golden_op1_bias, /* bias */
        golden_op1_multipliers, /* multipliers */
        golden_op1_shifts, /* shifts */
        PEX_NO_SCRATCH, /* scratch */
    },
    {
        /* 3: #2 conv2d 'left' */
        {0u, 0u, 6u, 2u}, /* input */
        {0u, 0u, 9u, 3u}, /* output */
        &windows[1], /* rows */
        &windows[1], /* columns */
        6u, 3u, /* input channels, output channels */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op3_weights, /* weights */
        NULL, /* absent taps */
        golden_op3_bias, /* bias */
        golden_op3_multipliers, /* multipliers */
        golden_op3_shifts, /* shifts */
        PEX_NO_SCRATCH, /* scratch */
    },
};

static const pex_depthwise_conv2d_s8_args depthwise_conv2d_s8[] = {
    {
        /* 2: #1 depthwiseConv2d 'narrow' */
        {0u, 0u, 6u, 1u}, /* input */
        {0u, 0u, 6u, 2u}, /* output */
        &windows[2], /* rows */
        &windows[2], /* columns */
        6u, 1u, /* output channels, channel multiplier */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        golden_op2_weights, /* weights */
        golden_all_minus_3, /* absent taps */
        golden_op2_bias, /* bias */
        golden_op2_multipliers, /* multipliers */
        golden_op2_shifts, /* shifts */
    },
};

static const pex_fully_connected_s8_args fully_connected_s8[] = {
    {
        /* 5: #6 fullyConnected 'classes' */
        {72u, 0u, 0u, 0u}, /* input */
        {0u, 0u, 0u, 0u}, /* output */
        9u, /* input channels */
        2u, 0, /* output channels, filter offset */
        -3, /* output offset */
        -128, 127, /* minimum, maximum */
        0u, /* per channel */
        golden_op5_weights, /* weights */
        golden_op5_bias, /* bias */
        golden_op5_multipliers, /* multipliers */
        golden_op5_shifts, /* shifts */
    },
};

static const pex_mean_s8_args mean_s8[] = {
    {
        /* 0: #5 mean 'mean' */
        {0u, 0u, 9u, 3u}, /* input */
        {72u, 0u, 0u, 0u}, /* output */
        {8u, 8u, 1u}, /* counts of rows, columns, channels */
        -3, -192, /* output offset, bias */
        {1073741824, -5}, /* scale */
    },
};

static const pex_lookup_8_args lookup_8[] = {
    {
        /* 4: #3 relu 'right' */
        {0u, 0u, 6u, 2u}, /* input */
        {0u, 0u, 9u, 4u}, /* output */
        golden_table0, /* table */
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
    KERNELS = 5
};

static const operator_entry operators[] = {
    {KERNEL_MEAN_S8, INTAKE_ROWS, 0u, 1u, 1u, 9u, 1u, 1u}, /* 0: #5 mean 'mean' in 8 parts of 1 input rows */
    {KERNEL_CONV2D_S8, ROWS, 0u, 16u, 16u, 6u, 1u, 1u}, /* 1: #0 conv2d 'wide' in 16 parts of 1 rows */
    {KERNEL_DEPTHWISE_CONV2D_S8, ROWS, 0u, 8u, 8u, 6u, 1u, 1u}, /* 2: #1 depthwiseConv2d 'narrow' in 8 parts of 1 rows */
    {KERNEL_CONV2D_S8, ROWS, 1u, 8u, 8u, 3u, 1u, 1u}, /* 3: #2 conv2d 'left' in 8 parts of 1 rows */
    {KERNEL_LOOKUP_8, ROWS, 0u, 8u, 8u, 6u, 1u, 1u}, /* 4: #3 relu 'right' in 8 parts of 1 rows */
    {KERNEL_FULLY_CONNECTED_S8, 0u, 0u, 1u, 1u, 2u, 0u, 0u}, /* 5: #6 fullyConnected 'classes' */
};

/* Arena offsets of the accumulators, which hold the sums of what was taken in so far. */
static const uint32_t accumulators[] = {
    328u,
};

/*
 * The schedule, 49 steps in 49 bytes. A step is the number of an operator above,
 * which computes its next part. The comments count steps.
 */
static const uint8_t schedule[49] = {
    /* 0 */ 1u, 1u, 1u, 2u, 3u, 4u, 0u, 1u, 1u, 2u, 3u, 4u, 0u, 1u, 1u, 2u, 3u, 4u, 0u, 1u, 1u, 2u,
    /* 22 */ 3u, 4u, 0u, 1u, 1u, 2u, 3u, 4u, 0u, 1u, 1u, 2u, 3u, 4u, 0u, 1u, 1u, 2u, 3u, 4u, 0u, 1u,
    /* 44 */ 2u, 3u, 4u, 0u, 5u,
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
    if (number < 5u) {
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
    for (i = 0; i < 5u; i++) {
        state->next[i] = 0u;
    }
    state->position = 0u;
}

/* Advances past a step. */
static pex_status complete(golden_state *state, const step *s) {
    if (s->number < 5u) {
        state->next[s->number]++;
    }
    state->position = s->next;
    if (state->position < (uint32_t)sizeof schedule) {
        return PEX_MORE;
    }
    begin(state);
    return PEX_OK;
}

/* Performs the next step. */
static pex_status do_step(golden_state *state, step *s) {
    const operator_entry *entry;
    read_step(state, state->position, s);
    entry = &operators[s->number];
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

void *golden_input(const golden_state *state, uint32_t index) {
    if ((state == NULL) || (state->arena == NULL)) {
        return NULL;
    }
    switch (index) {
    case 0:
        return state->arena + 72;
    default:
        return NULL;
    }
}

const void *golden_output(const golden_state *state, uint32_t index) {
    if ((state == NULL) || (state->arena == NULL) || (state->position != 0u)) {
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

pex_status golden_run(golden_state *state) {
    pex_status status;
    do {
        status = golden_step(state);
    } while (status == PEX_MORE);
    return status;
}
