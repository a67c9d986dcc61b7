package dev.pex.frontend.tflite.operators;

import dev.pex.operator.Dequantize;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;

/** DEQUANTIZE: to float. */
final class DequantizeReader implements OperatorReader {
    private static final Types QUANTIZED = Types.input(ElementType.INT8, ElementType.UINT8);
    private static final Types FLOAT = Types.output(ElementType.FLOAT32);
    private static final Form FORM = Form.of(QUANTIZED, FLOAT);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(QUANTIZED, input);
        operator.require(FLOAT, output);
        operator.add(new Dequantize(operator.origin(), input.id(), output.id()));
    }
}
