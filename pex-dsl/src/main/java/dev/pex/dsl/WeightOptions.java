package dev.pex.dsl;

import dev.pex.tensor.Ints;
import java.util.Optional;

/**
 * The options that operators with weights share: where the weights come from. In a quantised network the code states them; in a
 * float network {@link Network#weights} supplies them.
 *
 * @param <T> the operator's own options; every method makes a changed copy
 */
public sealed interface WeightOptions<T> permits Conv2d, DepthwiseConv2d, FullyConnected, TransposeConv2d {
    Coefficients coefficients();

    T with(Coefficients changed);

    /** The weights in a quantised network, in the order that the operator's options state. */
    default T weights(Weights changed) {
        Coefficients now = coefficients();
        return with(new Coefficients(Optional.of(changed), now.bias(), now.biased()));
    }

    /** One bias per output channel in a quantised network, in units of input scale x weight scale. */
    default T bias(int... changed) {
        Coefficients now = coefficients();
        return with(new Coefficients(now.weights(), Optional.of(Ints.copyOf(changed)), now.biased()));
    }

    /** No bias to look up in a float network. */
    default T withoutBias() {
        return with(new Coefficients(coefficients().weights(), Optional.empty(), false));
    }
}
