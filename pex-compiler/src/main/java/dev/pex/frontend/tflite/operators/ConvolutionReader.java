package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Conv2d;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** CONV_2D: input [1, h, w, i], filter [o, kh, kw, i], optional bias [o]. */
final class ConvolutionReader implements OperatorReader {
    private static final Limit ONE_GROUP = Limit.of("one group");
    private static final Form FORM = Form.of(Types.COMPUTED, OperatorContext.ONE_BATCH, ONE_GROUP)
            .and(Weights.LIMITS)
            .and(Windows.LIMITS)
            .and(OperatorContext.ACTIVATION);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 3);
        CheckedTable options = operator.options();
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input, output);
        operator.requireImages(input, output);
        List<Integer> shape = Weights.shape(operator, 4);
        Extent extent = input.extent();
        int depth = shape.get(3);
        if (extent.channels() % depth != 0) {
            throw operator.invalid(
                    "its filter has the shape " + shape + " for " + extent.channels() + " input channels");
        }
        operator.require(
                ONE_GROUP,
                depth == extent.channels(),
                () -> "it is grouped: its filter reads " + depth + " of " + extent.channels() + " input channels");
        Windows windows = Windows.read(operator, options)
                .dilated(options.int32("dilation_h_factor", 5, 1), options.int32("dilation_w_factor", 4, 1));
        Weights weights = Weights.read(operator, 0, false, Weights.BIAS);
        operator.add(
                new Conv2d(
                        operator.origin(),
                        input.id(),
                        output.id(),
                        windows.rows(operator, extent.rows(), shape.get(1)),
                        windows.columns(operator, extent.columns(), shape.get(2)),
                        weights.filter(),
                        weights.bias(),
                        operator.activation(options, 3)),
                weights);
    }
}
