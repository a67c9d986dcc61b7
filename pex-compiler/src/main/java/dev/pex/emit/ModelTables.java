package dev.pex.emit;

import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The data that the generated functions work on.
 *
 * @param definitions all tables in C, in the order in which they refer to one another; empty when there are no steps
 * @param hasCells whether there is a table of {@code pex_cells}
 * @param inputs addresses of network inputs as C expressions; empty when they arrive row by row
 * @param outputs addresses of network outputs as C expressions
 * @param constants the arrays that the tables refer to
 */
record ModelTables(
        String definitions, boolean hasCells, List<String> inputs, List<String> outputs, ConstantArrays constants) {
    ModelTables {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static ModelTables of(ModelCode model) {
        Views views = new Views(model.graph(), model.places());
        Constants constants = new Constants(model.names());
        String definitions = model.hasSteps() ? definitions(model, views, constants) : "";
        List<String> inputs = model.streamed() ? List.of() : inputs(model, views);
        List<String> outputs = outputs(model, views, constants);
        return new ModelTables(definitions, !views.cells().isEmpty(), inputs, outputs, constants.finish());
    }

    private static String definitions(ModelCode model, Views views, Constants constants) {
        // These add to the tables of cells and windows, which C needs first.
        String operators = KernelTables.of(model, views, constants)
                + OperatorTable.of(model)
                + (model.streamed() ? InputTable.of(model, views) : "");
        return scratchAsserts(model)
                + PlaceTables.of(model.places())
                + views.cells().definition()
                + views.windows().definition()
                + operators
                + ScheduleText.of(model);
    }

    private static String scratchAsserts(ModelCode model) {
        CText text = new CText();
        if (model.scratch().buffers().isEmpty()) {
            return text.toString();
        }
        model.scratch().buffers().forEach((number, buffer) -> {
            int input = model.graph().operators().get(number).inputs().get(0);
            int channels = model.graph().tensor(input).extent().channels();
            String macro = model.variants().of(number).scratchMacro(channels);
            text.line("PEX_STATIC_ASSERT(scratch_of_" + number + ", " + macro + " == " + buffer.bytes() + "u);");
        });
        return text.line().toString();
    }

    private static List<String> inputs(ModelCode model, Views views) {
        return model.graph().inputs().stream()
                .map(input -> inArena(views.offset(input)))
                .toList();
    }

    private static List<String> outputs(ModelCode model, Views views, Constants constants) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < model.graph().outputs().size(); i++) {
            Tensor tensor = model.graph().tensor(model.graph().outputs().get(i));
            int number = i;
            addresses.add(tensor.constant()
                    .map(values -> constants.int8("output" + number, values))
                    .orElseGet(() -> inArena(views.offset(tensor.id()))));
        }
        return addresses;
    }

    private static String inArena(int offset) {
        return "state->arena + " + offset;
    }
}
