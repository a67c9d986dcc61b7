package built;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.*;
import dev.pex.dsl.annotation.PexModel;

/** Anomaly detection: what it cannot reconstruct is unusual. */
@PexModel(weights = "autoencoder.safetensors")
public final class Autoencoder {
    static void define(Network net) {
        Node x = net.input("spectrum", Shape.of(1, 192));
        x = x.fullyConnected("narrow", FullyConnected.units(64).activation(RELU));
        x = x.fullyConnected("narrower", FullyConnected.units(64).activation(RELU));
        x = x.fullyConnected("code", FullyConnected.units(8).activation(RELU));
        x = x.fullyConnected("wide", FullyConnected.units(64).activation(RELU));
        x = x.fullyConnected("wider", FullyConnected.units(64).activation(RELU));
        net.output(x.fullyConnected("reconstruction", FullyConnected.units(192)));
    }
}
