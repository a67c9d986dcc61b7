package dev.pex.pexnet;

import dev.pex.graph.ElementType;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which types the tensors of each operator may have. */
final class TypeRules {
    private TypeRules() {}

    static void check(Graph graph, boolean real) {
        Set<Integer> indices = graph.operators().stream()
                .filter(Operator.ArgMax.class::isInstance)
                .map(Operator::output)
                .collect(Collectors.toSet());
        for (Tensor tensor : graph.tensors()) {
            ElementType type = indices.contains(tensor.id()) ? ElementType.INT32 : ElementType.FLOAT32;
            Require.that(!real || tensor.type() == type, "tensor '" + tensor.name() + "' is " + tensor.type());
        }
        for (Operator operator : graph.operators()) {
            if (real) {
                Require.that(!converts(operator), operator.origin() + ": a network in real numbers converts none");
            } else {
                check(graph, operator);
            }
        }
    }

    private static void check(Graph graph, Operator operator) {
        List<Tensor> inputs = graph.inputsOf(operator);
        Tensor output = graph.outputOf(operator);
        if (operator instanceof Operator.Quantize) {
            requireType(operator, inputs.get(0), ElementType.FLOAT32);
            requireQuantized(operator, output);
        } else if (operator instanceof Operator.Dequantize) {
            requireQuantized(operator, inputs.get(0));
            requireType(operator, output, ElementType.FLOAT32);
        } else if (operator instanceof Operator.Requantize) {
            requireQuantized(operator, inputs.get(0));
            requireQuantized(operator, output);
        } else if (operator instanceof Operator.ArgMax) {
            requireInt8(operator, inputs.get(0));
            requireType(operator, output, ElementType.INT32);
        } else if (moves(operator)) {
            inputs.forEach(input -> requireLike(operator, input, output));
        } else if (!(operator instanceof Operator.Cast)) {
            List<Tensor> all = new ArrayList<>(inputs);
            all.add(output);
            all.forEach(tensor -> requireInt8(operator, tensor));
        }
        if (operator instanceof Operator.Pooling
                || operator instanceof Operator.Maximum
                || operator instanceof Operator.Minimum
                || operator instanceof Operator.ReduceMax) {
            inputs.forEach(input -> requireLike(operator, input, output));
        }
    }

    private static boolean converts(Operator operator) {
        return operator instanceof Operator.Quantize
                || operator instanceof Operator.Requantize
                || operator instanceof Operator.Dequantize
                || operator instanceof Operator.Cast;
    }

    private static boolean moves(Operator operator) {
        return operator instanceof Operator.Movement
                || operator instanceof Operator.Reshape
                || operator instanceof Operator.Transpose
                || operator instanceof Operator.Gather
                || operator instanceof Operator.Pad;
    }

    private static void requireType(Operator operator, Tensor tensor, ElementType type) {
        Require.that(
                tensor.type() == type,
                operator.origin() + ": its tensor '" + tensor.name() + "' is " + tensor.type() + ", not " + type);
    }

    private static void requireInt8(Operator operator, Tensor tensor) {
        requireType(operator, tensor, ElementType.INT8);
        requireQuantized(operator, tensor);
    }

    private static void requireQuantized(Operator operator, Tensor tensor) {
        Require.that(
                tensor.quantization().isPresent(),
                operator.origin() + ": its tensor '" + tensor.name() + "' is not quantised");
    }

    private static void requireLike(Operator operator, Tensor input, Tensor output) {
        Require.that(
                input.type() == output.type() && input.quantization().equals(output.quantization()),
                operator.origin() + ": its tensors '" + input.name() + "' and '" + output.name()
                        + "' are of different types");
    }
}
