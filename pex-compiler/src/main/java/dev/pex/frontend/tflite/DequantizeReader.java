package dev.pex.frontend.tflite;

import dev.pex.operator.Dequantize;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;

/** DEQUANTIZE: to float. */
final class DequantizeReader implements OperatorReader {
    @Override
    public String form() {
        return "int8 or uint8 to float32";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireType(input, ElementType.INT8, ElementType.UINT8);
        operator.requireType(output, ElementType.FLOAT32);
        operator.add(new Dequantize(operator.origin(), input.id(), output.id()));
    }
}
