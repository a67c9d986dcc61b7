package dev.pex.real;

import dev.pex.graph.Floats;

/**
 * What a layer has learnt, in real numbers.
 *
 * @param filter in the order of the filter of the operator that owns it, as {@link dev.pex.graph.Operator} states it
 * @param bias one per output channel
 */
public record RealWeights(Floats filter, Floats bias) {}
