package dev.pex.frontend.tflite;

import dev.pex.operator.Cast;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;

/** CAST between the types that Pex knows; the tensors have their types, options only repeat them. */
final class CastReader implements OperatorReader {
    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "between int8, uint8, int32 and float32; equal types are an alias";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        if (operator.isReal() && input.type() != output.type()) {
            throw operator.problems()
                    .unsupported(
                            "it casts " + input.type() + " to " + output.type()
                                    + ", which means another thing once reals are quantised",
                            "CAST between types in quantised networks");
        }
        operator.add(
                input.type() == output.type()
                        ? new Reshape(operator.origin(), input.id(), output.id())
                        : new Cast(operator.origin(), input.id(), output.id()));
    }
}
