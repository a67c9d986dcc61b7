package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** DEPTHWISE_CONV_2D: input [1, h, w, c], filter [1, kh, kw, c * m], optional bias [c * m]. */
final class DepthwiseConvolutionReader implements OperatorReader {
    private static final Form FORM = Form.of(Types.COMPUTED, OperatorContext.ONE_BATCH)
            .and(Weights.LIMITS)
            .and(Windows.LIMITS)
            .and(OperatorContext.ACTIVATION)
            .noting("any depth multiplier");

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
        int multiplier = shape.get(3) / extent.channels();
        if (shape.get(0) != 1 || shape.get(3) % extent.channels() != 0) {
            throw operator.invalid(
                    "its filter has the shape " + shape + " for " + extent.channels() + " input channels");
        }
        // Written as 0 by exporters that leave the option out: it follows from the shapes.
        int declared = options.int32("depth_multiplier", 3, 0);
        if (declared != 0 && declared != multiplier) {
            throw operator.invalid(
                    "its option says depth multiplier " + declared + " but its shapes say " + multiplier);
        }
        Windows windows = Windows.read(operator, options)
                .dilated(options.int32("dilation_h_factor", 6, 1), options.int32("dilation_w_factor", 5, 1));
        Weights weights = Weights.read(operator, 3, false, Weights.BIAS);
        operator.add(
                new DepthwiseConv2d(
                        operator.origin(),
                        input.id(),
                        output.id(),
                        windows.rows(operator, extent.rows(), shape.get(1)),
                        windows.columns(operator, extent.columns(), shape.get(2)),
                        multiplier,
                        weights.filter(),
                        weights.bias(),
                        operator.activation(options, 4)),
                weights);
    }
}
