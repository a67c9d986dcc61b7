package dev.pex.operator;

import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.quant.Violation;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * An int8 function of one int8 value, element by element: 256 values say all about it. A new one states its formula and
 * needs no kernel.
 */
public interface TableFunction extends Unary {
    /** From an int8 value to one that is to be limited to int8. */
    IntUnaryOperator formula(Tensor in, Tensor out);

    /** The function in float. */
    double compute(double x);

    /** What is wrong with the formula for some scales; empty when it is defined. */
    default Optional<Violation> violation(Tensor in, Tensor out) {
        return Optional.empty();
    }

    /** What a user should know about these tensors although the formula is defined for them; empty when nothing. */
    default Optional<Caution> caution(Tensor in, Tensor out) {
        return Optional.empty();
    }

    /** The activation of a layer before it that does the same; empty when there is none. */
    default Optional<Activation> asActivation() {
        return Optional.empty();
    }

    @Override
    default <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.tableFunction(this);
    }

    @Override
    default Extent shape(List<Extent> inputs, Extent declared) {
        return inputs.get(0);
    }

    @Override
    default Part reads(Tensors tensors, int operand, Part out) {
        return out;
    }

    @Override
    default AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.ELEMENTS;
    }

    /** The function's value for each byte; entry 0 is that of 0, entry 255 that of -1. */
    @Override
    default Tabulated arithmetic(Tensors tensors) {
        IntUnaryOperator formula = formula(tensors.tensor(input()), tensors.outputOf(this));
        byte[] table = new byte[Tabulated.ENTRIES];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) Math.min(Math.max(formula.applyAsInt((byte) i), Byte.MIN_VALUE), Byte.MAX_VALUE);
        }
        return new Tabulated(Bytes.copyOf(table));
    }

    @Override
    default Optional<Violation> violation(Tensors tensors) {
        return violation(tensors.tensor(input()), tensors.outputOf(this));
    }

    @Override
    default int constantBytes(Tensors tensors) {
        return Tabulated.ENTRIES;
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
