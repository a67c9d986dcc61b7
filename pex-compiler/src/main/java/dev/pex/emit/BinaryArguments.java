package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.Binary;
import dev.pex.quant.KernelConstant;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The constants of an element-wise operator with two operands. */
final class BinaryArguments {
    private BinaryArguments() {}

    /** The fields of the struct, one line each. */
    static List<String> of(Graph graph, Views views, Constants constants, Binary operator, String prefix) {
        List<String> lines = new ArrayList<>();
        lines.add(operands(graph, views, constants, operator, prefix));
        for (KernelConstant constant : operator.arithmetic(graph).constants()) {
            lines.add(Arguments.line(constant.names(), value(constant)));
        }
        return lines;
    }

    private static String value(KernelConstant constant) {
        String values = Arrays.stream(constant.values().toArray())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return constant.scale() ? "{" + values + "}" : values;
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
}
