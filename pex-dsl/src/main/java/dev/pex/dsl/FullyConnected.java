package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.FilterForm;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/**
 * The options of a fully connected operator: every row of the input makes a row of the output. By default it has no bias and no
 * activation. With a quantised input its weights are required; with a float32 input {@link Network#weights} supplies them.
 * Values are immutable: every method makes a changed copy.
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

    Operator operator(Call call, Tensor input) {
        call.require(units > 0, units + " units are not positive");
        Extent extent = input.extent();
        call.require(
                extent.columns() == 1,
                "its input '" + input.name() + "' has the shape " + input.shape()
                        + "; it takes [rows, channels]: reshape it first");
        FilterForm form = FilterForm.of(units, units, extent.channels()).mayHaveZeroPoint();
        return new dev.pex.operator.FullyConnected(
                call.origin(),
                input.id(),
                call.output(),
                form.filter(call, input, coefficients.filter()),
                form.bias(call, input, coefficients.bias()),
                activation);
    }
}
