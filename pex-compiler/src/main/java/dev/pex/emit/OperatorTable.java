package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.kernel.Variant;
import dev.pex.tensor.Extent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The generated table of operators: who makes which parts, and of inputs that arrive row by row. */
final class OperatorTable {
    private final ModelCode model;
    private final Views views;
    private final CText text = new CText();

    private OperatorTable(ModelCode model, Views views) {
        this.model = model;
        this.views = views;
    }

    static String of(ModelCode model, Views views) {
        OperatorTable table = new OperatorTable(model, views);
        table.type();
        table.kernels();
        table.rows();
        table.accumulators();
        table.inputs();
        return table.text.toString();
    }

    private void type() {
        int cuts = model.entries().mostCuts();
        if (cuts > 0) {
            text.line("/* Axes that are cut into parts: of the output, or of what is taken in of the input. */");
            text.line("enum {");
            for (Kind kind : Kind.values()) {
                text.line("    " + kind.name() + " = " + kind.number() + ",");
            }
            text.line("    AXES = " + Kind.values().length);
            text.line("};").line();
            text.line("/*");
            text.line(
                    " * An operator. One that works in parts has the indices [0, first) of the axis in its first part");
            text.line(" * and " + (cuts > 1 ? "`size`" : "size") + " more in each later one, the last perhaps fewer.");
            if (cuts > 1) {
                text.line(
                        " * With a second axis it goes through all parts of the first one for each part of the second.");
            }
            text.line(" */");
        }
        text.line("typedef struct operator_entry {");
        for (OperatorFields.Field field : model.fields().all()) {
            text.line("    " + ModelCode.unsigned(field.bytes()) + " " + field.name() + ";"
                    + (field.comment().isEmpty() ? "" : " /* " + field.comment() + " */"));
        }
        text.line("} operator_entry;").line();
    }

    private void kernels() {
        text.line("enum {");
        int code = 0;
        for (Variant kernel : model.byKernel().keySet()) {
            text.line("    " + kernel.constant("KERNEL_") + " = " + code++ + ",");
        }
        if (model.streamed()) {
            text.line("    KERNEL_NONE = " + code++ + ", /* rows of an input arrive */");
        }
        text.line("    KERNELS = " + code);
        text.line("};").line();
    }

    private void rows() {
        text.line("static const operator_entry operators[] = {");
        for (int number = 0; number < model.entries().all().size(); number++) {
            Entry entry = model.entries().all().get(number);
            Map<String, String> values = fields(entry, number);
            String fields = model.fields().all().stream()
                    .map(f -> values.getOrDefault(f.name(), "0u"))
                    .collect(Collectors.joining(", "));
            text.line("    {" + fields + "}, /* " + number + ": " + CText.comment(describe(entry)) + " */");
        }
        text.line("};").line();
    }

    /** By name; those that are 0 may be absent. */
    private Map<String, String> fields(Entry entry, int number) {
        Map<String, String> fields = new HashMap<>();
        if (!entry.cuts().isEmpty()) {
            Cut inner = entry.cuts().get(entry.cuts().size() - 1);
            fields.put("axis", inner.axis().name());
            fields.put("first", inner.first() + "u");
            fields.put("size", inner.size() + "u");
            fields.put("parts", entry.innerCount() + "u");
        }
        if (entry.cuts().size() > 1) {
            Cut outer = entry.cuts().get(0);
            fields.put("second_axis", outer.axis().name());
            fields.put("second_first", outer.first() + "u");
            fields.put("second_size", outer.size() + "u");
        }
        if (entry.isInput()) {
            int input = entry.input().getAsInt();
            fields.put("kernel", "KERNEL_NONE");
            fields.put("arguments", input + "u");
            fields.put("rows", model.inputs().get(input).rows() + "u");
        } else {
            Extent e = extent(entry);
            Variant kernel = model.variants().of(entry.operator().orElseThrow());
            fields.put("kernel", kernel.constant("KERNEL_"));
            fields.put(
                    "arguments",
                    model.byKernel().getOrDefault(kernel, List.of()).indexOf(number) + "u");
            fields.put("rows", e.rows() + "u");
            fields.put("columns", e.columns() + "u");
            fields.put("channels", e.channels() + "u");
        }
        return fields;
    }

    private Extent extent(Entry entry) {
        return model.graph()
                .outputOf(model.graph().operators().get(entry.operator().orElseThrow()))
                .extent();
    }

    /** What an entry does, for people. */
    private String describe(Entry entry) {
        String who = entry.isInput()
                ? "rows of input " + entry.input().getAsInt() + " arrive"
                : model.graph()
                        .operators()
                        .get(entry.operator().orElseThrow())
                        .origin()
                        .toString();
        StringBuilder how = new StringBuilder();
        for (Cut cut : entry.cuts()) {
            String axis = cut.axis().name().toLowerCase(Locale.ROOT).replace("intake_", "input ");
            how.append(how.isEmpty() ? " in " : " of ").append(cut.count()).append(" parts of ");
            how.append(cut.size()).append(' ').append(axis);
        }
        return who + how + (entry.regular() ? "" : " in parts of all kinds");
    }

    private void accumulators() {
        if (model.entries().accumulating() > 0) {
            text.line("/* Bytes of the arena where operators keep the sums of what they took in so far. */");
            text.numbers(
                    "static const uint32_t accumulators[]",
                    model.entries().all().stream()
                            .limit(model.entries().accumulating())
                            .map(e -> Form.unsigned(e.accumulators().orElseThrow()))
                            .toList());
            text.line();
        }
    }

    private void inputs() {
        if (!model.streamed()) {
            return;
        }
        text.line("typedef struct input_entry {");
        text.line("    pex_view view;");
        text.line("    uint32_t row_bytes;");
        text.line("    uint32_t kept_rows; /* those from here on are read by nobody */");
        text.line("} input_entry;").line();
        text.line("static const input_entry inputs[] = {");
        for (Inputs.Arrival input : model.inputs()) {
            text.line("    {" + views.rowsOf(input.tensor()) + ", " + input.rowBytes() + "u, " + input.keptRows()
                    + "u},");
        }
        text.line("};").line();
    }
}
