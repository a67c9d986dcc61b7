package dev.pex.dsl.build;

import dev.pex.dsl.weights.RandomWeights;
import dev.pex.dsl.weights.WeightFile;
import dev.pex.dsl.weights.WeightSource;
import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds the weights to a float network. */
final class FloatBuild {
    private FloatBuild() {}

    static FloatNetwork of(Described described, WeightSource source) {
        if (source instanceof RandomWeights random) {
            Learnt learnt = new Learnt.Random(random);
            return new FloatNetwork(graph(described, learnt), weights(described, learnt));
        }
        Lookup lookup = new Lookup(described.graph().name(), (WeightFile) source);
        Learnt learnt = new Learnt.Found(lookup);
        Map<Integer, FloatWeights> weights = weights(described, learnt);
        Graph graph = graph(described, learnt);
        lookup.finish();
        return new FloatNetwork(graph, weights);
    }

    private static Map<Integer, FloatWeights> weights(Described described, Learnt learnt) {
        Map<Integer, FloatWeights> weights = new TreeMap<>();
        Graph graph = described.graph();
        for (int i = 0; i < graph.operators().size(); i++) {
            if (graph.operators().get(i) instanceof Weighted layer) {
                Optional<float[]> filter =
                        learnt.filter(layer, graph.tensor(layer.input()).extent());
                Optional<float[]> bias = described.withoutBias().contains(i)
                        ? Optional.of(new float[layer.bias().size()])
                        : learnt.bias(layer);
                if (filter.isPresent() && bias.isPresent()) {
                    weights.put(i, new FloatWeights(Floats.copyOf(filter.get()), Floats.copyOf(bias.get())));
                }
            }
        }
        return weights;
    }

    private static Graph graph(Described described, Learnt learnt) {
        Graph graph = described.graph();
        List<Tensor> tensors = graph.tensors().stream()
                .map(tensor -> described.parameters().contains(tensor.id()) ? known(tensor, learnt) : tensor)
                .toList();
        return new Graph(graph.name(), tensors, graph.operators(), graph.inputs(), graph.outputs());
    }

    private static Tensor known(Tensor tensor, Learnt learnt) {
        Optional<Bytes> found = learnt.parameter(tensor).map(FloatValues::bytes).or(tensor::constant);
        return new Tensor(
                tensor.id(),
                tensor.name(),
                tensor.shape(),
                tensor.extent(),
                tensor.type(),
                tensor.quantization(),
                found);
    }
}
