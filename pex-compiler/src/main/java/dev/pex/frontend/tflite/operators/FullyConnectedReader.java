package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.FullyConnected;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** FULLY_CONNECTED: an input of any shape is read as rows of the filter's depth. */
final class FullyConnectedReader implements OperatorReader {
    private static final Limit PLAIN_WEIGHTS = Limit.of("weights in the default format, not shuffled");
    private static final Form FORM = Form.of(Types.COMPUTED, PLAIN_WEIGHTS)
            .and(Weights.LIMITS_WITH_ZERO_POINT)
            .and(OperatorContext.ACTIVATION);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 3);
        CheckedTable options = operator.options();
        operator.require(PLAIN_WEIGHTS, options.int8("weights_format", 1, 0) == 0, () -> "its weights are shuffled");
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input);
        operator.require(Types.COMPUTED, output);
        List<Integer> shape = Weights.shape(operator, 2);
        int units = shape.get(0);
        int depth = shape.get(1);
        int elements = input.extent().elements();
        if (elements % depth != 0) {
            throw operator.invalid(
                    "its input has the shape " + input.shape() + ", no multiple of its filter's depth " + depth);
        }
        int rows = elements / depth;
        if (output.extent().elements() != (long) rows * units) {
            throw operator.invalid(
                    "its output has the shape " + output.shape() + " for " + rows + " rows of " + units + " units");
        }
        Weights weights = Weights.read(operator, 0, true, Weights.BIAS);
        if (!operator.isFloat()) {
            weights.checkBiasScale(operator, input.scale(), output.scale());
        }
        Tensor source = operator.viewed(input, new Extent(rows, 1, depth));
        Tensor made = operator.staging(output, new Extent(rows, 1, units));
        operator.add(
                new FullyConnected(
                        operator.origin(),
                        source.id(),
                        made.id(),
                        weights.filter(),
                        weights.bias(),
                        operator.activation(options, 0)),
                weights);
        operator.deliver(made, output);
    }
}
