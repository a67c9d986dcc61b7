package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.quant.Added;
import dev.pex.quant.Multiplied;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The constants of an element-wise operator with two operands. */
final class BinaryArguments {
    private BinaryArguments() {}

    /** The fields of the struct, one line each. */
    static List<String> of(Graph graph, Views views, Constants constants, Binary operator, String prefix) {
        List<String> lines = new ArrayList<>();
        lines.add(operands(graph, views, constants, operator, prefix));
        switch (operator.formula()) {
            case ADD, SUBTRACT -> added((Added) operator.arithmetic(graph), lines);
            case MULTIPLY -> multiplied((Multiplied) operator.arithmetic(graph), lines);
            case MAXIMUM, MINIMUM -> {}
        }
        return lines;
    }

    private static void added(Added a, List<String> lines) {
        lines.add(offsets(a.leftOffset(), a.rightOffset(), a.outputOffset()));
        lines.add(range(a.minimum(), a.maximum()));
        lines.add(Arguments.line("left shift", Integer.toString(a.leftShift())));
        lines.add(Arguments.line("left scale", Views.scale(a.left())));
        lines.add(Arguments.line("right scale", Views.scale(a.right())));
        lines.add(Arguments.line("output scale", Views.scale(a.output())));
    }

    private static void multiplied(Multiplied a, List<String> lines) {
        lines.add(offsets(a.leftOffset(), a.rightOffset(), a.outputOffset()));
        lines.add(range(a.minimum(), a.maximum()));
        lines.add(Arguments.line("scale", Views.scale(a.scale())));
    }

    private static String operands(Graph graph, Views views, Constants constants, Binary operator, String prefix) {
        Tensor left = graph.tensor(operator.left());
        Tensor right = graph.tensor(operator.right());
        Extent out = graph.outputOf(operator).extent();
        return Arguments.line(
                "left, right, output, left constant, right constant, left channel stride, right channel stride",
                "{" + views.operand(left.id()) + ", " + views.operand(right.id()) + ", "
                        + views.of(operator.output()) + ", " + constant(constants, left, prefix) + ", "
                        + constant(constants, right, prefix) + ", " + channelStride(left.extent(), out) + ", "
                        + channelStride(right.extent(), out) + "}");
    }

    private static String constant(Constants constants, Tensor operand, String prefix) {
        return operand.constant()
                .map(values -> constants.int8(prefix + "constant", values))
                .orElse("0");
    }

    /** Bytes between an operand's channels: none where its only one is repeated. */
    static String channelStride(Extent operand, Extent out) {
        return operand.channels() == 1 && out.channels() > 1 ? "0u" : "1u";
    }

    private static String offsets(int left, int right, int output) {
        return Arguments.line("left offset, right offset, output offset", left + ", " + right + ", " + output);
    }

    private static String range(int minimum, int maximum) {
        return Arguments.line("minimum, maximum", minimum + ", " + maximum);
    }
}
