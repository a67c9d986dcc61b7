package dev.pex.graph;

import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.operator.Tensors;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.Optional;

/**
 * The dependence table: which part of each operand one part of the output needs. Each operator states its own line
 * ({@link Operator#reads}). Scheduler, verifier, executor and emission all read it; tests check it against the executor by
 * changing what lies outside the claimed part.
 */
public final class Dependence {
    private Dependence() {}

    /**
     * The smallest part of an operand that holds every element which the output part is computed from.
     *
     * @param operand index in {@link Operator#inputs()}
     * @param out a part of the operator's output
     * @return a part of the operand; empty when the output part reads nothing of it
     */
    public static Part read(Tensors tensors, Operator operator, int operand, Part out) {
        return out.isEmpty()
                ? new Part(new Range(0, 0), new Range(0, 0), new Range(0, 0))
                : operator.reads(tensors, operand, out);
    }

    /** What a step that takes in one slice reads of an operand: see {@link #read} and {@link Operator#intakeAxes}. */
    public static Part read(Tensors tensors, Operator operator, int operand, Part out, Optional<Intake> intake) {
        Part part = read(tensors, operator, operand, out);
        return operand == 0 && intake.isPresent() ? intake.get().of(part) : part;
    }
}
