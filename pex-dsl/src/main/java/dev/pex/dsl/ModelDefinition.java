package dev.pex.dsl;

import dev.pex.dsl.weights.RandomWeights;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightSource;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import java.util.Optional;

/** A model described in Java; the annotation processor writes one for every {@code @PexModel}. */
public interface ModelDefinition {
    ModelSettings settings();

    /** Describes the layers. */
    void define(Network net);

    /**
     * The described network, with the weights of the settings.
     *
     * @throws DslException for a mistake in the description
     * @throws dev.pex.diagnostic.DiagnosticException for weights that cannot be read
     */
    default Network network(ProjectFiles files) {
        ModelSettings settings = settings();
        Network net = Network.named(settings.name(), files);
        if (!settings.weights().isEmpty()) {
            net.weights(settings.weights(), settings.layout());
        }
        settings.randomSeed().ifPresent(net::randomWeights);
        define(net);
        return net;
    }

    /**
     * The described network as the content of a {@code .pexnet} file: quantised when the description or the weights are
     * quantised, otherwise a float network.
     *
     * @throws DslException for a mistake in the description
     * @throws dev.pex.diagnostic.DiagnosticException for weights that cannot be read or do not fit
     */
    default byte[] pexnet(ProjectFiles files) {
        Network net = network(files);
        Optional<WeightSource> weights = net.weights();
        ModelSettings settings = settings();
        Pexnet.Notes notes = new Pexnet.Notes(
                weights.map(WeightSource::description).orElse(""),
                weights.filter(RandomWeights.class::isInstance).isPresent(),
                settings.target(),
                settings.arenaBudget(),
                settings.labels(),
                settings.calibration());
        if (!net.isReal()) {
            return PexnetWriter.bytes(Pexnet.of(net.build(), notes));
        }
        boolean quantized = weights.filter(source -> source instanceof WeightFile file && file.isQuantized())
                .isPresent();
        return PexnetWriter.bytes(
                quantized ? Pexnet.of(net.quantized(), notes) : Pexnet.of(net.real(), net.stated(), notes));
    }
}
