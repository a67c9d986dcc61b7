package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;

/**
 * The options of an average pooling. By default it has stride 1, no padding and no activation. Values are immutable: every
 * method makes a changed copy.
 */
public record AveragePool2d(Sliding sliding, Activation activation) implements WindowOptions<AveragePool2d> {

    public static AveragePool2d kernel(int rows, int columns) {
        return new AveragePool2d(Sliding.kernel(rows, columns), Activation.NONE);
    }

    @Override
    public AveragePool2d with(Sliding changed) {
        return new AveragePool2d(changed, activation);
    }

    public AveragePool2d activation(Activation changed) {
        return new AveragePool2d(sliding, changed);
    }

    Operator operator(Call call, Tensor input) {
        call.requireImage(input);
        call.require(sliding.dilationRows() == 1 && sliding.dilationColumns() == 1, "a pooling window has no dilation");
        Sliding.Windows windows = sliding.over(call, input.extent());
        return new dev.pex.operator.AveragePool2d(
                call.origin(), input.id(), call.output(), windows.rows(), windows.columns(), activation);
    }
}
