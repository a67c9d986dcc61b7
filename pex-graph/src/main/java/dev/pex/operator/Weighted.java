package dev.pex.operator;

import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;

/**
 * Operators that sum up products with weights: {@code sum((x - zeroPoint) * w) + bias}, requantised.
 * The order of the weights in the filter is the operator's own.
 */
public interface Weighted extends Unary {
    Filter filter();

    /** One int32 per output channel, in units of input scale x filter scale. */
    Ints bias();

    Activation activation();
}
