package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Cast;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Tensor;

/** CAST between the types that Pex knows; the tensors have their types, options only repeat them. */
final class CastReader implements OperatorReader {
    private static final Limit QUANTIZED = Limit.of("CAST between types in quantised networks");
    private static final Form FORM = Form.moving(Types.ANY, QUANTIZED).noting("equal types are an alias");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.ANY, input, output);
        operator.require(
                QUANTIZED,
                !operator.isFloat() || input.type() == output.type(),
                () -> "it casts " + input.type() + " to " + output.type()
                        + ", which means another thing once the network is quantised");
        operator.add(
                input.type() == output.type()
                        ? new Reshape(operator.origin(), input.id(), output.id())
                        : new Cast(operator.origin(), input.id(), output.id()));
    }
}
