package dev.pex.dsl;

import dev.pex.tensor.Ints;
import java.util.Optional;

/**
 * Weights and bias of an operator, as far as they stand in the code.
 *
 * @param bias one per output channel
 * @param biased whether a network of real numbers looks up a bias
 */
public record Coefficients(Optional<Weights> weights, Optional<Ints> bias, boolean biased) {
    /** Those of a file, with a bias. */
    static final Coefficients OF_FILE = new Coefficients(Optional.empty(), Optional.empty(), true);
}
