package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variants that a target runs the operators of a network with, found once: that takes a look at every weight. */
public final class Variants {
    /** How an operator is run, and the scratch of a step that can use it. */
    private record Choice(Variant variant, int scratchBytes) {}

    private final Graph graph;
    private final Target target;
    private final List<Optional<Choice>> choices;

    private Variants(Graph graph, Target target, List<Optional<Choice>> choices) {
        this.graph = graph;
        this.target = target;
        this.choices = List.copyOf(choices);
    }

    public static Variants of(Graph graph, Target target) {
        List<Optional<Choice>> choices = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            choices.add(Kernel.isAlias(operator) ? Optional.empty() : Optional.of(choose(graph, operator, target)));
        }
        return new Variants(graph, target, choices);
    }

    private static Choice choose(Graph graph, Operator operator, Target target) {
        Variant variant = Variant.of(graph, operator, target);
        boolean pairs = variant.instructions() == InstructionSet.DSP && operator instanceof Conv2d;
        return new Choice(variant, pairs ? PixelPairs.scratchBytes(graph, (Conv2d) operator) : 0);
    }

    /** Whether some operator has use for scratch. */
    public boolean haveScratch() {
        return choices.stream().anyMatch(c -> c.isPresent() && c.get().scratchBytes() > 0);
    }

    /** The same kernels, but none gets scratch. */
    public Variants withoutScratch() {
        return new Variants(
                graph,
                target,
                choices.stream()
                        .map(c -> c.map(choice -> new Choice(choice.variant(), 0)))
                        .toList());
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
        return choices.get(operator).orElseThrow().variant();
    }

    /**
     * Bytes of scratch with which a step is faster.
     *
     * @param operator its index, not that of an alias
     * @param part that the step makes
     * @param whole whether it takes in all of its input
     */
    public int scratchBytes(int operator, Part part, boolean whole) {
        int bytes = choices.get(operator).orElseThrow().scratchBytes();
        int channels = graph.outputOf(graph.operators().get(operator)).extent().channels();
        return whole && PixelPairs.has(part, channels) ? bytes : 0;
    }
}
