package dev.pex.schedule;

import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.Optional;

/** One step of a schedule. */
public sealed interface Step {
    /** What the step does, for people and tests. */
    String describe(Graph graph);

    /**
     * One kernel call: an operator makes one part of its output, or takes in one slice of its first operand for it.
     *
     * @param operator index in {@link Graph#operators()}
     * @param part of its output; not empty
     * @param intake what it takes in of its first operand; empty for all of it
     */
    record Compute(int operator, Part part, Optional<Intake> intake) implements Step {
        public Compute {
            if (part.isEmpty()) {
                throw new IllegalArgumentException("empty part of operator " + operator);
            }
        }

        public Compute(int operator, Part part) {
            this(operator, part, Optional.empty());
        }

        /** Whether all of the first operand is taken in at once. */
        public boolean isWhole(Graph graph) {
            Extent operand =
                    graph.inputsOf(graph.operators().get(operator)).get(0).extent();
            return intake.isEmpty() || (intake.get().isFirst() && intake.get().isLast(operand));
        }

        @Override
        public String describe(Graph graph) {
            String taken =
                    intake.map(i -> ", takes in " + i.axis() + " " + i.range()).orElse("");
            return graph.operators().get(operator).origin() + " " + part + taken;
        }
    }

    /**
     * The caller hands over rows of a network input.
     *
     * @param tensor id of the input, or of an alias of it in whose rows the input is handed over
     * @param rows which of its rows; not empty
     */
    record Receive(int tensor, Range rows) implements Step {
        public Receive {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("no rows of tensor " + tensor);
            }
        }

        @Override
        public String describe(Graph graph) {
            return "rows " + rows + " of input '" + graph.tensor(tensor).name() + "' arrive";
        }
    }
}
