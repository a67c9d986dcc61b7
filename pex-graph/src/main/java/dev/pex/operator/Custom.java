package dev.pex.operator;

import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * An operator from outside this package. It carries what each consumer needs: its definition, as every operator does, and
 * what computes it in the executor, in the float executor and in C. It is not written to {@code .pexnet} files.
 */
public interface Custom extends Operator {
    /**
     * Computes a part of the output for the executor: exactly the bits of its C kernel.
     *
     * @param inputs whole operands, row-major, of which only what {@link #reads} states may be looked at
     * @param output the whole output, of which only the part may be written
     */
    void compute(Tensors tensors, List<byte[]> inputs, byte[] output, Part part);

    /** The whole output in float, for networks that are yet to be quantised. */
    double[] computeFloat(Tensors tensors, List<double[]> inputs);

    /** The C function that computes parts of it. */
    CustomKernel kernel(Tensors tensors);

    @Override
    default OperatorKind kind() {
        return OperatorKind.CUSTOM;
    }

    @Override
    default <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.custom(this);
    }

    /** None unless it says so: tensors of one row then stay as they are. */
    @Override
    default Optional<Operator> transposed() {
        return Optional.empty();
    }

    /** None unless it says so, when channels are removed. */
    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.empty();
    }
}
