package dev.pex.operator;

import dev.pex.quant.Pairwise;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.util.List;
import java.util.Optional;

/**
 * Element-wise operators with two operands, either of which may be constant; an axis of extent 1 is broadcast.
 */
public interface Binary extends Operator {
    /** What is computed of two elements. Each formula has a kernel. */
    enum Formula {
        ADD,
        SUBTRACT,
        SQUARED_DIFFERENCE,
        MULTIPLY,
        DIVIDE,
        MAXIMUM,
        MINIMUM
    }

    int left();

    int right();

    Formula formula();

    /** The integer formula of one element, with the constants of its kernel. */
    @Override
    Pairwise arithmetic(Tensors tensors);

    /** The formula of one element in float, before the activation. */
    double compute(double left, double right);

    /** The range that float results are limited to. */
    default Activation activation() {
        return Activation.NONE;
    }

    @Override
    default List<Integer> inputs() {
        return List.of(left(), right());
    }

    @Override
    default <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.binary(this);
    }

    @Override
    default Extent shape(List<Extent> inputs, Extent declared) {
        return Shapes.broadcast(inputs.get(0), inputs.get(1));
    }

    @Override
    default Part reads(Tensors tensors, int operand, Part out) {
        return Shapes.broadcast(out, tensors.operand(this, operand).extent());
    }

    @Override
    default AccessOrder accessOrder(Tensors tensors, int operand) {
        return Shapes.broadcastOrder(tensors, this, operand);
    }

    @Override
    default int constantBytes(Tensors tensors) {
        return tensors.constantOperandBytes(this);
    }

    @Override
    default Optional<Operator> transposed() {
        return Optional.of(this);
    }

    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
