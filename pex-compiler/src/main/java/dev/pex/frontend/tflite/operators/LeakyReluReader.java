package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.LeakyRelu;

/** LEAKY_RELU with a slope that is not negative. */
final class LeakyReluReader implements OperatorReader {
    private static final Limit SLOPE = Limit.of("an alpha of 0 or more");
    private static final Form FORM = Form.of(Types.COMPUTED, SLOPE);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        float alpha = operator.options().float32("alpha", 0);
        if (Float.isNaN(alpha) || Float.isInfinite(alpha)) {
            throw operator.invalid("its alpha is " + alpha);
        }
        operator.require(SLOPE, alpha >= 0, () -> "its alpha is " + alpha);
        new FunctionReader((origin, input, output) -> new LeakyRelu(origin, input, output, alpha)).read(operator);
    }
}
