package dev.pex.dsl;

import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;

/**
 * What a fully connected operator is: every row of its input makes a row of its output. Unless told otherwise it
 * has no bias and no activation. With a quantised input it must be told its weights; in real numbers {@link
 * Network#weights} names them. Values are immutable: every method makes a changed copy.
 *
 * @param units output channels
 * @param coefficients weights in the order [unit][input channel]
 */
public record FullyConnected(int units, Coefficients coefficients, Activation activation)
        implements WeightOptions<FullyConnected> {

    public static FullyConnected units(int units) {
        return new FullyConnected(units, Coefficients.OF_FILE, Activation.NONE);
    }

    @Override
    public FullyConnected with(Coefficients changed) {
        return new FullyConnected(units, changed, activation);
    }

    public FullyConnected activation(Activation changed) {
        return new FullyConnected(units, coefficients, changed);
    }

    /** An image of one pixel becomes a vector, as it does in {@code .tflite} files; otherwise the rank stays. */
    Shape output(Shape input) {
        return input.isImage() && input.extent().rows() == 1 ? Shape.of(1, units) : input.withChannels(units);
    }

    Operator operator(Call call, Node input) {
        call.require(units > 0, units + " units are not positive");
        Extent extent = input.shape().extent();
        call.require(
                extent.columns() == 1,
                "its input '" + input.name() + "' has the shape " + input.shape()
                        + "; it takes [rows, channels]: reshape it first");
        String layout = units + "x" + extent.channels();
        long size = (long) units * extent.channels();
        return new dev.pex.operator.FullyConnected(
                call.origin(),
                input.id(),
                call.output(),
                call.filter(input, coefficients.weights(), layout, size, units, true),
                call.bias(input, coefficients.bias(), units),
                activation);
    }
}
