package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.graph.Extent;
import dev.pex.kernel.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        String size = ModelCode.unsigned(model.sizeBytes());
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
        text.line("    uint8_t kernel;");
        text.line("    uint8_t axis;");
        text.line("    uint16_t arguments; /* index in the kernel's table above */");
        text.line("    " + rowsType() + " rows;      /* extent of the output */");
        text.line("    uint16_t columns;");
        text.line("    uint16_t channels;");
        if (cuts > 0) {
            text.line("    " + size + " first;");
            text.line("    " + size + " size;");
        }
        if (cuts > 1) {
            text.line("    " + size + " second_first;");
            text.line("    " + size + " second_size; /* 0: there is no second axis */");
            text.line("    uint16_t parts;  /* of the first axis */");
            text.line("    uint8_t second_axis;");
        }
        text.line("} operator_entry;").line();
    }

    /** An input that nobody reads in its own shape may have more rows than kernels can address. */
    private String rowsType() {
        boolean many = model.inputs().stream().anyMatch(i -> i.rows() > 0xffff);
        return ModelCode.unsigned(many ? 4 : 2);
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
            text.line("    {" + String.join(", ", fields(entry, number)) + "}, /* " + number + ": "
                    + CText.comment(describe(entry)) + " */");
        }
        text.line("};").line();
    }

    private List<String> fields(Entry entry, int number) {
        List<String> fields = new ArrayList<>();
        Cut inner =
                entry.cuts().isEmpty() ? null : entry.cuts().get(entry.cuts().size() - 1);
        String axis = inner == null ? "0u" : inner.axis().name();
        if (entry.isInput()) {
            fields.add("KERNEL_NONE");
            fields.add(axis);
            int input = entry.input().getAsInt();
            fields.add(input + "u");
            fields.add(model.inputs().get(input).rows() + "u");
            fields.add("0u");
            fields.add("0u");
        } else {
            Extent e = extent(entry);
            Variant kernel = model.variants().of(entry.operator().orElseThrow());
            fields.add(kernel.constant("KERNEL_"));
            fields.add(axis);
            fields.add(model.byKernel().getOrDefault(kernel, List.of()).indexOf(number) + "u");
            fields.add(e.rows() + "u");
            fields.add(e.columns() + "u");
            fields.add(e.channels() + "u");
        }
        if (model.entries().mostCuts() > 0) {
            fields.add(inner == null ? "0u" : inner.first() + "u");
            fields.add(inner == null ? "0u" : inner.size() + "u");
        }
        if (model.entries().mostCuts() > 1) {
            Cut outer = entry.cuts().size() > 1 ? entry.cuts().get(0) : null;
            fields.add(outer == null ? "0u" : outer.first() + "u");
            fields.add(outer == null ? "0u" : outer.size() + "u");
            fields.add(entry.innerCount() + "u");
            fields.add(outer == null ? "0u" : outer.axis().name());
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
