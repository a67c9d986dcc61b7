package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.tensor.Tensor;

/**
 * The quantisation that a function gives its results, independent of its input.
 *
 * @param steps the scale is one by this
 */
record FixedOutput(int steps, int zeroPoint) implements Limit {
    @Override
    public String text() {
        return "output scale 1/" + steps + " and zero point " + zeroPoint;
    }

    /** Checks the type and the quantisation of the output; a float network has no scales. */
    void check(OperatorContext operator, Tensor output) {
        operator.require(Types.COMPUTED, output);
        operator.require(
                this,
                operator.isFloat() || (output.scale() == 1f / steps && output.zeroPoint() == zeroPoint),
                () -> "its output has scale " + output.scale() + " and zero point " + output.zeroPoint());
    }
}
