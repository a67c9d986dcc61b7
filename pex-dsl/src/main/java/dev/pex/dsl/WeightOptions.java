package dev.pex.dsl;

import dev.pex.tensor.Ints;
import java.util.Optional;

/**
 * What the operators with weights share: where those come from. A quantised network says them in the code; in real numbers
 * {@link Network#weights} names them.
 *
 * @param <T> the operator's own options, of which every method makes a changed copy
 */
public sealed interface WeightOptions<T> permits Conv2d, DepthwiseConv2d, FullyConnected, TransposeConv2d {
    Coefficients coefficients();

    T with(Coefficients changed);

    /** In a quantised network, the weights, in the order that the operator's options tell. */
    default T weights(Weights changed) {
        Coefficients now = coefficients();
        return with(new Coefficients(Optional.of(changed), now.bias(), now.biased()));
    }

    /** In a quantised network, one bias per output channel, in units of input scale x weight scale. */
    default T bias(int... changed) {
        Coefficients now = coefficients();
        return with(new Coefficients(now.weights(), Optional.of(Ints.copyOf(changed)), now.biased()));
    }

    /** In a network of real numbers, without a bias to look up. */
    default T withoutBias() {
        return with(new Coefficients(coefficients().weights(), Optional.empty(), false));
    }
}
