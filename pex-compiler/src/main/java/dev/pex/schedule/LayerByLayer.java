package dev.pex.schedule;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Part;
import java.util.ArrayList;
import java.util.List;

/** The schedule of other runtimes: whole tensors in the network's order. */
public final class LayerByLayer {
    private LayerByLayer() {}

    public static Schedule schedule(Graph graph) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            if (!operator.isAlias()) {
                steps.add(
                        new Step.Compute(i, Part.whole(graph.outputOf(operator).extent())));
            }
        }
        return new Schedule(steps);
    }
}
