package dev.pex.frontend.tflite;

import dev.pex.operator.Softmax;
import dev.pex.tensor.Tensor;

/** SOFTMAX over the last dimension. */
final class SoftmaxReader implements OperatorReader {
    private static final int OPTIONS = 9;
    private static final float OUTPUT_SCALE = 1f / 256;
    private static final int OUTPUT_ZERO_POINT = -128;

    @Override
    public String form() {
        return "int8 over the last dimension; output scale 1/256, zero point -128";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        float beta = operator.options(OPTIONS).float32("beta", 0);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireNumbers(input);
        operator.requireNumbers(output);
        if (!operator.isReal() && (output.scale() != OUTPUT_SCALE || output.zeroPoint() != OUTPUT_ZERO_POINT)) {
            throw operator.problems()
                    .unsupported(
                            "its output has scale " + output.scale() + " and zero point " + output.zeroPoint(),
                            "scale 1/256 and zero point -128");
        }
        if (!(beta > 0) || Float.isInfinite(beta)) {
            throw operator.problems().invalid("its beta is " + beta);
        }
        operator.add(new Softmax(operator.origin(), input.id(), output.id(), beta));
    }
}
