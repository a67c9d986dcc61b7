package dev.pex.dsl;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.Optional;

/**
 * Weights and bias of an operator, as far as the code states them.
 *
 * @param weights int8 weights of a quantised network
 * @param bias one element per output channel, in units of input scale x weight scale
 * @param biased whether a float network looks up a bias
 */
public record Coefficients(Optional<Weights> weights, Optional<Ints> bias, boolean biased) {
    /** Weights and bias of a file. */
    static final Coefficients OF_FILE = new Coefficients(Optional.empty(), Optional.empty(), true);

    Optional<Filter> filter() {
        return weights.map(given -> new Filter(given.values(), given.scales(), given.zeroPoint()));
    }
}
