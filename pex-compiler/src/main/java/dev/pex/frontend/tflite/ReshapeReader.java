package dev.pex.frontend.tflite;

import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;

/** RESHAPE: the declared shape of the output counts, not the operand or option that repeats it. */
final class ReshapeReader implements OperatorReader {
    static final int BUILTIN = 22;
    static final int SHAPE = 1;

    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "int8, uint8 or float32; costs no bytes and no time";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireSameType(input, output);
        operator.add(new Reshape(operator.origin(), input.id(), output.id()));
    }
}
