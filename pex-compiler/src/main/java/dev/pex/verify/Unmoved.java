package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.tensor.Extent;
import java.util.Optional;

/** Which tensors need no copying, because each of their elements lies where the one lies that it is a copy of. */
final class Unmoved {
    private final Graph graph;
    private final Plan plan;
    private final Elements elements;

    Unmoved(Graph graph, Plan plan, Elements elements) {
        this.graph = graph;
        this.plan = plan;
        this.elements = elements;
    }

    /** Whether nothing has to move to make a tensor. */
    boolean contains(int tensor) {
        Optional<Operator> copier = elements.copier(tensor);
        if (copier.isEmpty() || !isPlaced(tensor)) {
            return false;
        }
        if (!copier.get().inputs().stream().allMatch(this::isPlaced)) {
            return false;
        }
        int count = graph.tensor(tensor).extent().elements();
        for (int i = 0; i < count; i++) {
            long source = elements.source(tensor, i);
            if (address(tensor, i) != address(Elements.tensor(source), Elements.index(source))) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlaced(int tensor) {
        return plan.placements().containsKey(tensor);
    }

    private int address(int tensor, int index) {
        Placement p = plan.placement(tensor);
        Extent e = graph.tensor(tensor).extent();
        int pixel = index / e.channels();
        return p.address(
                pixel / e.columns(),
                pixel % e.columns(),
                index % e.channels(),
                graph.tensor(tensor).type().bytes());
    }
}
