package dev.pex.operator;

import java.util.List;

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
}
