package dev.pex.executor;

import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.tensor.Part;
import java.util.List;

/** Computes parts of one operator. */
interface PartKernel {
    /**
     * Computes one part of the output.
     *
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     * @param output the whole output
     */
    void compute(List<byte[]> inputs, byte[] output, Part part);

    /**
     * Takes in one slice of the first operand; the last one writes the output.
     *
     * @param values the accumulators, one for each element of the part in flat order
     */
    default void accumulate(List<byte[]> inputs, int[] values, byte[] output, Part part, Intake intake) {
        throw new IllegalStateException("this operator takes in no slices");
    }
}
