package dev.pex.pexnet;

import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Transpose;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which types the tensors of each operator may have. */
final class TypeRules {
    private TypeRules() {}

    static void check(Graph graph, boolean real) {
        Set<Integer> indices = graph.operators().stream()
                .filter(ArgMax.class::isInstance)
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
        if (operator instanceof Quantize) {
            requireType(operator, inputs.get(0), ElementType.FLOAT32);
            requireQuantized(operator, output);
        } else if (operator instanceof Dequantize) {
            requireQuantized(operator, inputs.get(0));
            requireType(operator, output, ElementType.FLOAT32);
        } else if (operator instanceof Requantize) {
            requireQuantized(operator, inputs.get(0));
            requireQuantized(operator, output);
        } else if (operator instanceof ArgMax) {
            requireInt8(operator, inputs.get(0));
            requireType(operator, output, ElementType.INT32);
        } else if (moves(operator)) {
            inputs.forEach(input -> requireLike(operator, input, output));
        } else if (!(operator instanceof Cast)) {
            List<Tensor> all = new ArrayList<>(inputs);
            all.add(output);
            all.forEach(tensor -> requireInt8(operator, tensor));
        }
        if (operator instanceof Pooling
                || operator instanceof Maximum
                || operator instanceof Minimum
                || operator instanceof ReduceMax) {
            inputs.forEach(input -> requireLike(operator, input, output));
        }
    }

    private static boolean converts(Operator operator) {
        return operator instanceof Quantize
                || operator instanceof Requantize
                || operator instanceof Dequantize
                || operator instanceof Cast;
    }

    private static boolean moves(Operator operator) {
        return operator instanceof Movement
                || operator instanceof Reshape
                || operator instanceof Transpose
                || operator instanceof Gather
                || operator instanceof Pad;
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
