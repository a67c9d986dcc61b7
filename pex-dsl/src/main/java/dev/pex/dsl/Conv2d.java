package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.FilterForm;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/**
 * The options of a 2-D convolution. By default it is 1 x 1 with stride 1, without padding, bias and activation. With a
 * quantised input its weights are required; with a float32 input {@link Network#weights} supplies them. Values are immutable:
 * every method makes a changed copy.
 *
 * @param filters output channels
 * @param coefficients weights in the order [filter][kernel row][kernel column][input channel]
 */
public record Conv2d(int filters, Sliding sliding, Coefficients coefficients, Activation activation)
        implements WindowOptions<Conv2d>, WeightOptions<Conv2d> {

    public static Conv2d filters(int filters) {
        return new Conv2d(filters, Sliding.kernel(1, 1), Coefficients.OF_FILE, Activation.NONE);
    }

    public Conv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    public Conv2d dilation(int rows, int columns) {
        return with(sliding.dilation(rows, columns));
    }

    @Override
    public Conv2d with(Sliding changed) {
        return new Conv2d(filters, changed, coefficients, activation);
    }

    @Override
    public Conv2d with(Coefficients changed) {
        return new Conv2d(filters, sliding, changed, activation);
    }

    public Conv2d activation(Activation changed) {
        return new Conv2d(filters, sliding, coefficients, changed);
    }

    Operator operator(Call call, Tensor input) {
        call.requireImage(input);
        call.require(filters > 0, filters + " filters are not positive");
        Extent extent = input.extent();
        Sliding.Windows windows = sliding.over(call, extent);
        FilterForm form =
                FilterForm.of(filters, filters, sliding.kernelRows(), sliding.kernelColumns(), extent.channels());
        return new dev.pex.operator.Conv2d(
                call.origin(),
                input.id(),
                call.output(),
                windows.rows(),
                windows.columns(),
                form.filter(call, input, coefficients.filter()),
                form.bias(call, input, coefficients.bias()),
                activation);
    }
}
