package dev.pex.testing;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.Weighted;
import dev.pex.quantize.Values;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Float networks made from quantised ones: each number becomes the real one that it stands for. */
public final class FloatValues {
    private FloatValues() {}

    public static FloatNetwork of(Graph graph) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : graph.tensors()) {
            tensors.add(tensor.type().isQuantized() ? real(tensor) : tensor);
        }
        List<Operator> operators = new ArrayList<>();
        Map<Integer, FloatWeights> weights = new HashMap<>();
        for (Operator operator : graph.operators()) {
            if (operator instanceof Weighted layer) {
                weights.put(operators.size(), weights(graph, layer));
                operators.add(withoutWeights(layer));
            } else {
                operators.add(operator instanceof Pad pad ? real(graph, pad) : operator);
            }
        }
        Graph real = new Graph(graph.name(), tensors, operators, graph.inputs(), graph.outputs());
        return new FloatNetwork(real, weights);
    }

    private static Tensor real(Tensor t) {
        Tensor plain = new Tensor(
                t.id(), t.name(), t.shape(), t.extent(), ElementType.FLOAT32, Optional.empty(), Optional.empty());
        Optional<Bytes> constant = t.constant().map(bytes -> real(t, plain, bytes));
        return new Tensor(t.id(), t.name(), t.shape(), t.extent(), ElementType.FLOAT32, Optional.empty(), constant);
    }

    private static Bytes real(Tensor quantized, Tensor plain, Bytes bytes) {
        return Bytes.copyOf(Values.encode(plain, Values.decode(quantized, bytes.toArray())));
    }

    private static Pad real(Graph graph, Pad pad) {
        Tensor made = graph.outputOf(pad);
        Optional<Bytes> value =
                pad.value().map(bytes -> made.type().isQuantized() ? real(made, real(made), bytes) : bytes);
        return new Pad(pad.origin(), pad.input(), pad.output(), pad.before(), pad.after(), value);
    }

    private static FloatWeights weights(Graph graph, Weighted layer) {
        Filter filter = layer.filter();
        int channels = layer.bias().size();
        float[] weights = new float[filter.weights().size()];
        boolean last = layer instanceof DepthwiseConv2d;
        // As in the reference, a zero point counts only in fully connected layers with one scale.
        int zeroPoint = layer instanceof FullyConnected && filter.scales().size() == 1 ? filter.zeroPoint() : 0;
        for (int i = 0; i < weights.length; i++) {
            int channel = last ? i % channels : i / (weights.length / channels);
            weights[i] = filter.scale(channel) * (filter.weights().get(i) - zeroPoint);
        }
        float[] bias = new float[channels];
        for (int k = 0; k < channels; k++) {
            double unit = (double) graph.tensor(layer.input()).scale() * filter.scale(k);
            bias[k] = (float) (unit * layer.bias().get(k));
        }
        return new FloatWeights(Floats.copyOf(weights), Floats.copyOf(bias));
    }

    private static Operator withoutWeights(Weighted layer) {
        Ints bias = Ints.copyOf(new int[layer.bias().size()]);
        if (layer instanceof Conv2d c) {
            return new Conv2d(
                    c.origin(), c.input(), c.output(), c.rows(), c.columns(), Filter.NONE, bias, c.activation());
        }
        if (layer instanceof DepthwiseConv2d c) {
            return new DepthwiseConv2d(
                    c.origin(),
                    c.input(),
                    c.output(),
                    c.rows(),
                    c.columns(),
                    c.multiplier(),
                    Filter.NONE,
                    bias,
                    c.activation());
        }
        if (layer instanceof FullyConnected c) {
            return new FullyConnected(c.origin(), c.input(), c.output(), Filter.NONE, bias, c.activation());
        }
        TransposeConv2d c = (TransposeConv2d) layer;
        return new TransposeConv2d(
                c.origin(), c.input(), c.output(), c.rows(), c.columns(), Filter.NONE, bias, c.activation());
    }
}
