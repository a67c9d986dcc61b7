package dev.pex.emit;

import dev.pex.graph.Bytes;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Tensor;
import dev.pex.kernel.Kernel;
import dev.pex.plan.Plan;
import dev.pex.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The model's source: constants of each operator, the schedule as data, and the loop that walks it. */
final class SourceFile {
    private final Names names;
    private final Graph graph;
    private final Plan plan;
    private final Views views;
    private final Constants constants;
    private final CText text = new CText();

    /** Indices in the graph of the operators that have steps; their emitted numbers are their places here. */
    private final List<Integer> emitted = new ArrayList<>();

    /** Operators by kernel, in emitted order. */
    private final SortedMap<Kernel, List<Integer>> byKernel = new TreeMap<>();

    private SourceFile(Names names, Graph graph, Plan plan, Constants constants) {
        this.names = names;
        this.graph = graph;
        this.plan = plan;
        this.views = new Views(graph, plan);
        this.constants = constants;
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (!Kernel.isAlias(operator)) {
                emitted.add(i);
                byKernel.computeIfAbsent(Kernel.of(operator), k -> new ArrayList<>())
                        .add(i);
            }
        }
    }

    /** Writes the source and adds the arrays that it refers to. */
    static Bytes of(Names names, Graph graph, Plan plan, Constants constants) {
        return new SourceFile(names, graph, plan, constants).write();
    }

    private Bytes write() {
        text.line("/* Schedule of " + names.model() + "; made by Pex, do not edit. */");
        text.line("#include \"" + names.header() + "\"");
        text.line("#include \"" + names.weightsHeader() + "\"");
        text.line("#include \"pex_kernels.h\"");
        text.line();
        text.line("/* Called before each step with the number of its operator, when a profiler defines it. */");
        text.line("#ifndef " + names.macro() + "ON_STEP");
        text.line("#define " + names.macro() + "ON_STEP(number) ((void)0)");
        text.line("#endif").line();
        if (!emitted.isEmpty()) {
            scratchAsserts();
            arguments();
            operators();
            schedule();
            step();
        }
        entryPoints();
        return text.toBytes();
    }

    private void scratchAsserts() {
        for (Map.Entry<Kernel, List<Integer>> entry : byKernel.entrySet()) {
            int scratch = 0;
            for (Step step : plan.steps()) {
                Operator operator = graph.operators().get(step.operator());
                if (Kernel.of(operator) == entry.getKey()) {
                    scratch = Math.max(scratch, entry.getKey().scratchBytes(graph, operator, step.part()));
                }
            }
            String macro = entry.getKey().scratchMacro();
            text.line(
                    "PEX_STATIC_ASSERT(" + entry.getKey().function() + "_scratch, " + macro + " == " + scratch + "u);");
        }
        text.line();
    }

    private void arguments() {
        for (Map.Entry<Kernel, List<Integer>> entry : byKernel.entrySet()) {
            CText tables = new CText();
            CText structs = new CText();
            for (int index : entry.getValue()) {
                Operator operator = graph.operators().get(index);
                structs.line("    {");
                structs.line("        /* " + emitted.indexOf(index) + ": "
                        + CText.comment(operator.origin().toString()) + " */");
                for (String field : Arguments.of(graph, views, constants, tables, operator, emitted.indexOf(index))) {
                    structs.line("        " + field);
                }
                structs.line("    },");
            }
            text.block(tables.toString());
            text.line("static const " + entry.getKey().argsType() + " " + table(entry.getKey()) + "[] = {");
            text.block(structs.toString());
            text.line("};").line();
        }
    }

    private static String table(Kernel kernel) {
        return kernel.function().substring("pex_".length());
    }

    private void operators() {
        text.line("typedef struct operator_entry {");
        text.line("    uint8_t kernel;");
        text.line("    uint16_t arguments; /* index in the kernel's table above */");
        text.line("    uint16_t rows;      /* extent of the output */");
        text.line("    uint16_t columns;");
        text.line("    uint16_t channels;");
        text.line("} operator_entry;").line();
        text.line("enum {");
        int code = 0;
        for (Kernel kernel : byKernel.keySet()) {
            text.line("    KERNEL_" + kernel.name() + " = " + code++ + ",");
        }
        text.line("    KERNELS = " + code);
        text.line("};").line();
        text.line("static const operator_entry operators[] = {");
        for (int index : emitted) {
            Operator operator = graph.operators().get(index);
            Kernel kernel = Kernel.of(operator);
            Extent e = graph.outputOf(operator).extent();
            text.line("    {KERNEL_" + kernel.name() + ", " + position(kernel, index) + "u, " + e.rows() + "u, "
                    + e.columns() + "u, " + e.channels() + "u},");
        }
        text.line("};").line();
    }

    private int position(Kernel kernel, int index) {
        return byKernel.getOrDefault(kernel, List.of()).indexOf(index);
    }

    private void schedule() {
        List<Integer> stepNumbers = new ArrayList<>();
        List<Extent> extents = new ArrayList<>();
        for (Step step : plan.steps()) {
            stepNumbers.add(emitted.indexOf(step.operator()));
            extents.add(graph.outputOf(graph.operators().get(step.operator())).extent());
        }
        byte[] code = ScheduleCode.of(plan.steps(), stepNumbers, extents);
        text.line("/*");
        text.line(" * The schedule, " + plan.steps().size() + " steps in " + code.length
                + " bytes. A step is the number operator * 8 + mask; for each axis in");
        text.line(" * the mask (1 rows, 2 columns, 4 channels) the start and the size of the range follow, other axes");
        text.line(" * are whole. Numbers have 7 bits a byte, the lowest first; the top bit says that more follow.");
        text.line(" *");
        for (int s = 0; s < plan.steps().size(); s++) {
            Step step = plan.steps().get(s);
            Operator operator = graph.operators().get(step.operator());
            text.line(" * " + s + ": operator " + stepNumbers.get(s) + " " + step.part() + " "
                    + CText.comment(operator.origin().toString()));
        }
        text.line(" */");
        List<String> bytes = new ArrayList<>();
        for (byte b : code) {
            bytes.add((b & 0xff) + "u");
        }
        text.numbers("static const uint8_t schedule[" + code.length + "]", bytes)
                .line();
    }

    private void step() {
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

                """);
        text.line("/* Does the step at a position of the schedule and moves on to the next one. */");
        text.line("static void do_step(uint8_t *arena, uint32_t *position) {");
        text.line("    const uint32_t head = (uint32_t)next_number(position);");
        text.line("    const operator_entry *entry = &operators[head >> 3];");
        text.line("    pex_part part;");
        text.line("    part.row_start = 0;");
        text.line("    part.row_end = entry->rows;");
        text.line("    part.column_start = 0;");
        text.line("    part.column_end = entry->columns;");
        text.line("    part.channel_start = 0;");
        text.line("    part.channel_end = entry->channels;");
        axis("1u", "row");
        axis("2u", "column");
        axis("4u", "channel");
        text.line("    " + names.macro() + "ON_STEP(head >> 3);");
        text.line("    switch (entry->kernel) {");
        for (Kernel kernel : byKernel.keySet()) {
            text.line("    case KERNEL_" + kernel.name() + ":");
            text.line("        " + kernel.function() + "(&" + table(kernel) + "[entry->arguments], arena, &part);");
            text.line("        break;");
        }
        text.line("    default:");
        text.line("        break;");
        text.line("    }");
        text.line("}").line();
    }

    private void axis(String bit, String name) {
        text.line("    if ((head & " + bit + ") != 0u) {");
        text.line("        next_range(position, &part." + name + "_start, &part." + name + "_end);");
        text.line("    }");
    }

    private void entryPoints() {
        String n = names.model();
        String m = names.macro();
        text.line("pex_status " + n + "_init(" + n + "_state *state, void *arena, uint32_t bytes) {");
        text.line("    if (state == NULL) {")
                .line("        return PEX_ERROR_NULL;")
                .line("    }");
        text.line("    state->arena = NULL;");
        text.line("    state->position = 0u;");
        text.line("    if (arena == NULL) {")
                .line("        return PEX_ERROR_NULL;")
                .line("    }");
        text.line("    if (bytes < " + m + "ARENA_BYTES) {");
        text.line("        return PEX_ERROR_ARENA_SMALL;").line("    }");
        text.line("    if (((uintptr_t)arena % " + m + "ARENA_ALIGN) != 0u) {");
        text.line("        return PEX_ERROR_ARENA_ALIGNMENT;").line("    }");
        text.line("    state->arena = (uint8_t *)arena;");
        text.line("    return PEX_OK;");
        text.line("}").line();
        accessor("void *" + n + "_input", graph.inputs());
        accessor("const void *" + n + "_output", graph.outputs());
        text.line("pex_status " + n + "_step(" + n + "_state *state) {");
        guard();
        if (emitted.isEmpty()) {
            text.line("    return PEX_OK;");
        } else {
            text.line("    do_step(state->arena, &state->position);");
            text.line("    if (state->position < (uint32_t)sizeof schedule) {");
            text.line("        return PEX_MORE;").line("    }");
            text.line("    state->position = 0u;");
            text.line("    return PEX_OK;");
        }
        text.line("}").line();
        text.line("pex_status " + n + "_run(" + n + "_state *state) {");
        text.line("    pex_status status;");
        text.line("    do {");
        text.line("        status = " + n + "_step(state);");
        text.line("    } while (status == PEX_MORE);");
        text.line("    return status;");
        text.line("}");
    }

    private void guard() {
        text.line("    if (state == NULL) {")
                .line("        return PEX_ERROR_NULL;")
                .line("    }");
        text.line("    if (state->arena == NULL) {")
                .line("        return PEX_ERROR_STATE;")
                .line("    }");
    }

    private void accessor(String signature, List<Integer> tensors) {
        boolean writable = signature.startsWith("void");
        text.line(signature + "(const " + names.model() + "_state *state, uint32_t index) {");
        text.line("    if ((state == NULL) || (state->arena == NULL)) {")
                .line("        return NULL;")
                .line("    }");
        text.line("    switch (index) {");
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = graph.tensor(tensors.get(i));
            String address;
            if (tensor.constant().isPresent()) {
                if (writable) {
                    throw new IllegalStateException("constant input " + tensor.name());
                }
                address = constants.int8("output" + i, tensor.constant().get());
            } else {
                address = "state->arena + " + views.offset(tensor.id());
            }
            text.line("    case " + i + ":");
            text.line("        return " + address + ";");
        }
        text.line("    default:").line("        return NULL;").line("    }");
        text.line("}").line();
    }
}
