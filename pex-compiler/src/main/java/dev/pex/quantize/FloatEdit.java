package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Float networks with other operators. */
final class FloatEdit {
    private FloatEdit() {}

    /** An operator and its weights. */
    record Layer(Operator operator, Optional<FloatWeights> weights) {}

    static List<Layer> layers(FloatNetwork network) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < network.graph().operators().size(); i++) {
            layers.add(new Layer(
                    network.graph().operators().get(i),
                    Optional.ofNullable(network.weights().get(i))));
        }
        return layers;
    }

    /** The network with other layers; tensors that no layer refers to are dropped, the others get new ids. */
    static FloatNetwork rebuilt(FloatNetwork network, List<Layer> layers) {
        Graph graph = network.graph();
        Set<Integer> used = new TreeSet<>(graph.inputs());
        used.addAll(graph.outputs());
        for (Layer layer : layers) {
            used.addAll(layer.operator().inputs());
            used.add(layer.operator().output());
        }
        Map<Integer, Integer> ids = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (int id : used) {
            Tensor t = graph.tensor(id);
            ids.put(id, tensors.size());
            tensors.add(new Tensor(
                    tensors.size(), t.name(), t.shape(), t.extent(), t.type(), t.quantization(), t.constant()));
        }
        List<Operator> operators = new ArrayList<>();
        Map<Integer, FloatWeights> weights = new HashMap<>();
        for (Layer layer : layers) {
            Operator old = layer.operator();
            layer.weights().ifPresent(own -> weights.put(operators.size(), own));
            operators.add(old.withTensors(
                    renumbered(old.inputs(), ids),
                    renumbered(List.of(old.output()), ids).get(0)));
        }
        Graph rebuilt = new Graph(
                graph.name(), tensors, operators, renumbered(graph.inputs(), ids), renumbered(graph.outputs(), ids));
        return new FloatNetwork(rebuilt, weights);
    }

    private static List<Integer> renumbered(List<Integer> tensors, Map<Integer, Integer> ids) {
        return tensors.stream().map(id -> ids.getOrDefault(id, -1)).toList();
    }
}
