package dev.pex.operator;

import java.util.List;
import java.util.Optional;

/**
 * One operator of a network. Activations are referred to by tensor id, constants are held here. Each
 * operator makes exactly one tensor.
 */
public interface Operator {
    Origin origin();

    /** Ids of the tensors that it reads, in operand order. */
    List<Integer> inputs();

    /** Id of the tensor that it makes. */
    int output();

    /** The same operator between other tensors, as many as before. */
    Operator withTensors(List<Integer> inputs, int output);

    /**
     * The same operator with rows and columns exchanged: between tensors whose rows and columns are exchanged it makes
     * the same elements. Empty when no operator does that.
     */
    Optional<Operator> transposed();
}
