package dev.pex.kernel;

import dev.pex.graph.Graph;
import dev.pex.graph.Macs;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Operator;
import dev.pex.tensor.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variants that a target runs the operators of a network with, found once: that takes a look at every weight. */
public final class Variants {
    /** How an operator is run, and the scratch of a step that can use it. */
    private record Choice(Variant variant, int scratchBytes) {}

    /** A kernel that does less than a network's work by this is small, unless instructions are what counts. */
    private static final int SMALL_SHARE = 50;

    private final Graph graph;
    private final Tuning tuning;
    private final List<Optional<Choice>> choices;

    private Variants(Graph graph, Tuning tuning, List<Optional<Choice>> choices) {
        this.graph = graph;
        this.tuning = tuning;
        this.choices = List.copyOf(choices);
    }

    public static Variants of(Graph graph, Tuning tuning) {
        Target target = tuning.optimize() == Optimize.SIZE ? Target.GENERIC : tuning.target();
        List<Optional<Variant>> variants = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            variants.add(operator.isAlias() ? Optional.empty() : Optional.of(Variant.of(graph, operator, target)));
        }
        Set<Kernel> small = small(graph, tuning, variants);
        List<Optional<Choice>> choices = new ArrayList<>();
        for (int o = 0; o < variants.size(); o++) {
            Operator operator = graph.operators().get(o);
            choices.add(variants.get(o)
                    .map(v -> isPortable(v) && small.contains(v.kernel()) ? v.small() : v)
                    .map(v -> choose(graph, operator, v)));
        }
        return new Variants(graph, tuning, choices);
    }

    /** Kernels whose small variants run what the target has no kernel of its own for. */
    private static Set<Kernel> small(Graph graph, Tuning tuning, List<Optional<Variant>> variants) {
        boolean all = tuning.optimize() == Optimize.SIZE;
        boolean portable = tuning.target().instructions() == InstructionSet.PORTABLE;
        if (tuning.optimize() == Optimize.SPEED || (portable && !all)) {
            return Set.of();
        }
        Map<Kernel, Long> work = new EnumMap<>(Kernel.class);
        for (int o = 0; o < variants.size(); o++) {
            Operator operator = graph.operators().get(o);
            variants.get(o)
                    .filter(Variants::isPortable)
                    .ifPresent(v -> work.merge(v.kernel(), macs(graph, operator), Long::sum));
        }
        work.values().removeIf(macs -> !all && macs > Macs.of(graph) / SMALL_SHARE);
        return work.keySet();
    }

    private static long macs(Graph graph, Operator operator) {
        return operator.macs(graph, Part.whole(graph.outputOf(operator).extent()));
    }

    private static boolean isPortable(Variant variant) {
        return variant.instructions() == InstructionSet.PORTABLE;
    }

    private static Choice choose(Graph graph, Operator operator, Variant variant) {
        boolean pairs = variant.instructions() == InstructionSet.DSP && variant.kernel() == Kernel.CONV2D_S8;
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
                tuning,
                choices.stream()
                        .map(c -> c.map(choice -> new Choice(choice.variant(), 0)))
                        .toList());
    }

    /** What they were chosen by. */
    public Tuning tuning() {
        return tuning;
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
