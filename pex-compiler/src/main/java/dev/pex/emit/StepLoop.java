package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.kernel.Variant;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The generated functions that read a step of the schedule, perform it, and advance to the next one. */
final class StepLoop {
    private final ModelCode model;
    private final boolean hasCells;

    private StepLoop(ModelCode model, boolean hasCells) {
        this.model = model;
        this.hasCells = hasCells;
    }

    /**
     * The functions.
     *
     * @param hasCells whether there is a table of {@code pex_cells}
     */
    static String of(ModelCode model, boolean hasCells) {
        StepLoop loop = new StepLoop(model, hasCells);
        return (model.entries().allRegular() ? "" : loop.numbers())
                + (model.entries().cut() > 0 ? loop.cut() : "")
                + loop.readStep()
                + loop.complete()
                + loop.doStep();
    }

    private String numbers() {
        return model.names().template("""
                        static int32_t next_number(uint32_t *position) {
                            uint32_t value = 0u;
                            uint32_t shift = 0u;
                            uint32_t byte;
                            do {
                                byte = schedule[*position];
                                *position += 1u;
                                value |= (byte & 0x7fu) << shift;
                                shift += 7u;
                            } while (byte >= 0x80u);
                            return (int32_t)value;
                        }

                        static void next_range(uint32_t *position, int32_t *start, int32_t *end) {
                            *start = next_number(position);
                            *end = *start + next_number(position);
                        }

                        /* Reads a part without a rule; axes that are not in the mask stay whole. */
                        static void next_part(uint32_t *position, pex_part *part) {
                            const int32_t mask = next_number(position);
                            if ((mask & 1) != 0) {
                                next_range(position, &part->row_start, &part->row_end);
                            }
                            if ((mask & 2) != 0) {
                                next_range(position, &part->column_start, &part->column_end);
                            }
                            if ((mask & 4) != 0) {
                                next_range(position, &part->channel_start, &part->channel_end);
                            }
                            if ((mask & 8) != 0) {
                                part->intake.axis = next_number(position);
                                next_range(position, &part->intake.start, &part->intake.end);
                                part->intake.accumulators = (uint32_t)next_number(position);
                            }
                        }

                        """).fill();
    }

    private String cut() {
        SortedSet<Kind> kinds = new TreeSet<>();
        model.entries().all().forEach(e -> e.cuts().forEach(c -> kinds.add(c.axis())));
        StringBuilder cases = new StringBuilder();
        kinds.forEach(kind -> cases.append(cutCase(kind)));
        return model.names().template("""
                        /* Restricts a part to the indices that an axis has in its part of the given number. */
                        static void cut(pex_part *part, uint32_t axis, uint32_t first, uint32_t size, uint32_t number) {
                            const int32_t end = (int32_t)(first + number * size);
                            const int32_t start = number == 0u ? 0 : end - (int32_t)size;
                            switch (axis) {
                            @cases@
                            default:
                                break;
                            }
                        }

                        """).with("cases", cases).fill();
    }

    private String cutCase(Kind kind) {
        String range = switch (kind) {
            case ROWS, COLUMNS, CHANNELS -> """
                        case @KIND@:
                            part->@axis@_start = start;
                            if (end < part->@axis@_end) {
                                part->@axis@_end = end;
                            }
                            break;
                        """;
            case INTAKE_ROWS, INTAKE_COLUMNS, INTAKE_CHANNELS -> """
                        case @KIND@:
                            part->intake.axis = @axis@;
                            part->intake.start = start;
                            part->intake.end = end;
                            break;
                        """;
        };
        boolean output = kind.number() < Kind.INTAKE_ROWS.number();
        return model.names()
                .template(range)
                .with("KIND", kind.name())
                .with(
                        "axis",
                        output
                                ? kind.name().toLowerCase(Locale.ROOT).replaceAll("s$", "")
                                : kind.number() - Kind.INTAKE_ROWS.number())
                .fill();
    }

    private static final String READ_STEP = """
            typedef struct step {
                uint32_t number; /* of the operator */
                uint32_t next;   /* position of the following step */
                pex_part part;
            } step;

            /* Reads the step at a position of the schedule. */
            static PEX_NOINLINE void read_step(const @model@_state *state, uint32_t position, step *s) {
                const operator_entry *entry;
                uint32_t number = schedule[position];
            @if irregular@
                const int spelled_out = number == @other@u;
            @end@
                position += 1u;
            @if wide@
                if (@isWide@) {
                    number = @short@u + (number - @short@u) * 256u + schedule[position];
                    position += 1u;
                }
            @end@
            @if irregular@
                if (spelled_out) {
                    number = (uint32_t)next_number(&position);
                }
            @end@
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
                s->part.origins = @origins@;
                s->part.cells = @cells@;
            @if irregular@
                if (spelled_out) {
                    next_part(&position, &s->part);
                }
            @end@
                @next@
                s->next = position;
            @if !parts@
                (void)state;
            @end@
            }

            """;

    private String readStep() {
        return model.names()
                .template(READ_STEP)
                .with("other", ScheduleCode.OTHER)
                .with("short", ScheduleCode.SHORT_NUMBERS)
                .with("isWide", isWide())
                .with("origins", model.places().origins().isEmpty() ? "NULL" : "origins")
                .with("cells", hasCells ? "cells" : "NULL")
                .with("next", model.entries().cut() > 0 ? nextPart() : "")
                .when("irregular", !model.entries().allRegular())
                .when("wide", model.entries().all().size() > ScheduleCode.SHORT_NUMBERS)
                .when("parts", model.entries().cut() > 0)
                .fill();
    }

    private String isWide() {
        return "number >= " + ScheduleCode.SHORT_NUMBERS + "u"
                + (model.entries().allRegular() ? "" : " && !spelled_out");
    }

    private String nextPart() {
        return model.names()
                .template("""
                        if (number < @cut@u) {
                            uint32_t part = state->next[number];
                        @if second@
                            if (entry->second_size != 0u) {
                                cut(&s->part, entry->second_axis, entry->second_first, entry->second_size,
                                    part / entry->parts);
                                part %= entry->parts;
                            }
                        @end@
                            cut(&s->part, entry->axis, entry->first, entry->size, part);
                        }
                        @if accumulating@
                        if (number < @accumulating@u) {
                            s->part.intake.accumulators = accumulators[number];
                        }
                        @end@
                        """)
                .with("cut", model.entries().cut())
                .with("accumulating", model.entries().accumulating())
                .when("second", model.entries().mostCuts() > 1)
                .when("accumulating", model.entries().accumulating() > 0)
                .fill();
    }

    private String complete() {
        return model.names()
                .template("""
                        /* Prepares the first step of an inference. */
                        static void begin(@model@_state *state) {
                        @if parts@
                            uint32_t i;
                            for (i = 0; i < @cut@u; i++) {
                                state->next[i] = 0u;
                            }
                        @end@
                        @if streamed@
                            state->received = 0u;
                        @end@
                            state->position = 0u;
                        }

                        /* Advances past a step. */
                        static pex_status complete(@model@_state *state, const step *s) {
                        @if parts@
                            if (s->number < @cut@u) {
                                state->next[s->number]++;
                            }
                        @end@
                            state->position = s->next;
                            if (state->position < (uint32_t)sizeof schedule) {
                                return PEX_MORE;
                            }
                            begin(state);
                            return PEX_OK;
                        }

                        """)
                .with("cut", model.entries().cut())
                .when("parts", model.entries().cut() > 0)
                .when("streamed", model.streamed())
                .fill();
    }

    private String doStep() {
        StringBuilder cases = new StringBuilder();
        model.byKernel().keySet().forEach(kernel -> cases.append(kernelCase(kernel)));
        return model.names()
                .template("""
                        /* Performs the next step@unless@. */
                        static pex_status do_step(@model@_state *state, step *s) {
                        @if kernels@
                            const operator_entry *entry;
                        @end@
                            read_step(state, state->position, s);
                        @if kernels@
                            entry = &operators[s->number];
                        @end@
                        @if streamed@
                            if (operators[s->number].kernel == KERNEL_NONE) {
                                return PEX_NEEDS_ROWS;
                            }
                        @end@
                            PEX_@MODEL@_ON_STEP(s->number);
                        @if kernels@
                            switch (entry->kernel) {
                            @cases@
                            default:
                                break;
                            }
                        @end@
                            return complete(state, s);
                        }

                        """)
                .with("unless", model.streamed() ? ", unless it waits for rows" : "")
                .with("cases", cases)
                .when("kernels", !model.byKernel().isEmpty())
                .when("streamed", model.streamed())
                .fill();
    }

    private String kernelCase(Variant kernel) {
        return model.names()
                .template("""
                        case @KERNEL@:
                            @function@(&@table@[entry->arguments], state->arena, &s->part);
                            break;
                        """)
                .with("KERNEL", kernel.constant("KERNEL_"))
                .with("function", kernel.function())
                .with("table", KernelTables.name(kernel))
                .fill();
    }
}
