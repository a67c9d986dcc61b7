package dev.pex.frontend.tflite;

import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;

/** QUANTIZE: from float, or between integer quantisations. */
final class QuantizeReader implements OperatorReader {
    @Override
    public String form() {
        return "float32 to int8 or uint8, and rescaling among int8 and uint8";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireType(input, ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
        operator.requireType(output, ElementType.INT8, ElementType.UINT8);
        operator.add(
                input.type() == ElementType.FLOAT32
                        ? new Quantize(operator.origin(), input.id(), output.id())
                        : new Requantize(operator.origin(), input.id(), output.id()));
    }
}
