/*
 * Divides the output of a case into parts, and their input into slices; places views in an arena for each of
 * them, and runs the kernel.
 */
#include "kernels_test.h"

void set_case(test_case *t, naive_function naive, kernel_function kernel) {
    memset(t, 0, sizeof(*t));
    t->alias = -1;
    t->naive = naive;
    t->kernel = kernel;
}

/* The slice that a step takes in, and the results of the steps before it. */
typedef struct sequence {
    int axis;
    int start;
    int end;
    int whole; /* all at once */
    int last;
    int32_t *kept;     /* accumulators */
    uint8_t *expected; /* the output */
    uint8_t *maximum;  /* the output so far */
} sequence;

static int taken(const sequence *s, const int *index) {
    return index[s->axis] >= s->start && index[s->axis] < s->end;
}

/* Visits the elements of a box in order. */
#define FOR_EACH(i, box)                                                                                     \
    for (i[0] = (box)->start[0]; i[0] < (box)->end[0]; i[0]++)                                               \
        for (i[1] = (box)->start[1]; i[1] < (box)->end[1]; i[1]++)                                           \
            for (i[2] = (box)->start[2]; i[2] < (box)->end[2]; i[2]++)

static box whole(const tensor *t) {
    box b;
    memset(&b, 0, sizeof(b));
    b.end[0] = t->rows;
    b.end[1] = t->columns;
    b.end[2] = t->channels;
    return b;
}

/* Whether a step reads an element; `number` counts those before it. */
static int is_read(const test_case *t, int input, const sequence *s, const int *index, size_t number) {
    return t->inputs[input].reader[number] != NOBODY && (input > 0 || taken(s, index));
}

/* The smallest box with all elements of an input that a step reads. */
static box find_read_box(const test_case *t, int input, const sequence *s) {
    const box all = whole(&t->inputs[input]);
    box b;
    size_t n = 0;
    int any = 0;
    int i[3];
    int k;
    memset(&b, 0, sizeof(b));
    FOR_EACH(i, &all) {
        if (is_read(t, input, s, i, n++)) {
            for (k = 0; k < 3; k++) {
                b.start[k] = any && b.start[k] < i[k] ? b.start[k] : i[k];
                b.end[k] = any && b.end[k] > i[k] ? b.end[k] : i[k] + 1;
            }
            any = 1;
        }
    }
    for (k = 0; k < 3 && !any; k++) {
        b.end[k] = 1;
    }
    return b;
}

static uint32_t place_inputs(test_case *t, const sequence *s) {
    uint32_t bytes = 0;
    int i;
    for (i = 0; i < t->input_count; i++) {
        const tensor *in = &t->inputs[i];
        const box b = find_read_box(t, i, s);
        const int repeated = t->broadcasts && (in->rows == 1 || in->columns == 1);
        const int shrinks = t->alias == i && in->size > t->output.size;
        bytes = place(&t->inputs_at[i], &t->origins, in, &b, bytes, repeated || shrinks);
        if (repeated && in->rows == 1) {
            t->inputs_at[i].view->row_stride = 0;
        }
        if (repeated && in->columns == 1) {
            t->inputs_at[i].view->pixel_stride = 0;
        }
    }
    return bytes;
}

/* The output where an operand lies: first address and strides; where elements shrink, strides shrink with
 * them. */
static void place_over_operand(test_case *t, const box *part) {
    const tensor *in = &t->inputs[t->alias];
    const placed *from = &t->inputs_at[t->alias];
    placed *to = &t->output_at;
    const uint32_t ratio = (uint32_t)(in->size / t->output.size);
    pex_view *view = to->view;
    *to = *from;
    to->view = view;
    *view = *from->view;
    if (ratio > 1) {
        const int *start = part->start;
        uint32_t first;
        first = address(from, &t->origins, start[0], start[1], start[2], in->size);
        view->row_stride /= ratio;
        view->pixel_stride = (uint16_t)(view->pixel_stride / ratio);
        view->offset = 0;
        view->offset = first - address(to, &t->origins, start[0], start[1], start[2], t->output.size);
    }
}

/* The part without gaps from a byte on. */
static void place_densely(test_case *t, const box *part, uint32_t at) {
    const uint32_t size = (uint32_t)t->output.size;
    pex_view *view = t->output_at.view;
    memset(view, 0, sizeof(*view));
    t->output_at.width = 0;
    view->pixel_stride = (uint16_t)((uint32_t)(part->end[2] - part->start[2]) * size);
    view->row_stride = (uint32_t)(part->end[1] - part->start[1]) * view->pixel_stride;
    view->offset = at - (uint32_t)part->start[0] * view->row_stride -
                   (uint32_t)part->start[1] * view->pixel_stride - (uint32_t)part->start[2] * size;
}

/*
 * Places the part, without gaps, over inputs that only its earlier pixels read, if a few tries find a place:
 * a kernel that does not work pixel by pixel then overwrites its inputs. Returns whether a place was found.
 */
static int place_over_dying(test_case *t, const sequence *s, const box *part, uint32_t bytes) {
    const uint32_t size = (uint32_t)t->output.size;
    const uint32_t pixel = (uint32_t)(part->end[2] - part->start[2]) * size;
    const uint32_t pixels = (uint32_t)((part->end[0] - part->start[0]) * (part->end[1] - part->start[1]));
    int *readers = (int *)allocate(bytes * sizeof(int));
    int found = 0;
    int tries;
    int i[3];
    int k;
    uint32_t b;
    for (b = 0; b < bytes; b++) {
        readers[b] = NOBODY;
    }
    for (k = 0; k < t->input_count; k++) {
        const tensor *in = &t->inputs[k];
        const box all = whole(in);
        size_t n = 0;
        FOR_EACH(i, &all) {
            const int reader = in->reader[n];
            if (is_read(t, k, s, i, n++)) {
                const uint32_t at = address(&t->inputs_at[k], &t->origins, i[0], i[1], i[2], in->size);
                for (b = at; b < at + (uint32_t)in->size; b++) {
                    readers[b] = readers[b] < reader ? reader : readers[b];
                }
            }
        }
    }
    for (tries = 0; tries < 20 && !found && pixels * pixel < bytes; tries++) {
        const uint32_t at = (uint32_t)range(0, (int)(bytes - pixels * pixel)) / size * size;
        int overlaps = 0;
        found = 1;
        for (b = 0; b < pixels * pixel && found; b++) {
            overlaps |= readers[at + b] != NOBODY;
            found = readers[at + b] < (int)(b / pixel);
        }
        found = found && overlaps;
        if (found) {
            place_densely(t, part, at);
        }
    }
    release(readers);
    return found;
}

static uint32_t place_output(test_case *t, const sequence *s, const box *part, uint32_t bytes) {
    if (t->alias >= 0) {
        const tensor *in = &t->inputs[t->alias];
        place_over_operand(t, part);
        return bytes + (uint32_t)(in->rows * in->columns * in->channels * in->size);
    }
    if (chance(40) && (s->whole || (s->last && !t->folds_into_output)) &&
        place_over_dying(t, s, part, bytes)) {
        return bytes;
    }
    return place(&t->output_at, &t->origins, &t->output, part, bytes, 0);
}

static void run_step(test_case *t, const box *b, sequence *s) {
    const tensor *out = &t->output;
    const size_t size = (size_t)out->size;
    const size_t elements =
        (size_t)((b->end[0] - b->start[0]) * (b->end[1] - b->start[1]) * (b->end[2] - b->start[2]));
    const uint32_t sums = s->whole || t->folds_into_output ? 0u : (uint32_t)elements * 4u;
    pex_part part;
    uint8_t *arena; /* aligned for sums only */
    uint8_t *wanted;
    uint32_t bytes;
    size_t n = 0;
    int i[3];
    int input;
    t->origins.count = 0;
    t->origins.cells_count = 0;
    bytes = place_inputs(t, s);
    bytes = (place_output(t, s, b, bytes) + 3u) / 4u * 4u;
    part.intake.axis = s->axis;
    part.intake.start = s->start;
    part.intake.end = s->end;
    part.intake.accumulators = sums != 0 ? bytes : random_bits() % 64u;
    part.origins = t->origins.values;
    part.cells = t->origins.cells;
    part.row_start = b->start[0];
    part.row_end = b->end[0];
    part.column_start = b->start[1];
    part.column_end = b->end[1];
    part.channel_start = b->start[2];
    part.channel_end = b->end[2];
    if (sums != 0 && s->last && chance(50)) {
        place_densely(t, b, bytes);
    }
    bytes += sums;
    if (t->scratch != NULL) {
        *t->scratch = chance(70) ? bytes : PEX_NO_SCRATCH;
        bytes += (uint32_t)t->scratch_bytes;
    }
    bytes += (uint32_t)range(1, 20);
    arena = (uint8_t *)allocate_anywhere(bytes, 4);
    wanted = (uint8_t *)allocate(bytes);
    random_fill(arena, bytes);
    if (sums != 0 && s->start != 0) {
        memcpy(arena + part.intake.accumulators, s->kept, sums);
    }
    FOR_EACH(i, b) {
        if (t->folds_into_output && s->start != 0) {
            arena[address(&t->output_at, &t->origins, i[0], i[1], i[2], 1)] = s->maximum[n];
        }
        n++;
    }
    for (input = 0; input < t->input_count; input++) {
        const tensor *in = &t->inputs[input];
        const box all = whole(in);
        n = 0;
        FOR_EACH(i, &all) {
            if (is_read(t, input, s, i, n)) {
                memcpy(arena + address(&t->inputs_at[input], &t->origins, i[0], i[1], i[2], in->size),
                       in->data + n * (size_t)in->size, (size_t)in->size);
            }
            n++;
        }
    }
    memcpy(wanted, arena, bytes);
    t->kernel(t, arena, &part);
    /* After the last step accumulators are only checked where the output lies. */
    if (sums != 0 && (!s->last || t->variant == DSP)) {
        memcpy(s->kept, arena + part.intake.accumulators, sums);
        memcpy(wanted + part.intake.accumulators, s->kept, sums);
    }
    n = 0;
    FOR_EACH(i, b) {
        const uint32_t at = address(&t->output_at, &t->origins, i[0], i[1], i[2], out->size);
        if (s->last) {
            memcpy(wanted + at, s->expected + n * size, size);
        } else if (t->folds_into_output) {
            s->maximum[n] = arena[at];
            wanted[at] = arena[at];
        }
        n++;
    }
    if (t->scratch != NULL && *t->scratch != PEX_NO_SCRATCH) {
        memcpy(wanted + *t->scratch, arena + *t->scratch, (size_t)t->scratch_bytes);
    }
    check(memcmp(arena, wanted, bytes) == 0, "the arena differs from the expected one");
    release(wanted);
    release_anywhere((int8_t *)arena);
}

/* Pieces of an axis at most. */
#define MOST_PIECES 512

/* Channels are divided at multiples of this: many kernels process four at a time. */
static int random_unit(void) {
    return chance(50) ? 4 : 1;
}

/* Cuts [0, extent) at random multiples of a unit; returns the number of pieces. */
static int cut(int extent, int unit, int *ends) {
    int pieces = 0;
    int at = 0;
    const int longest = chance(30) ? extent : range(1 + extent / MOST_PIECES, extent);
    while (at < extent) {
        const int length = pieces == MOST_PIECES - 1 ? extent : range(1, longest);
        at += (length + unit - 1) / unit * unit;
        ends[pieces] = at < extent ? at : extent;
        pieces++;
    }
    return pieces;
}

static int extent_along(const tensor *t, int axis) {
    return axis == 0 ? t->rows : (axis == 1 ? t->columns : t->channels);
}

/* Computes a part in one step, or in several ones that take in a slice each. */
static void run_part(test_case *t, const box *b) {
    const size_t elements =
        (size_t)((b->end[0] - b->start[0]) * (b->end[1] - b->start[1]) * (b->end[2] - b->start[2]));
    int ends[MOST_PIECES];
    int pieces;
    int piece;
    int i[3];
    size_t n = 0;
    sequence s;
    memset(&s, 0, sizeof(s));
    s.expected = (uint8_t *)allocate(elements * (size_t)t->output.size);
    s.kept = (int32_t *)allocate(elements * sizeof(int32_t));
    s.maximum = (uint8_t *)allocate(elements);
    for (piece = 0; piece < t->input_count; piece++) {
        forget_readers(&t->inputs[piece]);
    }
    FOR_EACH(i, b) {
        reading_pixel = (int)n / (b->end[2] - b->start[2]);
        t->naive(t, i[0], i[1], i[2], s.expected + n * (size_t)t->output.size);
        n++;
    }
    if (t->intake_axes != 0 && chance(40)) {
        do {
            s.axis = range(0, 2);
        } while ((t->intake_axes >> s.axis & 1) == 0);
        pieces = cut(extent_along(&t->inputs[0], s.axis), s.axis == 2 ? random_unit() : 1, ends);
        for (piece = 0; piece < pieces; piece++) {
            s.start = piece == 0 ? 0 : ends[piece - 1];
            s.end = ends[piece];
            s.last = piece == pieces - 1;
            s.whole = pieces == 1;
            run_step(t, b, &s);
        }
    } else {
        s.axis = 0;
        s.end = INT32_MAX;
        s.last = 1;
        s.whole = 1;
        run_step(t, b, &s);
    }
    release(s.maximum);
    release(s.kept);
    release(s.expected);
}

void run_case(test_case *t) {
    int ends[3][MOST_PIECES];
    int pieces[3];
    int i[3];
    int k;
    pieces[0] = cut(t->output.rows, 1, ends[0]);
    pieces[1] = cut(t->output.columns, 1, ends[1]);
    pieces[2] = cut(t->output.channels, t->whole_channels ? t->output.channels : random_unit(), ends[2]);
    for (i[0] = 0; i[0] < pieces[0]; i[0]++) {
        for (i[1] = 0; i[1] < pieces[1]; i[1]++) {
            for (i[2] = 0; i[2] < pieces[2]; i[2]++) {
                box b;
                for (k = 0; k < 3; k++) {
                    b.start[k] = i[k] == 0 ? 0 : ends[k][i[k] - 1];
                    b.end[k] = ends[k][i[k]];
                }
                run_part(t, &b);
            }
        }
    }
    for (k = 0; k < t->input_count; k++) {
        release_tensor(&t->inputs[k]);
    }
    release_tensor(&t->output);
    release_anywhere(t->weights);
    release_anywhere(t->packed);
    release_anywhere(t->absent);
    release_anywhere((int8_t *)t->folded);
    release_anywhere(t->constant);
    release_anywhere((int8_t *)t->bias);
    release_anywhere((int8_t *)t->multipliers);
    release_anywhere(t->shifts);
}
