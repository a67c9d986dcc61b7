package dev.pex.frontend.tflite;

import dev.pex.operator.Conv2d;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** CONV_2D: input [1, h, w, i], filter [o, kh, kw, i], optional bias [o]. */
final class ConvolutionReader implements OperatorReader {
    private static final int OPTIONS = 1;

    @Override
    public String form() {
        return "int8, batch 1, one group; weights per tensor or per channel; stride, dilation, SAME or VALID; "
                + "bias optional; fused activation";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 3);
        CheckedTable options = operator.options(OPTIONS);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireImages(input, output);
        List<Integer> shape = Weights.shape(operator, 4);
        Extent extent = input.extent();
        if (shape.get(3) != extent.channels()) {
            if (extent.channels() % shape.get(3) == 0) {
                throw operator.problems()
                        .unsupported(
                                "it is grouped: its filter reads " + shape.get(3) + " of " + extent.channels()
                                        + " input channels",
                                "one group");
            }
            throw operator.problems()
                    .invalid("its filter has the shape " + shape + " for " + extent.channels() + " input channels");
        }
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
