package dev.pex.emit;

import dev.pex.kernel.Variant;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import java.util.List;
import java.util.Map;

/** The model's source: constants of each operator, the schedule as data, and the loop that walks it. */
final class SourceFile {
    private final ModelCode model;
    private final Views views;
    private final Constants constants;
    private final CText text = new CText();

    private SourceFile(ModelCode model, Constants constants) {
        this.model = model;
        this.views = new Views(model.graph(), model.places());
        this.constants = constants;
    }

    /** Writes the source and adds the arrays that it refers to. */
    static Bytes of(ModelCode model, Constants constants) {
        return new SourceFile(model, constants).write();
    }

    private Bytes write() {
        Names names = model.names();
        text.line("/* Schedule of " + names.model() + "; made by Pex, do not edit. */");
        text.line("#include \"" + names.header() + "\"");
        text.line("#include \"" + names.weightsHeader() + "\"");
        text.line("#include \"pex_kernels.h\"");
        if (model.streamed()) {
            text.line("#include \"pex_mem.h\"");
        }
        text.line();
        text.line("/* Called before each step with the number of its operator, when a profiler defines it. */");
        text.line("#ifndef " + names.macro() + "ON_STEP");
        text.line("#define " + names.macro() + "ON_STEP(number) ((void)0)");
        text.line("#endif").line();
        if (model.hasSteps()) {
            scratchAsserts();
            String operators = arguments() + OperatorTable.of(model, views);
            places();
            views.cells().writeTo(text);
            views.windows().writeTo(text);
            text.block(operators);
            text.block(ScheduleText.of(model));
            text.block(StepLoop.of(model, !views.cells().isEmpty()));
        }
        text.block(EntryPoints.of(model, views, constants));
        return text.toBytes();
    }

    private void scratchAsserts() {
        if (model.scratch().buffers().isEmpty()) {
            return;
        }
        model.scratch().buffers().forEach((number, buffer) -> {
            int input = model.graph().operators().get(number).inputs().get(0);
            int channels = model.graph().tensor(input).extent().channels();
            String macro = model.variants().of(number).scratchMacro(channels);
            text.line("PEX_STATIC_ASSERT(scratch_of_" + number + ", " + macro + " == " + buffer.bytes() + "u);");
        });
        text.line();
    }

    /** Tables of tensors whose rows lie apart. */
    private void places() {
        if (model.places().origins().isEmpty()) {
            return;
        }
        text.line("/* Bytes of the arena where rows of tensors begin. */");
        text.numbers(
                "static const uint32_t origins[]",
                model.places().origins().stream().map(Form::unsigned).toList());
        text.line();
        if (!model.places().tables().isEmpty()) {
            text.line("/* By row: which of the origins it has; pex_cells says how they are counted. */");
        }
        model.places()
                .tables()
                .forEach((name, cells) -> text.numbers(
                        "static const uint8_t " + name + "[]",
                        cells.stream().map(Form::unsigned).toList()));
        text.line();
    }

    private String arguments() {
        CText all = new CText();
        for (Map.Entry<Variant, List<Integer>> kernel : model.byKernel().entrySet()) {
            CText tables = new CText();
            CText structs = new CText();
            for (int number : kernel.getValue()) {
                int index = model.entries().all().get(number).operator().orElseThrow();
                Operator operator = model.graph().operators().get(index);
                structs.line("    {");
                structs.line("        /* " + number + ": "
                        + CText.comment(operator.origin().toString()) + " */");
                for (String field : Arguments.of(model, kernel.getKey(), views, constants, tables, index, number)) {
                    structs.line("        " + field);
                }
                structs.line("    },");
            }
            all.block(tables.toString());
            all.line("static const " + kernel.getKey().argsType() + " " + table(kernel.getKey()) + "[] = {");
            all.block(structs.toString());
            all.line("};").line();
        }
        return all.toString();
    }

    /** Name of the table of a kernel's constants. */
    static String table(Variant kernel) {
        return kernel.function().substring("pex_".length());
    }
}
