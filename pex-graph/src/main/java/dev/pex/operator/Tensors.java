package dev.pex.operator;

import dev.pex.tensor.Tensor;

/** The tensors of a network, which operators refer to by id. */
public interface Tensors {
    /** The tensor with an id. */
    Tensor tensor(int id);

    /** The tensor that an operator reads as one of its operands. */
    default Tensor operand(Operator operator, int index) {
        return tensor(operator.inputs().get(index));
    }

    /** The tensor that an operator makes. */
    default Tensor outputOf(Operator operator) {
        return tensor(operator.output());
    }
}
