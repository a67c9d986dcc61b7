package dev.pex.quantize;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Window;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes small float networks by hand, tensor by tensor. */
final class FloatNetworks {
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final Map<Integer, FloatWeights> weights = new HashMap<>();

    /** A new tensor; gives its id. */
    int tensor(int rows, int columns, int channels) {
        int id = tensors.size();
        tensors.add(new Tensor(
                id,
                "t" + id,
                List.of(1, rows, columns, channels),
                new Extent(rows, columns, channels),
                ElementType.FLOAT32,
                Optional.empty(),
                Optional.empty()));
        return id;
    }

    Origin origin() {
        return new Origin(operators.size(), "OP", "t" + (tensors.size() - 1));
    }

    FloatNetworks add(Operator operator) {
        operators.add(operator);
        return this;
    }

    /** A convolution of one tap; gives the id of its output. */
    int pointwise(int input, Activation activation, float[] filter, float... bias) {
        Extent in = tensors.get(input).extent();
        int output = tensor(in.rows(), in.columns(), bias.length);
        weights.put(operators.size(), new FloatWeights(Floats.copyOf(filter), Floats.copyOf(bias)));
        operators.add(new Conv2d(
                origin(),
                input,
                output,
                Window.valid(in.rows(), 1, 1, 1),
                Window.valid(in.columns(), 1, 1, 1),
                Filter.NONE,
                Ints.copyOf(new int[bias.length]),
                activation));
        return output;
    }

    /** A depthwise convolution of 2x2 taps, SAME; gives the id of its output. */
    int depthwise(int input, Activation activation, float[] filter, float... bias) {
        Extent in = tensors.get(input).extent();
        int output = tensor(in.rows(), in.columns(), bias.length);
        weights.put(operators.size(), new FloatWeights(Floats.copyOf(filter), Floats.copyOf(bias)));
        operators.add(new DepthwiseConv2d(
                origin(),
                input,
                output,
                Window.same(in.rows(), 2, 1, 1),
                Window.same(in.columns(), 2, 1, 1),
                bias.length / in.channels(),
                Filter.NONE,
                Ints.copyOf(new int[bias.length]),
                activation));
        return output;
    }

    FloatNetwork network(List<Integer> inputs, Integer... outputs) {
        return new FloatNetwork(new Graph("hand", tensors, operators, inputs, List.of(outputs)), weights);
    }
}
