package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.kernel.Variant;
import dev.pex.tensor.Extent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The generated table of operators and of the rule by which each computes its parts. */
final class OperatorTable {
    private final ModelCode model;
    private final OperatorFields columns;

    private OperatorTable(ModelCode model) {
        this.model = model;
        this.columns = fields(model);
    }

    static String of(ModelCode model) {
        OperatorTable table = new OperatorTable(model);
        return table.axes() + table.type() + table.kernels() + table.rows() + table.accumulators();
    }

    private static OperatorFields fields(ModelCode model) {
        return OperatorFields.of(model.graph(), model.entries(), model.inputs());
    }

    /** Bytes of the table and of the accumulators' offsets. */
    static int bytes(ModelCode model) {
        return model.entries().all().size() * fields(model).bytes()
                + model.entries().accumulating() * Integer.BYTES;
    }

    private String axes() {
        int cuts = model.entries().mostCuts();
        if (cuts == 0) {
            return "";
        }
        StringBuilder kinds = new StringBuilder();
        for (Kind kind : Kind.values()) {
            kinds.append(kind.name() + " = " + kind.number() + ",\n");
        }
        return model.names()
                .template("""
                        /* Axes that are divided into parts: of the output, or of what is taken in of the input. */
                        enum {
                            @kinds@
                            AXES = @count@
                        };

                        /*
                         * An operator. If it works in parts, its first part has the indices [0, first) of the axis and
                         * each later part has the next @size@ indices, perhaps fewer in the last one.
                        @if second@
                         * With a second axis, it computes all parts along the first axis for each part along the second.
                        @end@
                         */
                        """)
                .with("kinds", kinds)
                .with("count", Kind.values().length)
                .with("size", cuts > 1 ? "`size`" : "size")
                .when("second", cuts > 1)
                .fill();
    }

    private String type() {
        StringBuilder fields = new StringBuilder();
        for (OperatorFields.Field field : columns.all()) {
            String comment = field.comment().isEmpty() ? "" : " /* " + field.comment() + " */";
            fields.append(CText.unsigned(field.bytes()) + " " + field.name() + ";" + comment + "\n");
        }
        return model.names().template("""
                        typedef struct operator_entry {
                            @fields@
                        } operator_entry;

                        """).with("fields", fields).fill();
    }

    private String kernels() {
        StringBuilder kernels = new StringBuilder();
        int code = 0;
        for (Variant kernel : model.byKernel().keySet()) {
            kernels.append(kernel.constant("KERNEL_") + " = " + code++ + ",\n");
        }
        if (model.streamed()) {
            kernels.append("KERNEL_NONE = " + code++ + ", /* rows of an input arrive */\n");
        }
        return model.names()
                .template("""
                        enum {
                            @kernels@
                            KERNELS = @count@
                        };

                        """)
                .with("kernels", kernels)
                .with("count", code)
                .fill();
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < model.entries().all().size(); number++) {
            Entry entry = model.entries().all().get(number);
            Map<String, String> values = values(entry, number);
            String fields = columns.all().stream()
                    .map(f -> values.getOrDefault(f.name(), "0u"))
                    .collect(Collectors.joining(", "));
            rows.append("{" + fields + "}, /* " + number + ": " + CText.comment(describe(entry)) + " */\n");
        }
        return model.names().template("""
                        static const operator_entry operators[] = {
                            @rows@
                        };

                        """).with("rows", rows).fill();
    }

    /** Values by field; a field without one is 0. */
    private Map<String, String> values(Entry entry, int number) {
        Map<String, String> values = new HashMap<>();
        if (!entry.cuts().isEmpty()) {
            Cut inner = entry.cuts().get(entry.cuts().size() - 1);
            values.put("axis", inner.axis().name());
            values.put("first", inner.first() + "u");
            values.put("size", inner.size() + "u");
            values.put("parts", entry.innerCount() + "u");
        }
        if (entry.cuts().size() > 1) {
            Cut outer = entry.cuts().get(0);
            values.put("second_axis", outer.axis().name());
            values.put("second_first", outer.first() + "u");
            values.put("second_size", outer.size() + "u");
        }
        if (entry.isInput()) {
            int input = entry.input().getAsInt();
            values.put("kernel", "KERNEL_NONE");
            values.put("arguments", input + "u");
            values.put("rows", model.inputs().get(input).rows() + "u");
        } else {
            Extent e = extent(number);
            Variant kernel = model.variants().of(model.operator(number));
            values.put("kernel", kernel.constant("KERNEL_"));
            values.put(
                    "arguments",
                    model.byKernel().getOrDefault(kernel, List.of()).indexOf(number) + "u");
            values.put("rows", e.rows() + "u");
            values.put("columns", e.columns() + "u");
            values.put("channels", e.channels() + "u");
        }
        return values;
    }

    private Extent extent(int entry) {
        return model.graph()
                .outputOf(model.graph().operators().get(model.operator(entry)))
                .extent();
    }

    /** A description of an entry for a comment. */
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
        return who + how + (entry.regular() ? "" : " in parts without a rule");
    }

    private String accumulators() {
        int accumulating = model.entries().accumulating();
        if (accumulating == 0) {
            return "";
        }
        CText text = new CText();
        text.line("/* Arena offsets of the accumulators, which hold the sums of what was taken in so far. */");
        text.numbers(
                "static const uint32_t accumulators[]",
                model.entries().all().stream()
                        .limit(accumulating)
                        .map(e -> Form.unsigned(e.accumulators().orElseThrow()))
                        .toList());
        return text.line().toString();
    }
}
