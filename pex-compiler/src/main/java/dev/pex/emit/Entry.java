package dev.pex.emit;

import java.util.List;
import java.util.OptionalInt;

/**
 * One row of the generated table of operators: an operator that has steps, or a network input that arrives row by row.
 *
 * @param operator index in the graph; empty for an input
 * @param input number of the network input; empty for an operator
 * @param cuts the rule by which its parts follow one another, the outer cut first; empty when one step computes the whole
 *     output, or when there is no rule
 * @param regular whether there is a rule
 * @param steps number of its steps
 * @param accumulators arena offset of its accumulators, when it has cuts that need some
 */
record Entry(
        OptionalInt operator, OptionalInt input, List<Cut> cuts, boolean regular, int steps, OptionalInt accumulators) {
    Entry {
        cuts = List.copyOf(cuts);
    }

    boolean isInput() {
        return input.isPresent();
    }

    /** Number of parts of the inner cut. */
    int innerCount() {
        return cuts.isEmpty() ? 1 : cuts.get(cuts.size() - 1).count();
    }
}
