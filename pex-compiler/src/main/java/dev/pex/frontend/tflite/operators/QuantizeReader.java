package dev.pex.frontend.tflite.operators;

import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;

/** QUANTIZE: from float, or between integer quantisations. */
final class QuantizeReader implements OperatorReader {
    private static final Types FROM = Types.input(ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
    private static final Types TO = Types.output(ElementType.INT8, ElementType.UINT8);
    private static final Form FORM = Form.of(FROM, TO);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(FROM, input);
        operator.require(TO, output);
        operator.add(
                input.type() == ElementType.FLOAT32
                        ? new Quantize(operator.origin(), input.id(), output.id())
                        : new Requantize(operator.origin(), input.id(), output.id()));
    }
}
