package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;

/**
 * The result of post-training quantisation.
 *
 * @param real the float network as it was quantised: activations fused, channels equalised
 * @param graph the same network in int8; the tensors of {@code real} have the same ids in it, and the operators have the same
 *     outputs; requantisations may lie between them
 */
public record QuantizedNetwork(FloatNetwork real, Graph graph) {}
