package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Edits of graphs that several rewrite rules share. */
final class GraphEdit {
    private GraphEdit() {}

    /** The graph with one operator replaced by others; an empty list removes it. */
    static Graph replace(Graph graph, Operator old, List<Operator> replacements) {
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            if (operator == old) {
                operators.addAll(replacements);
            } else {
                operators.add(operator);
            }
        }
        return new Graph(graph.name(), graph.tensors(), operators, graph.inputs(), graph.outputs());
    }

    /** The operator with other tensor ids. */
    static Operator renumber(Operator operator, IntUnaryOperator ids) {
        return operator.withTensors(
                operator.inputs().stream().map(ids::applyAsInt).toList(), ids.applyAsInt(operator.output()));
    }

    /** The graph without the tensors that no operator, input or output refers to; the others get new ids in the same order. */
    static Graph withoutUnusedTensors(Graph graph) {
        Set<Integer> used = new HashSet<>(graph.inputs());
        used.addAll(graph.outputs());
        for (Operator operator : graph.operators()) {
            used.addAll(operator.inputs());
            used.add(operator.output());
        }
        Map<Integer, Integer> ids = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : graph.tensors()) {
            if (used.contains(t.id())) {
                ids.put(t.id(), tensors.size());
                tensors.add(new Tensor(
                        tensors.size(), t.name(), t.shape(), t.extent(), t.type(), t.quantization(), t.constant()));
            }
        }
        IntUnaryOperator map = id -> ids.getOrDefault(id, -1);
        return new Graph(
                graph.name(),
                tensors,
                graph.operators().stream().map(o -> renumber(o, map)).toList(),
                graph.inputs().stream().map(map::applyAsInt).toList(),
                graph.outputs().stream().map(map::applyAsInt).toList());
    }
}
