package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Movement;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The constants of an operator that takes elements from elsewhere, as the initialiser of its struct. */
final class MovementArguments {
    private final Graph graph;
    private final Views views;
    private final Constants constants;
    private final CText tables;
    private final String prefix;
    private final List<String> lines = new ArrayList<>();

    private MovementArguments(Graph graph, Views views, Constants constants, CText tables, int number) {
        this.graph = graph;
        this.views = views;
        this.constants = constants;
        this.tables = tables;
        this.prefix = "op" + number + "_";
    }

    /** The fields of the struct, one line each. */
    static List<String> of(Graph graph, Views views, Constants constants, CText tables, Movement movement, int number) {
        MovementArguments arguments = new MovementArguments(graph, views, constants, tables, number);
        arguments.write(movement);
        return arguments.lines;
    }

    private void write(Movement movement) {
        if (movement instanceof Concatenation concatenation) {
            concatenation(concatenation);
            return;
        }
        Extent in = graph.tensor(movement.inputs().get(0)).extent();
        Extent out = graph.outputOf(movement).extent();
        field("input", views.of(movement.inputs().get(0)));
        field("output", views.of(movement.output()));
        if (movement instanceof Slice slice) {
            field("begin", numbers(slice.begin()));
            field("stride", numbers(slice.stride()));
            field("element bytes", elementBytes(slice));
        } else if (movement instanceof ResizeNearest resize) {
            Resampling resampling = resize.resampling();
            field("row table", table("rows", resampling, in.rows(), out.rows()));
            field("column table", table("columns", resampling, in.columns(), out.columns()));
            field(
                    "row divisor, column divisor",
                    divisor(resampling, in.rows(), out.rows()) + ", "
                            + divisor(resampling, in.columns(), out.columns()));
            field("element bytes", elementBytes(resize));
        } else if (movement instanceof ResizeBilinear resize) {
            field("rows", line(resize.resampling().bilinear(in.rows(), out.rows())));
            field("columns", line(resize.resampling().bilinear(in.columns(), out.columns())));
        } else {
            throw new IllegalStateException("no constants for " + movement.origin());
        }
    }

    private void concatenation(Concatenation concatenation) {
        String name = prefix + "inputs";
        tables.line("static const pex_concatenation_input " + name + "[] = {");
        int start = 0;
        for (Tensor input : graph.inputsOf(concatenation)) {
            int end = start + input.extent().along(concatenation.axis());
            int at = start;
            String constant = input.constant()
                    .map(values -> constants.int8(prefix + "input_at_" + at, values))
                    .orElse("0");
            tables.line("    {" + views.operand(input.id()) + ", " + constant + ", " + start + "u, " + end + "u},");
            start = end;
        }
        tables.line("};").line();
        field("output", views.of(concatenation.output()));
        field("inputs, count of inputs", name + ", " + concatenation.inputs().size() + "u");
        field(
                "axis",
                switch (concatenation.axis()) {
                    case ROWS -> "0u";
                    case COLUMNS -> "1u";
                    case CHANNELS -> "2u";
                });
        field("element bytes", elementBytes(concatenation));
    }

    private String elementBytes(Movement movement) {
        return graph.outputOf(movement).type().bytes() + "u";
    }

    /** A table of sources, unless a division tells them. */
    private String table(String axis, Resampling resampling, int input, int output) {
        if (resampling.nearestDivisor(input, output).isPresent()) {
            return "0";
        }
        int[] sources = IntStream.range(0, output)
                .map(o -> resampling.nearest(o, input, output))
                .toArray();
        return constants.uint16(prefix + axis, Ints.copyOf(sources));
    }

    private static String divisor(Resampling resampling, int input, int output) {
        return resampling.nearestDivisor(input, output).orElse(1) + "u";
    }

    private static String line(Resampling.Line line) {
        return "{" + line.input() + "u, " + line.step() + ", " + line.offset() + "}";
    }

    private static String numbers(PerAxis values) {
        return "{" + values.rows() + "u, " + values.columns() + "u, " + values.channels() + "u}";
    }

    private void field(String names, String value) {
        lines.add(value + ", /* " + names + " */");
    }
}
