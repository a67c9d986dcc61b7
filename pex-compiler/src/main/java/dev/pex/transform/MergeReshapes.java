package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Makes one reshape of two in sequence, and removes a reshape that changes neither extent nor quantisation.
 *
 * <pre>
 * x --> Reshape --> a --> Reshape --> y         x --> Reshape, same extent --> y --> readers
 * becomes                                       becomes
 * x -----------------------> Reshape --> y      x ---------------------------------> readers
 * </pre>
 *
 * <p>The first reshape on the left stays when a is read elsewhere. The rule on the right does not apply when
 *
 * <ul>
 *   <li>extents differ;
 *   <li>quantisations differ: readers would compute with another scale;
 *   <li>y is a network output: it would lose its name, or become equal to another output.
 * </ul>
 */
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
            Tensor in = graph.tensor(reshape.input());
            Tensor out = graph.tensor(reshape.output());
            boolean same = in.extent().equals(out.extent()) && in.quantization().equals(out.quantization());
            if (same && !graph.outputs().contains(reshape.output())) {
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
