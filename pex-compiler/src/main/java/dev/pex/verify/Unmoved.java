package dev.pex.verify;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.plan.Plan;
import java.util.Optional;

/** Which tensors need no copying, because each of their elements lies where the one lies that it is a copy of. */
final class Unmoved {
    private final Graph graph;
    private final Plan plan;
    private final Addresses addresses;
    private final Elements elements;

    Unmoved(Graph graph, Plan plan, Addresses addresses, Elements elements) {
        this.graph = graph;
        this.plan = plan;
        this.addresses = addresses;
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
            if (addresses.of(tensor, i) != addresses.of(Elements.tensor(source), Elements.index(source))) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlaced(int tensor) {
        return plan.placements().containsKey(tensor);
    }
}
