package dev.pex.testing;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Networks with an operator less: what it made becomes an input. */
final class GraphCuts {
    private GraphCuts() {}

    /** The network without an operator; empty when none remains. What nothing reads becomes an output. */
    static Optional<Graph> without(Graph graph, int operator) {
        List<Operator> kept = new ArrayList<>(graph.operators());
        kept.remove(operator);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> read = new TreeSet<>();
        Set<Integer> made = new TreeSet<>();
        for (Operator o : kept) {
            read.addAll(o.inputs());
            made.add(o.output());
        }
        List<Integer> inputs = new ArrayList<>(graph.inputs());
        inputs.add(graph.operators().get(operator).output());
        inputs.removeIf(t -> !read.contains(t));
        Set<Integer> outputs = new TreeSet<>(made);
        outputs.removeIf(t -> read.contains(t) && !graph.outputs().contains(t));
        Set<Integer> used = new TreeSet<>(read);
        used.addAll(made);
        return Optional.of(renumbered(graph, kept, inputs, List.copyOf(outputs), used));
    }

    private static Graph renumbered(
            Graph graph, List<Operator> operators, List<Integer> inputs, List<Integer> outputs, Set<Integer> used) {
        Map<Integer, Integer> ids = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (int old : used) {
            Tensor t = graph.tensor(old);
            ids.put(old, tensors.size());
            tensors.add(new Tensor(
                    tensors.size(), t.name(), t.shape(), t.extent(), t.type(), t.quantization(), t.constant()));
        }
        List<Operator> moved = operators.stream()
                .map(o -> o.withTensors(
                        moved(ids, o.inputs()), moved(ids, List.of(o.output())).get(0)))
                .toList();
        return new Graph(graph.name(), tensors, moved, moved(ids, inputs), moved(ids, outputs));
    }

    private static List<Integer> moved(Map<Integer, Integer> ids, List<Integer> tensors) {
        return tensors.stream().map(t -> ids.getOrDefault(t, -1)).toList();
    }
}
