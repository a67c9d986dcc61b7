package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Reshape;
import java.util.List;
import java.util.Optional;

/** Only the last of two reshapes in a row matters; one that changes nothing does not matter either. */
final class MergeReshapes implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (!(operator instanceof Reshape reshape)) {
                continue;
            }
            Optional<Operator> producer = graph.producer(reshape.input());
            if (producer.isPresent() && producer.get() instanceof Reshape first) {
                Reshape merged = new Reshape(reshape.origin(), first.input(), reshape.output());
                return Optional.of(GraphEdit.replace(graph, reshape, List.of(merged)));
            }
            boolean sameExtent = graph.tensor(reshape.input())
                    .extent()
                    .equals(graph.tensor(reshape.output()).extent());
            if (sameExtent && !graph.outputs().contains(reshape.output())) {
                return Optional.of(bypass(graph, reshape));
            }
        }
        return Optional.empty();
    }

    private static Graph bypass(Graph graph, Reshape reshape) {
        List<Operator> operators = graph.operators().stream()
                .filter(o -> o != reshape)
                .map(o -> GraphEdit.renumber(o, id -> id == reshape.output() ? reshape.input() : id))
                .toList();
        return new Graph(graph.name(), graph.tensors(), operators, graph.inputs(), graph.outputs());
    }
}
