package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.kernel.Variant;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** The generated functions that read a step of the schedule, do it, and go on to the next one. */
final class StepLoop {
    private final ModelCode model;
    private final String name;
    private final int cut;
    private final boolean hasCells;
    private final CText text = new CText();

    private StepLoop(ModelCode model, boolean hasCells) {
        this.model = model;
        this.hasCells = hasCells;
        this.name = model.names().model();
        this.cut = model.entries().cut();
    }

    /** The functions, of a model that has a table of cells or has none. */
    static String of(ModelCode model, boolean hasCells) {
        StepLoop loop = new StepLoop(model, hasCells);
        if (!model.entries().allRegular()) {
            loop.numbers();
        }
        if (loop.cut > 0) {
            loop.cutter();
        }
        loop.reader();
        loop.completer();
        loop.doer();
        return loop.text.toString();
    }

    private void numbers() {
        text.block("""
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

                /* A part that is spelled out, in place of the whole output. */
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

                """);
    }

    private void cutter() {
        SortedSet<Kind> kinds = new TreeSet<>();
        model.entries().all().forEach(e -> e.cuts().forEach(c -> kinds.add(c.axis())));
        text.line("/* Restricts a part to what an axis has in its part of the given number. */");
        text.line("static void cut(pex_part *part, uint32_t axis, uint32_t first, uint32_t size, uint32_t number) {");
        text.line("    const int32_t end = (int32_t)(first + number * size);");
        text.line("    const int32_t start = number == 0u ? 0 : end - (int32_t)size;");
        text.line("    switch (axis) {");
        for (Kind kind : kinds) {
            text.line("    case " + kind.name() + ":");
            switch (kind) {
                case ROWS, COLUMNS, CHANNELS -> {
                    String field = kind.name().toLowerCase(Locale.ROOT).replaceAll("s$", "");
                    text.line("        part->" + field + "_start = start;");
                    text.line("        if (end < part->" + field + "_end) {");
                    text.line("            part->" + field + "_end = end;");
                    text.line("        }");
                }
                case INTAKE_ROWS, INTAKE_COLUMNS, INTAKE_CHANNELS -> {
                    text.line("        part->intake.axis = " + (kind.number() - Kind.INTAKE_ROWS.number()) + ";");
                    text.line("        part->intake.start = start;");
                    text.line("        part->intake.end = end;");
                }
            }
            text.line("        break;");
        }
        text.line("    default:").line("        break;").line("    }").line("}").line();
    }

    private void reader() {
        boolean regular = model.entries().allRegular();
        boolean wide = model.entries().all().size() > ScheduleCode.SHORT_NUMBERS;
        text.line("typedef struct step {");
        text.line("    uint32_t number; /* of the operator */");
        text.line("    uint32_t next;   /* where the step after it begins */");
        text.line("    pex_part part;");
        text.line("} step;").line();
        text.line("/* What the step at a position of the schedule does. */");
        text.line("static PEX_NOINLINE void read_step(const " + name + "_state *state, uint32_t position, step *s) {");
        text.line("    const operator_entry *entry;");
        text.line("    uint32_t number = schedule[position];");
        if (!regular) {
            text.line("    const int spelled_out = number == " + ScheduleCode.OTHER + "u;");
        }
        text.line("    position += 1u;");
        if (wide) {
            String test = "number >= " + ScheduleCode.SHORT_NUMBERS + "u" + (regular ? "" : " && !spelled_out");
            text.line("    if (" + test + ") {");
            text.line("        number = " + ScheduleCode.SHORT_NUMBERS + "u + (number - " + ScheduleCode.SHORT_NUMBERS
                    + "u) * 256u + schedule[position];");
            text.line("        position += 1u;");
            text.line("    }");
        }
        if (!regular) {
            text.line("    if (spelled_out) {");
            text.line("        number = (uint32_t)next_number(&position);");
            text.line("    }");
        }
        text.line("    entry = &operators[number];");
        text.line("    s->number = number;");
        text.line("    s->part.row_start = 0;");
        text.line("    s->part.row_end = (int32_t)entry->rows;");
        text.line("    s->part.column_start = 0;");
        text.line("    s->part.column_end = entry->columns;");
        text.line("    s->part.channel_start = 0;");
        text.line("    s->part.channel_end = entry->channels;");
        text.line("    s->part.intake.axis = 0;");
        text.line("    s->part.intake.start = 0;");
        text.line("    s->part.intake.end = INT32_MAX;");
        text.line("    s->part.intake.accumulators = 0u;");
        text.line("    s->part.origins = " + (model.places().origins().isEmpty() ? "NULL" : "origins") + ";");
        text.line("    s->part.cells = " + (hasCells ? "cells" : "NULL") + ";");
        if (!regular) {
            text.line("    if (spelled_out) {");
            text.line("        next_part(&position, &s->part);");
            text.line("    }");
        }
        if (cut > 0) {
            nextPart();
        }
        text.line("    s->next = position;");
        if (cut == 0) {
            text.line("    (void)state;");
        }
        text.line("}").line();
    }

    private void nextPart() {
        text.line("    if (number < " + cut + "u) {");
        text.line("        uint32_t part = state->next[number];");
        if (model.entries().mostCuts() > 1) {
            text.line("        if (entry->second_size != 0u) {");
            text.line("            cut(&s->part, entry->second_axis, entry->second_first, entry->second_size,");
            text.line("                part / entry->parts);");
            text.line("            part %= entry->parts;");
            text.line("        }");
        }
        text.line("        cut(&s->part, entry->axis, entry->first, entry->size, part);");
        text.line("    }");
        if (model.entries().accumulating() > 0) {
            text.line("    if (number < " + model.entries().accumulating() + "u) {");
            text.line("        s->part.intake.accumulators = accumulators[number];");
            text.line("    }");
        }
    }

    private void completer() {
        text.line("/* Makes ready for the first step of an inference. */");
        text.line("static void begin(" + name + "_state *state) {");
        if (cut > 0) {
            text.line("    uint32_t i;");
            text.line("    for (i = 0; i < " + cut + "u; i++) {");
            text.line("        state->next[i] = 0u;");
            text.line("    }");
        }
        if (model.streamed()) {
            text.line("    state->received = 0u;");
        }
        text.line("    state->position = 0u;");
        text.line("}").line();
        text.line("/* Goes on behind a step. */");
        text.line("static pex_status complete(" + name + "_state *state, const step *s) {");
        if (cut > 0) {
            text.line("    if (s->number < " + cut + "u) {");
            text.line("        state->next[s->number]++;");
            text.line("    }");
        }
        text.line("    state->position = s->next;");
        text.line("    if (state->position < (uint32_t)sizeof schedule) {");
        text.line("        return PEX_MORE;");
        text.line("    }");
        text.line("    begin(state);");
        text.line("    return PEX_OK;");
        text.line("}").line();
    }

    private void doer() {
        text.line("/* Does the next step" + (model.streamed() ? ", unless it waits for rows. */" : ". */"));
        text.line("static pex_status do_step(" + name + "_state *state, step *s) {");
        if (!model.byKernel().isEmpty()) {
            text.line("    const operator_entry *entry;");
        }
        text.line("    read_step(state, state->position, s);");
        if (!model.byKernel().isEmpty()) {
            text.line("    entry = &operators[s->number];");
        }
        if (model.streamed()) {
            text.line("    if (operators[s->number].kernel == KERNEL_NONE) {");
            text.line("        return PEX_NEEDS_ROWS;");
            text.line("    }");
        }
        text.line("    " + model.names().macro() + "ON_STEP(s->number);");
        if (!model.byKernel().isEmpty()) {
            text.line("    switch (entry->kernel) {");
            for (Variant kernel : model.byKernel().keySet()) {
                text.line("    case " + kernel.constant("KERNEL_") + ":");
                text.line("        " + kernel.function() + "(&" + SourceFile.table(kernel)
                        + "[entry->arguments], state->arena, &s->part);");
                text.line("        break;");
            }
            text.line("    default:").line("        break;").line("    }");
        }
        text.line("    return complete(state, s);");
        text.line("}").line();
    }
}
