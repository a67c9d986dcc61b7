package dev.pex.frontend.tflite;

import dev.pex.operator.LeakyRelu;

/** LEAKY_RELU with a slope that is not negative. */
final class LeakyReluReader implements OperatorReader {
    private static final int OPTIONS = 75;

    @Override
    public void read(OperatorContext operator) {
        float alpha = operator.options(OPTIONS).float32("alpha", 0);
        if (Float.isNaN(alpha) || Float.isInfinite(alpha)) {
            throw operator.problems().invalid("its alpha is " + alpha);
        }
        if (alpha < 0) {
            throw operator.problems().unsupported("its alpha is " + alpha, "an alpha of 0 or more");
        }
        new FunctionReader((origin, input, output) -> new LeakyRelu(origin, input, output, alpha)).read(operator);
    }
}
