package dev.pex.testing;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Reduction;
import dev.pex.operator.Reshape;
import dev.pex.operator.Slice;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network computes, without names, declared shapes and aliases: equal for two networks that have
 * the same operators in the same order between the same values, however these are reshaped in between.
 *
 * @param inputs what the caller fills
 * @param steps the operators that are no aliases
 * @param outputs what the caller reads
 */
public record Meaning(List<Value> inputs, List<Step> steps, List<Value> outputs) {

    /**
     * A tensor as an operator sees it.
     *
     * @param maker which step made it; the inputs of the network count from -1 down, constants are 0
     * @param extent empty where only the flat order matters
     */
    public record Value(
            int maker,
            Optional<Extent> extent,
            ElementType type,
            Optional<Quantization> quantization,
            Optional<Bytes> constant) {}

    /**
     * An operator.
     *
     * @param attributes all that it is, other than its tensors and its origin
     */
    public record Step(Class<?> kind, List<Object> attributes, List<Value> operands, Value result) {}

    public static Meaning of(Graph graph) {
        Map<Integer, Integer> makers = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            makers.put(graph.inputs().get(i), -1 - i);
        }
        List<Step> steps = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            if (isAlias(graph, operator)) {
                makers.put(
                        operator.output(), makers.getOrDefault(operator.inputs().get(0), 0));
            } else {
                makers.put(operator.output(), steps.size() + 1);
                steps.add(new Step(
                        operator.getClass(),
                        attributes(graph, operator),
                        operator.inputs().stream()
                                .map(t -> value(graph, makers, t, true))
                                .toList(),
                        value(graph, makers, operator.output(), true)));
            }
        }
        return new Meaning(flat(graph, makers, graph.inputs()), steps, flat(graph, makers, graph.outputs()));
    }

    private static List<Value> flat(Graph graph, Map<Integer, Integer> makers, List<Integer> tensors) {
        return tensors.stream().map(t -> value(graph, makers, t, false)).toList();
    }

    private static Value value(Graph graph, Map<Integer, Integer> makers, int id, boolean shaped) {
        Tensor tensor = graph.tensor(id);
        return new Value(
                makers.getOrDefault(id, 0),
                shaped ? Optional.of(tensor.extent()) : Optional.empty(),
                tensor.type(),
                tensor.quantization(),
                tensor.constant());
    }

    private static boolean isAlias(Graph graph, Operator operator) {
        if (operator instanceof Transpose transpose) {
            List<Axis> order = order(graph, transpose);
            return order.equals(order.stream().sorted().toList());
        }
        return operator instanceof Reshape;
    }

    /** The axes that become rows, columns and channels; one of extent 1 might as well be another. */
    private static List<Axis> order(Graph graph, Transpose transpose) {
        List<Axis> order = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            Axis source = transpose.permutation().source(axis);
            if (graph.tensor(transpose.input()).extent().along(source) > 1) {
                order.add(source);
            }
        }
        return order;
    }

    private static List<Object> attributes(Graph graph, Operator operator) {
        Extent in = graph.inputsOf(operator).get(0).extent();
        if (operator instanceof Transpose transpose) {
            return List.copyOf(order(graph, transpose));
        }
        if (operator instanceof Reduction reduction) {
            return List.copyOf(reduction.axes().stream()
                    .filter(axis -> in.along(axis) > 1)
                    .sorted()
                    .toList());
        }
        if (operator instanceof Slice slice) {
            // The distance between the indices that are taken matters only when there are two.
            Extent out = graph.outputOf(slice).extent();
            PerAxis stride = slice.stride();
            for (Axis axis : Axis.values()) {
                stride = out.along(axis) == 1 ? stride.with(axis, 1) : stride;
            }
            return List.of(slice.begin(), stride);
        }
        return components(
                operator.withTensors(Collections.nCopies(operator.inputs().size(), 0), 0));
    }

    /** The components of a record, its origin aside. */
    private static List<Object> components(Operator operator) {
        List<Object> values = new ArrayList<>();
        try {
            for (RecordComponent component : operator.getClass().getRecordComponents()) {
                if (component.getType() != Origin.class) {
                    values.add(component.getAccessor().invoke(operator));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }
}
