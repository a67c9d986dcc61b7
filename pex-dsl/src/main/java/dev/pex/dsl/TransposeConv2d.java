package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.FilterForm;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/**
 * The options of a transposed 2-D convolution. By default it is 1 x 1 with stride 1, without padding, bias and activation. With
 * a quantised input its weights are required; with a float32 input {@link Network#weights} supplies them. With SAME padding the
 * output has stride times the rows and columns of the input. Otherwise it has all rows and columns that the inputs reach, and
 * at least as many as with SAME. {@link #output} states other numbers. Values are immutable: every method makes a changed copy.
 *
 * @param filters output channels
 * @param rows rows of the output; 0 for as many as follow
 * @param columns columns of the output; 0 for as many as follow
 * @param coefficients weights in the order [filter][kernel row][kernel column][input channel]
 */
public record TransposeConv2d(
        int filters, Sliding sliding, int rows, int columns, Coefficients coefficients, Activation activation)
        implements WindowOptions<TransposeConv2d>, WeightOptions<TransposeConv2d> {

    public static TransposeConv2d filters(int filters) {
        return new TransposeConv2d(filters, Sliding.kernel(1, 1), 0, 0, Coefficients.OF_FILE, Activation.NONE);
    }

    public TransposeConv2d kernel(int rows, int columns) {
        return with(sliding.resized(rows, columns));
    }

    /** The rows and columns of the output, where a model has others than those that follow from the input. */
    public TransposeConv2d output(int rows, int columns) {
        return new TransposeConv2d(filters, sliding, rows, columns, coefficients, activation);
    }

    @Override
    public TransposeConv2d with(Sliding changed) {
        return new TransposeConv2d(filters, changed, rows, columns, coefficients, activation);
    }

    @Override
    public TransposeConv2d with(Coefficients changed) {
        return new TransposeConv2d(filters, sliding, rows, columns, changed, activation);
    }

    public TransposeConv2d activation(Activation changed) {
        return new TransposeConv2d(filters, sliding, rows, columns, coefficients, changed);
    }

    Operator operator(Call call, Tensor input) {
        call.requireImage(input);
        call.require(filters > 0, filters + " filters are not positive");
        Extent extent = input.extent();
        call.require(rows >= 0 && columns >= 0, "its output " + rows + "x" + columns + " is not positive");
        Sliding.TransposedWindows windows = sliding.transposedOver(call, extent, rows, columns);
        FilterForm form =
                FilterForm.of(filters, filters, sliding.kernelRows(), sliding.kernelColumns(), extent.channels());
        return new dev.pex.operator.TransposeConv2d(
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
