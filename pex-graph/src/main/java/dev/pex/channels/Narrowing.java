package dev.pex.channels;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.KeptChannels;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Removes channels from networks, or gives them copies of some. If the weights of a network that read removed channels are
 * zero, the narrower one makes the same outputs, to the bit when it is an int8 network; so does the wider one if the weights
 * that read copies become zero. Tensors and operators keep their numbers.
 */
public final class Narrowing {
    private final Graph graph;
    private final Kept kept;

    private Narrowing(Graph graph, Kept kept) {
        this.graph = graph;
        this.kept = kept;
    }

    /**
     * A network with the kept channels alone.
     *
     * @throws IllegalArgumentException when an operator has no meaning without the others, or with copies
     */
    public static Graph of(Graph graph, Kept kept) {
        return new Narrowing(graph, kept).narrowed();
    }

    /** The same for a float network. */
    public static FloatNetwork of(FloatNetwork network, Kept kept) {
        Graph graph = network.graph();
        Map<Integer, FloatWeights> weights = new HashMap<>();
        network.weights().forEach((index, whole) -> {
            Weighted layer = (Weighted) graph.operators().get(index);
            KeptChannels channels = kept.of(layer);
            int inputs = graph.tensor(layer.input()).extent().channels();
            Ints indices = layer.keptWeights(whole.filter().size(), inputs, channels);
            weights.put(
                    index,
                    new FloatWeights(
                            whole.filter().select(indices), whole.bias().select(channels.output())));
        });
        return new FloatNetwork(of(graph, kept), weights);
    }

    private Graph narrowed() {
        List<Operator> operators = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            operators.add(operator.withChannels(graph, kept.of(operator))
                    .orElseThrow(() ->
                            new IllegalArgumentException(operator.origin() + " has no meaning with other channels")));
        }
        List<Tensor> tensors = graph.tensors().stream().map(this::narrowed).toList();
        Graph narrow = new Graph(graph.name(), tensors, operators, graph.inputs(), graph.outputs(), graph.states());
        for (int i = 0; i < operators.size(); i++) {
            for (int operand = 0; operand < operators.get(i).inputs().size(); operand++) {
                requireSameReads(narrow, i, operand);
            }
        }
        return narrow;
    }

    private Tensor narrowed(Tensor tensor) {
        Ints channels = kept.channels().get(tensor.id());
        int before = tensor.extent().channels();
        if (channels.equals(Ints.range(before))) {
            return tensor;
        }
        List<Integer> shape = new ArrayList<>(tensor.shape());
        shape.set(shape.size() - 1, channels.size());
        Extent extent = tensor.extent().with(Axis.CHANNELS, channels.size());
        return new Tensor(
                tensor.id(),
                tensor.name(),
                shape,
                extent,
                tensor.type(),
                tensor.quantization(),
                tensor.constant().map(bytes -> select(bytes, tensor, channels)));
    }

    private static Bytes select(Bytes whole, Tensor tensor, Ints channels) {
        int before = tensor.extent().channels();
        int[] elements = IntStream.range(0, tensor.extent().elements() / before)
                .flatMap(pixel -> Arrays.stream(channels.toArray()).map(channel -> pixel * before + channel))
                .toArray();
        return whole.select(Ints.copyOf(elements), tensor.type().bytes());
    }

    /** Each channel of an output must read the channels that it read before, as far as they are kept, or copies of them. */
    private void requireSameReads(Graph narrow, int index, int operand) {
        Operator before = graph.operators().get(index);
        Operator after = narrow.operators().get(index);
        Ints outputs = kept.channels().get(before.output());
        Ints inputs = kept.channels().get(before.inputs().get(operand));
        for (int i = 0; i < outputs.size(); i++) {
            Range old = channelsRead(graph, before, operand, outputs.get(i));
            Range now = channelsRead(narrow, after, operand, i);
            IntStream read =
                    IntStream.range(now.start(), now.end()).map(inputs::get).distinct();
            IntStream expected = Arrays.stream(inputs.toArray())
                    .distinct()
                    .filter(channel -> old.start() <= channel && channel < old.end());
            if (!Arrays.equals(read.toArray(), expected.toArray())) {
                throw new IllegalArgumentException(
                        before.origin() + " reads other channels of operand " + operand + " than before");
            }
        }
    }

    private static Range channelsRead(Graph graph, Operator operator, int operand, int channel) {
        Part whole = Part.whole(graph.outputOf(operator).extent());
        return operator.reads(graph, operand, whole.with(Axis.CHANNELS, new Range(channel, channel + 1)))
                .channels();
    }
}
