package dev.pex.frontend.tflite;

import dev.pex.operator.FullyConnected;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** FULLY_CONNECTED: the input is seen as rows of the filter's depth, whatever its shape is. */
final class FullyConnectedReader implements OperatorReader {
    private static final int OPTIONS = 8;

    @Override
    public String form() {
        return "int8; weights per tensor or per channel, not shuffled; bias optional; fused activation";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 3);
        CheckedTable options = operator.options(OPTIONS);
        if (options.int8("weights_format", 1, 0) != 0) {
            throw operator.problems().unsupported("its weights are shuffled", "weights in the default format");
        }
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireNumbers(input);
        operator.requireNumbers(output);
        List<Integer> shape = Weights.shape(operator, 2);
        int units = shape.get(0);
        int depth = shape.get(1);
        int elements = input.extent().elements();
        if (elements % depth != 0) {
            throw operator.problems()
                    .invalid("its input has the shape " + input.shape() + ", no multiple of its filter's depth "
                            + depth);
        }
        int rows = elements / depth;
        if (output.extent().elements() != (long) rows * units) {
            throw operator.problems()
                    .invalid("its output has the shape " + output.shape() + " for " + rows + " rows of " + units
                            + " units");
        }
        Weights weights = Weights.read(operator, 0, true, Weights.BIAS);
        if (!operator.isReal()) {
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
