package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;

/**
 * What post-training quantisation makes.
 *
 * @param real the network in real numbers as it was quantised: activations fused, channels equalised
 * @param graph the same network in int8; tensors of {@code real} have the same ids in it, and operators the same
 *     outputs, between them may be requantisations
 */
public record QuantizedNetwork(FloatNetwork real, Graph graph) {}
