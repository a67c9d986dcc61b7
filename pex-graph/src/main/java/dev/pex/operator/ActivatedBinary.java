package dev.pex.operator;

import java.util.List;

/** Binary operators with a fused activation. */
public interface ActivatedBinary extends Binary, Activated {
    /** Makes an operator with the same class and origin. */
    ActivatedBinary with(int left, int right, int output, Activation activation);

    @Override
    Activation activation();

    @Override
    default ActivatedBinary withTensors(List<Integer> inputs, int output) {
        return with(inputs.get(0), inputs.get(1), output, activation());
    }

    @Override
    default ActivatedBinary withActivation(Activation activation) {
        return with(left(), right(), output(), activation);
    }

    @Override
    default void write(AttributeWriter attributes) {
        attributes.activation(activation());
    }
}
