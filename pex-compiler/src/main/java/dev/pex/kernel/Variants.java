package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variants that a target runs the operators of a network with, found once: that takes a look at every weight. */
public final class Variants {
    private final Target target;
    private final List<Optional<Variant>> variants;

    private Variants(Target target, List<Optional<Variant>> variants) {
        this.target = target;
        this.variants = variants;
    }

    public static Variants of(Graph graph, Target target) {
        List<Optional<Variant>> variants = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            variants.add(
                    Kernel.isAlias(operator) ? Optional.empty() : Optional.of(Variant.of(graph, operator, target)));
        }
        return new Variants(target, List.copyOf(variants));
    }

    public Target target() {
        return target;
    }

    /**
     * The variant of an operator.
     *
     * @param operator its index, not that of an alias, which no kernel runs
     */
    public Variant of(int operator) {
        return variants.get(operator).orElseThrow();
    }
}
