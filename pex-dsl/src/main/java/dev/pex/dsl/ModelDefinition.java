package dev.pex.dsl;

/** A model that is described in Java; the annotation processor writes one for every {@code @PexModel}. */
public interface ModelDefinition {
    ModelSettings settings();

    /** Describes the layers. */
    void define(Network net);

    /**
     * The described network, with the weights that the settings name.
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
}
