package dev.pex.floats;

import dev.pex.tensor.Floats;

/**
 * The weights of a layer of a float network.
 *
 * @param filter in the order of the filter of the operator that owns it, as {@link dev.pex.operator.Operator} states it
 * @param bias one per output channel
 */
public record FloatWeights(Floats filter, Floats bias) {}
