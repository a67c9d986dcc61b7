package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Activated;
import dev.pex.operator.Activation;
import dev.pex.operator.Operator;
import dev.pex.operator.TableFunction;
import dev.pex.quantize.FloatEdit.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fuses rectifiers into the layers before them, where nothing else reads those. The 256 int8 values then need not cover the
 * range that the rectifier cuts off.
 */
final class FusedActivations {
    private FusedActivations() {}

    /**
     * The network with fused activations.
     *
     * @param kept names of tensors that stay, because their quantisation is stated
     */
    static FloatNetwork of(FloatNetwork network, Set<String> kept) {
        Graph graph = network.graph();
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : FloatEdit.layers(network)) {
            Operator operator = layer.operator();
            Optional<Activation> activation = activation(operator);
            int source = operator.inputs().get(0);
            boolean single = graph.consumers(source).size() == 1
                    && !graph.outputs().contains(source)
                    && !kept.contains(graph.tensor(source).name())
                    && activation.isPresent();
            int producer = single ? producer(layers, source) : -1;
            Optional<Operator> fused =
                    producer < 0 ? Optional.empty() : fused(layers.get(producer).operator(), activation.orElseThrow());
            if (fused.isPresent()) {
                Operator whole = fused.get().withTensors(fused.get().inputs(), operator.output());
                layers.set(producer, new Layer(whole, layers.get(producer).weights()));
            } else {
                layers.add(layer);
            }
        }
        return FloatEdit.rebuilt(network, layers);
    }

    private static int producer(List<Layer> layers, int tensor) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).operator().output() == tensor) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Activation> activation(Operator operator) {
        return operator instanceof TableFunction function ? function.asActivation() : Optional.empty();
    }

    /** The operator with an activation fused to it; empty when it has one already, or takes none. */
    private static Optional<Operator> fused(Operator operator, Activation activation) {
        return operator instanceof Activated plain && plain.activation() == Activation.NONE
                ? Optional.of(plain.withActivation(activation))
                : Optional.empty();
    }
}
