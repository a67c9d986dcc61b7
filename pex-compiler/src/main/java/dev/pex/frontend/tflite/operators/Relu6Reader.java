package dev.pex.frontend.tflite.operators;

import dev.pex.diagnostic.Code;
import dev.pex.operator.Relu6;
import dev.pex.tensor.Tensor;

/** RELU6 on its own: the reference copies values without rescaling them. */
final class Relu6Reader implements OperatorReader {
    private final OperatorReader reader = new FunctionReader(Relu6::new);

    @Override
    public Form form() {
        return reader.form();
    }

    @Override
    public void read(OperatorContext operator) {
        reader.read(operator);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        if (!input.quantization().equals(output.quantization())) {
            operator.warn(
                    Code.UNSUPPORTED_FORM,
                    "its output is quantised unlike its input, but values are copied as they are",
                    "TensorFlow Lite Micro does so too; fuse RELU6 into the layer before it");
        }
    }
}
