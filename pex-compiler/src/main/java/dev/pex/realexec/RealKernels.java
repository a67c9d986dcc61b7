package dev.pex.realexec;

import dev.pex.graph.Activation;
import dev.pex.graph.ElementType;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.ArgMax;
import dev.pex.graph.Operator.Binary;
import dev.pex.graph.Operator.Cast;
import dev.pex.graph.Operator.Dequantize;
import dev.pex.graph.Operator.Function;
import dev.pex.graph.Operator.Gather;
import dev.pex.graph.Operator.Movement;
import dev.pex.graph.Operator.Pad;
import dev.pex.graph.Operator.Pooling;
import dev.pex.graph.Operator.Prelu;
import dev.pex.graph.Operator.Quantize;
import dev.pex.graph.Operator.Reduction;
import dev.pex.graph.Operator.Requantize;
import dev.pex.graph.Operator.Reshape;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Operator.Transpose;
import dev.pex.real.RealNetwork;
import dev.pex.real.RealWeights;
import java.util.List;

/** Computes whole operators in real numbers. Tensors are flat and row-major. */
public final class RealKernels {
    private RealKernels() {}

    /**
     * The output of one operator of a network.
     *
     * @param index of the operator
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     */
    public static double[] compute(RealNetwork network, int index, List<double[]> inputs) {
        Graph graph = network.graph();
        Operator operator = graph.operators().get(index);
        if (operator instanceof Operator.Weighted layer) {
            double[] output = sums(graph, layer, network.weights(index), inputs.get(0));
            activate(layer.activation(), output);
            return output;
        }
        return unweighted(graph, operator, inputs);
    }

    /** What an operator with weights sums up before its activation, for weights of the caller's choice. */
    public static double[] sums(Graph graph, Operator.Weighted layer, RealWeights weights, double[] input) {
        return WeightedReals.compute(graph, layer, weights, input);
    }

    private static double[] unweighted(Graph graph, Operator operator, List<double[]> inputs) {
        double[] in = inputs.get(0);
        if (operator instanceof Pooling pool) {
            return ReducedReals.pool(graph, pool, in);
        }
        if (operator instanceof Reduction reduction) {
            return ReducedReals.reduce(graph, reduction, in);
        }
        if (operator instanceof ArgMax argMax) {
            return ReducedReals.argMax(graph, argMax, in);
        }
        if (operator instanceof Binary binary) {
            return ElementReals.binary(graph, binary, in, inputs.get(1));
        }
        if (operator instanceof Function function) {
            return ElementReals.function(function, in);
        }
        if (operator instanceof Prelu prelu) {
            return ElementReals.prelu(graph, prelu, in, inputs.get(1));
        }
        if (operator instanceof Softmax softmax) {
            return ElementReals.softmax(graph, softmax, in);
        }
        if (operator instanceof Cast cast) {
            return ElementReals.cast(in, graph.outputOf(cast).type() == ElementType.FLOAT32);
        }
        if (operator instanceof Pad pad) {
            return MovedReals.pad(graph, pad, in);
        }
        if (operator instanceof Transpose transpose) {
            return MovedReals.transpose(graph, transpose, in);
        }
        if (operator instanceof Gather gather) {
            return MovedReals.gather(graph, gather, in);
        }
        if (operator instanceof Movement movement) {
            return MovedReals.move(graph, movement, inputs);
        }
        // Quantisation changes how a real number is stored, not which one it is.
        if (operator instanceof Reshape
                || operator instanceof Quantize
                || operator instanceof Requantize
                || operator instanceof Dequantize) {
            return in.clone();
        }
        throw new IllegalStateException("no kernel for " + operator.origin());
    }

    /** Limits values to the range of a fused activation. */
    static void activate(Activation activation, double[] values) {
        if (activation == Activation.NONE) {
            return;
        }
        double lowest = activation == Activation.RELU_N1_TO_1 ? -1 : 0;
        double highest = switch (activation) {
            case RELU6 -> 6;
            case RELU_N1_TO_1 -> 1;
            case NONE, RELU -> Double.POSITIVE_INFINITY;
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(Math.max(values[i], lowest), highest);
        }
    }
}
