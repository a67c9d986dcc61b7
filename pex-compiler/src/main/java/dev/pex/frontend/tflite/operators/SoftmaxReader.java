package dev.pex.frontend.tflite.operators;

import dev.pex.operator.Softmax;
import dev.pex.tensor.Tensor;

/** SOFTMAX over the last dimension. */
final class SoftmaxReader implements OperatorReader {
    private static final FixedOutput OUTPUT = new FixedOutput(256, -128);
    private static final Form FORM = Form.of(Types.COMPUTED, OUTPUT).noting("over the last dimension");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        float beta = operator.options().float32("beta", 0);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input);
        OUTPUT.check(operator, output);
        if (!(beta > 0) || Float.isInfinite(beta)) {
            throw operator.invalid("its beta is " + beta);
        }
        operator.add(new Softmax(operator.origin(), input.id(), output.id(), beta));
    }
}
