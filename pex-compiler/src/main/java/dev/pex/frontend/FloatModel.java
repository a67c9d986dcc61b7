package dev.pex.frontend;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.floats.FloatNetwork;
import dev.pex.tensor.Quantization;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A float network, which is to be quantised.
 *
 * @param stated how tensors are to be quantised, by their id; others follow from samples
 * @param withoutSamples what to report when there are no samples; empty when the weights are random, so that samples
 *     of any kind will do
 */
public record FloatModel(
        FloatNetwork network,
        Map<Integer, Quantization> stated,
        Optional<Diagnostic> withoutSamples,
        List<String> labels)
        implements ReadModel {
    public FloatModel {
        stated = Collections.unmodifiableMap(new TreeMap<>(stated));
        labels = List.copyOf(labels);
    }
}
