package dev.pex.operator;

import dev.pex.tensor.Tensor;
import java.util.List;

/** The tensors of a network, which operators refer to by id. */
public interface Tensors {
    /** The tensor with an id. */
    Tensor tensor(int id);

    /** The tensor that an operator reads as one of its operands. */
    default Tensor operand(Operator operator, int index) {
        return tensor(operator.inputs().get(index));
    }

    /** The tensors that an operator reads, in operand order. */
    default List<Tensor> operands(Operator operator) {
        return operator.inputs().stream().map(this::tensor).toList();
    }

    /** Bytes of the operands of an operator that are constant. */
    default int constantOperandBytes(Operator operator) {
        return operands(operator).stream()
                .filter(tensor -> tensor.constant().isPresent())
                .mapToInt(Tensor::bytes)
                .sum();
    }

    /** The tensor that an operator makes. */
    default Tensor outputOf(Operator operator) {
        return tensor(operator.output());
    }
}
