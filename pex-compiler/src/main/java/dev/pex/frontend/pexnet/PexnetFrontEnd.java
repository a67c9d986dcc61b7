package dev.pex.frontend.pexnet;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.FrontEnd;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import java.util.List;
import java.util.Optional;

/** Reads the {@code .pexnet} files that networks in Java become. */
public final class PexnetFrontEnd implements FrontEnd {
    /**
     * Whether a file begins as these do: with the version of the format and a name. Other formats are messages of this kind as
     * well (ONNX, saved models of TensorFlow), with another version or no name in this place.
     */
    @Override
    public ReadModel read(String name, String location, byte[] file, Diagnostics diagnostics) {
        Pexnet pexnet = PexnetReader.read(location, file);
        boolean random = pexnet.notes().randomWeights();
        if (random) {
            diagnostics.warning(
                    Code.RANDOM_WEIGHTS,
                    name,
                    "its weights are random: sizes and times are those of the real network, results are not",
                    "name a file of weights when there is one");
        }
        Graph graph = named(pexnet.graph(), name);
        List<String> labels = pexnet.notes().labels();
        if (pexnet.real().isEmpty()) {
            return new QuantizedModel(graph, labels);
        }
        FloatNetwork network = new FloatNetwork(graph, pexnet.real().get().weights());
        Optional<Diagnostic> withoutSamples = random ? Optional.empty() : Optional.of(withoutSamples(location));
        return new FloatModel(network, pexnet.stated(), withoutSamples, labels);
    }

    private static Diagnostic withoutSamples(String location) {
        return Diagnostic.error(
                Code.NO_CALIBRATION,
                location,
                "it is a float network, and there are no samples to quantise it by",
                "give samples with pex.calibration, or with calibration in @PexModel; see docs/QUANTISATION.md");
    }

    private static Graph named(Graph graph, String name) {
        return new Graph(name, graph.tensors(), graph.operators(), graph.inputs(), graph.outputs());
    }
}
