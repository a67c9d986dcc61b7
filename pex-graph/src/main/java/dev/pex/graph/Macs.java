package dev.pex.graph;

import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.operator.Tensors;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import java.util.Optional;

/** Sums of multiply-accumulates, which each operator counts ({@link Operator#macs}). */
public final class Macs {
    private Macs() {}

    /** Multiply-accumulates of a step, which computes a part and may take in one slice of its operand: its share of them. */
    public static long of(Tensors tensors, Operator operator, Part part, Optional<Intake> intake) {
        long all = operator.macs(tensors, part);
        if (intake.isEmpty()) {
            return all;
        }
        Axis axis = intake.get().axis();
        return all
                * intake.get().range().size()
                / tensors.operand(operator, 0).extent().along(axis);
    }

    /** Multiply-accumulates of one inference. */
    public static long of(Graph graph) {
        return graph.operators().stream()
                .mapToLong(o -> o.macs(graph, Part.whole(graph.outputOf(o).extent())))
                .sum();
    }
}
