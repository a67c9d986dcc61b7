package dev.pex.floatexec;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reduction;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.Weighted;
import dev.pex.tensor.ElementType;
import java.util.List;

/** Computes whole operators in double precision. Tensors are flat and row-major. */
public final class FloatKernels {
    private FloatKernels() {}

    /**
     * The output of one operator of a network.
     *
     * @param index of the operator
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     */
    public static double[] compute(FloatNetwork network, int index, List<double[]> inputs) {
        Graph graph = network.graph();
        Operator operator = graph.operators().get(index);
        if (operator instanceof Weighted layer) {
            double[] output = sums(graph, layer, network.weights(index), inputs.get(0));
            activate(layer.activation(), output);
            return output;
        }
        return unweighted(graph, operator, inputs);
    }

    /** The output of an operator with weights before its activation, for the given weights. */
    public static double[] sums(Graph graph, Weighted layer, FloatWeights weights, double[] input) {
        return FloatLayers.compute(graph, layer, weights, input);
    }

    private static double[] unweighted(Graph graph, Operator operator, List<double[]> inputs) {
        double[] in = inputs.get(0);
        if (operator instanceof Pooling pool) {
            return FloatReductions.pool(graph, pool, in);
        }
        if (operator instanceof Reduction reduction) {
            return FloatReductions.reduce(graph, reduction, in);
        }
        if (operator instanceof ArgMax argMax) {
            return FloatReductions.argMax(graph, argMax, in);
        }
        if (operator instanceof Binary binary) {
            return FloatElementwise.binary(graph, binary, in, inputs.get(1));
        }
        if (operator instanceof TableFunction function) {
            return FloatElementwise.function(function, in);
        }
        if (operator instanceof Prelu prelu) {
            return FloatElementwise.prelu(graph, prelu, in, inputs.get(1));
        }
        if (operator instanceof Softmax softmax) {
            return FloatElementwise.softmax(graph, softmax, in);
        }
        if (operator instanceof Cast cast) {
            return FloatElementwise.cast(in, graph.outputOf(cast).type() == ElementType.FLOAT32);
        }
        if (operator instanceof Pad pad) {
            return FloatMovements.pad(graph, pad, in);
        }
        if (operator instanceof Transpose transpose) {
            return FloatMovements.transpose(graph, transpose, in);
        }
        if (operator instanceof Gather gather) {
            return FloatMovements.gather(graph, gather, in);
        }
        if (operator instanceof Movement movement) {
            return FloatMovements.move(graph, movement, inputs);
        }
        // Quantisation changes how a value is stored, not the value.
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
