package dev.pex.frontend.tflite;

import dev.pex.operator.Activation;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Window;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/** AVERAGE_POOL_2D and MAX_POOL_2D: they work on raw values, so both sides must be quantised alike. */
final class PoolReader implements OperatorReader {
    private static final int OPTIONS = 5;

    /** The reference's tolerance between the scales. */
    private static final double SCALE_TOLERANCE = 1e-6;

    private final Maker maker;

    private PoolReader(Maker maker) {
        this.maker = maker;
    }

    /** Makes the operator of an input and a result. */
    private interface Maker {
        Operator make(Origin origin, int input, int output, Window rows, Window columns, Activation activation);
    }

    static PoolReader average() {
        return new PoolReader(AveragePool2d::new);
    }

    static PoolReader maximum() {
        return new PoolReader(MaxPool2d::new);
    }

    @Override
    public String form() {
        return "int8, batch 1, the same quantisation on both sides; SAME or VALID; fused activation";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        CheckedTable options = operator.options(OPTIONS);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.requireImages(input, output);
        if (!operator.isReal()
                && (Math.abs(input.scale() - output.scale()) > SCALE_TOLERANCE
                        || input.zeroPoint() != output.zeroPoint())) {
            throw operator.problems()
                    .unsupported(
                            "its input has scale " + input.scale() + " and zero point " + input.zeroPoint()
                                    + ", its output " + output.scale() + " and " + output.zeroPoint(),
                            "the same quantisation on both sides");
        }
        Windows windows = Windows.read(operator, options);
        Extent extent = input.extent();
        operator.add(maker.make(
                operator.origin(),
                input.id(),
                output.id(),
                windows.rows(operator, extent.rows(), options.int32("filter_height", 4, 0)),
                windows.columns(operator, extent.columns(), options.int32("filter_width", 3, 0)),
                operator.activation(options, 5)));
    }
}
