package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
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
    private static final Form FORM = Form.of(
                    Types.COMPUTED, OperatorContext.ONE_BATCH, OperatorContext.SAME_QUANTIZATION)
            .and(Windows.LIMITS)
            .and(OperatorContext.ACTIVATION);

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
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, 1);
        CheckedTable options = operator.options();
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input, output);
        operator.requireImages(input, output);
        operator.require(
                OperatorContext.SAME_QUANTIZATION,
                operator.isFloat() || isSame(input, output),
                () -> "its input has scale " + input.scale() + " and zero point " + input.zeroPoint() + ", its output "
                        + output.scale() + " and " + output.zeroPoint());
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

    private static boolean isSame(Tensor input, Tensor output) {
        return Math.abs(input.scale() - output.scale()) <= SCALE_TOLERANCE && input.zeroPoint() == output.zeroPoint();
    }
}
