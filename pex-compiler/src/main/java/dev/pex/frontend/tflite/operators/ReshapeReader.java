package dev.pex.frontend.tflite.operators;

import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;

/** RESHAPE: the declared shape of the output counts, not the operand or option that repeats it. */
public final class ReshapeReader implements OperatorReader {
    private static final Form FORM = Form.moving(Types.ANY).noting("an alias, which costs no bytes and no time");

    /** The operand that repeats the shape of the output. */
    public static final int SHAPE = 1;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.ANY, input, output);
        operator.requireSameType(input, output);
        operator.add(new Reshape(operator.origin(), input.id(), output.id()));
    }
}
