package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.FilterForm;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/**
 * The options of a depthwise 2-D convolution. By default it makes one output channel per input channel, with stride 1, without
 * padding, bias and activation. With a quantised input its weights are required; with a float32 input {@link Network#weights}
 * supplies them. Values are immutable: every method makes a changed copy.
 *
 * @param multiplier output channels per input channel
 * @param coefficients weights in the order [kernel row][kernel column][output channel]
 */
public record DepthwiseConv2d(int multiplier, Sliding sliding, Coefficients coefficients, Activation activation)
        implements WindowOptions<DepthwiseConv2d>, WeightOptions<DepthwiseConv2d> {

    public static DepthwiseConv2d kernel(int rows, int columns) {
        Sliding sliding = Sliding.kernel(rows, columns);
        return new DepthwiseConv2d(1, sliding, Coefficients.OF_FILE, Activation.NONE);
    }

    public DepthwiseConv2d multiplier(int changed) {
        return new DepthwiseConv2d(changed, sliding, coefficients, activation);
    }

    public DepthwiseConv2d dilation(int rows, int columns) {
        return with(sliding.dilation(rows, columns));
    }

    @Override
    public DepthwiseConv2d with(Sliding changed) {
        return new DepthwiseConv2d(multiplier, changed, coefficients, activation);
    }

    @Override
    public DepthwiseConv2d with(Coefficients changed) {
        return new DepthwiseConv2d(multiplier, sliding, changed, activation);
    }

    public DepthwiseConv2d activation(Activation changed) {
        return new DepthwiseConv2d(multiplier, sliding, coefficients, changed);
    }

    Operator operator(Call call, Tensor input) {
        call.requireImage(input);
        call.require(multiplier > 0, "multiplier " + multiplier + " is not positive");
        Extent extent = input.extent();
        long channels = (long) extent.channels() * multiplier;
        call.require(channels <= Integer.MAX_VALUE, channels + " output channels are too many");
        Sliding.Windows windows = sliding.over(call, extent);
        FilterForm form = FilterForm.of((int) channels, sliding.kernelRows(), sliding.kernelColumns(), (int) channels);
        return new dev.pex.operator.DepthwiseConv2d(
                call.origin(),
                input.id(),
                call.output(),
                windows.rows(),
                windows.columns(),
                multiplier,
                form.filter(call, input, coefficients.filter()),
                form.bias(call, input, coefficients.bias()),
                activation);
    }
}
