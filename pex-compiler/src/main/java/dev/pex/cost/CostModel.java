package dev.pex.cost;

import dev.pex.graph.Graph;
import dev.pex.kernel.Variants;
import dev.pex.operator.Intake;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the steps of a network cost with the kernels of a target. Instructions are estimated: the work of a step, counted in
 * the units of its kernel, times what each unit takes on the core that stands for the target. Estimates are for `-O2` and
 * for one inference; they are not cycles. More parts never cost less.
 */
public final class CostModel {
    /** Operators with larger numbers take two bytes in a schedule. */
    private static final int SHORT_NUMBERS = 240;

    private final Graph graph;
    private final Variants variants;
    private final Core core;
    private final List<Optional<WorkCounter>> counters;

    private CostModel(Graph graph, Variants variants) {
        this.graph = graph;
        this.variants = variants;
        this.core = Core.of(variants.tuning().target());
        this.counters = new ArrayList<>();
        graph.operators()
                .forEach(o -> counters.add(o.isAlias() ? Optional.empty() : Optional.of(WorkCounter.of(graph, o))));
    }

    /** The costs of a network's operators, run by some variants of the kernels. */
    public static CostModel of(Graph graph, Variants variants) {
        return new CostModel(graph, variants);
    }

    /** What the search for plans weighs bytes and steps by. They depend on no network. */
    public static SearchPrices prices() {
        return new SearchPrices();
    }

    /**
     * The cost of a step that computes.
     *
     * @param operator its index, not that of an alias
     * @param part of its output; not empty
     * @param intake what it takes in of its first operand; empty for all of it
     */
    public Cost ofStep(int operator, Part part, Optional<Intake> intake) {
        long instructions = InstructionTable.get()
                .instructions(core, variants.of(operator), form(operator), work(operator, part, intake));
        long weightBytes = counters.get(operator).orElseThrow().weightBytes(part, intake);
        return new Cost(instructions, stepBytes(), weightBytes);
    }

    /** The cost of a step that takes rows of an input from the caller: whose instructions those are. */
    public Cost ofReceiving() {
        return new Cost(0, stepBytes(), 0);
    }

    /** The cost of an operator that makes all of its output in one step; an alias costs nothing. */
    public Cost ofOperator(int operator) {
        return counters.get(operator).isEmpty()
                ? Cost.NONE
                : ofStep(
                        operator,
                        Part.whole(
                                graph.outputOf(graph.operators().get(operator)).extent()),
                        Optional.empty());
    }

    /** Whether the operator's kernel was measured; if not, its estimate is that of other kernels. */
    public boolean isMeasured(int operator) {
        return InstructionTable.get().has(core, variants.of(operator), form(operator));
    }

    /** The work of a step. */
    Work work(int operator, Part part, Optional<Intake> intake) {
        return counters.get(operator).orElseThrow().of(part, intake);
    }

    /** Which of its loops the kernel of an operator takes. */
    Form form(int operator) {
        Extent output = graph.outputOf(graph.operators().get(operator)).extent();
        boolean scratch = variants.scratchBytes(operator, Part.whole(output), true) > 0;
        return counters.get(operator).orElseThrow().form(variants.of(operator), scratch);
    }

    private int stepBytes() {
        return graph.operators().size() + graph.inputs().size() <= SHORT_NUMBERS ? 1 : 2;
    }
}
