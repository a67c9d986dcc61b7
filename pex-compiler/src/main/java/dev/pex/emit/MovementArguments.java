package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Pad;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeNearest;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Fields and tables of operators that take elements from elsewhere. */
final class MovementArguments {
    private MovementArguments() {}

    /** The sizes and the element of a pad. */
    static void pad(Graph graph, Pad pad, List<String> lines) {
        Extent e = graph.tensor(pad.input()).extent();
        lines.add(Arguments.line(
                "input rows, columns, channels", e.rows() + "u, " + e.columns() + "u, " + e.channels() + "u"));
        lines.add(Arguments.line(
                "before rows, columns, channels",
                pad.before().rows() + "u, " + pad.before().columns() + "u, "
                        + pad.before().channels() + "u"));
        Bytes element = pad.arithmetic(graph).element();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < Float.BYTES; i++) {
            value.append(i == 0 ? "" : ", ");
            value.append(i < element.size() ? element.get(i) & 0xff : 0).append('u');
        }
        lines.add(Arguments.line("value, element bytes", "{" + value + "}, " + element.size() + "u"));
    }

    /** Defines the table of the operands of a concatenation, {@code <prefix>inputs}. */
    static void inputs(
            Graph graph, Views views, Constants constants, CText tables, Concatenation concatenation, String prefix) {
        tables.line("static const pex_concatenation_input " + prefix + "inputs[] = {");
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
    }

    /** The sources of each axis: a table, or the divisor that gives them. */
    static void nearest(
            Constants constants, ResizeNearest resize, Extent in, Extent out, String prefix, List<String> lines) {
        Resampling resampling = resize.resampling();
        lines.add(Arguments.line("row table", table(constants, prefix + "rows", resampling, in.rows(), out.rows())));
        lines.add(Arguments.line(
                "column table", table(constants, prefix + "columns", resampling, in.columns(), out.columns())));
        lines.add(Arguments.line(
                "row divisor, column divisor",
                divisor(resampling, in.rows(), out.rows()) + ", " + divisor(resampling, in.columns(), out.columns())));
    }

    /** A table of sources, unless a division gives them. */
    private static String table(Constants constants, String name, Resampling resampling, int input, int output) {
        if (resampling.nearestDivisor(input, output).isPresent()) {
            return "0";
        }
        int[] sources = IntStream.range(0, output)
                .map(o -> resampling.nearest(o, input, output))
                .toArray();
        return constants.uint16(name, Ints.copyOf(sources));
    }

    private static String divisor(Resampling resampling, int input, int output) {
        return resampling.nearestDivisor(input, output).orElse(1) + "u";
    }

    /** The positions of bilinear sources along an axis. */
    static String line(Resampling.Line line) {
        return "{" + line.input() + "u, " + line.step() + ", " + line.offset() + "}";
    }

    /** One number for each axis. */
    static String numbers(PerAxis values) {
        return "{" + values.rows() + "u, " + values.columns() + "u, " + values.channels() + "u}";
    }
}
