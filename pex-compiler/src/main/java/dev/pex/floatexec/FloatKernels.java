package dev.pex.floatexec;

import dev.pex.floats.FloatNetwork;
import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Custom;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorVisitor;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reduction;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.Weighted;
import dev.pex.tensor.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Computes whole operators in double precision. Tensors are flat and row-major. Conversions copy, because quantisation changes
 * how a value is stored, not the value.
 */
public final class FloatKernels implements OperatorVisitor<double[]> {
    private final Graph graph;

    /** The weights of the operator, when it has some. */
    private final Optional<FloatWeights> weights;

    private final List<double[]> inputs;

    private FloatKernels(Graph graph, Optional<FloatWeights> weights, List<double[]> inputs) {
        this.graph = graph;
        this.weights = weights;
        this.inputs = inputs;
    }

    /**
     * The output of one operator of a network.
     *
     * @param index of the operator
     * @param inputs the whole operands, constants included, in the order of {@link Operator#inputs()}
     */
    public static double[] compute(FloatNetwork network, int index, List<double[]> inputs) {
        Graph graph = network.graph();
        Optional<FloatWeights> weights = Optional.ofNullable(network.weights().get(index));
        return graph.operators().get(index).accept(new FloatKernels(graph, weights, inputs));
    }

    /** The output of an operator with weights before its activation, for the given weights. */
    public static double[] sums(Graph graph, Weighted layer, FloatWeights weights, double[] input) {
        return FloatLayers.compute(graph, layer, weights, input);
    }

    private double[] layer(Weighted layer) {
        double[] output = sums(graph, layer, weights.orElseThrow(), inputs.get(0));
        activate(layer.activation(), output);
        return output;
    }

    /** Limits values to the range of an activation. */
    static void activate(Activation activation, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = activation.limit(values[i]);
        }
    }

    @Override
    public double[] conv2d(Conv2d operator) {
        return layer(operator);
    }

    @Override
    public double[] depthwiseConv2d(DepthwiseConv2d operator) {
        return layer(operator);
    }

    @Override
    public double[] transposeConv2d(TransposeConv2d operator) {
        return layer(operator);
    }

    @Override
    public double[] fullyConnected(FullyConnected operator) {
        return layer(operator);
    }

    @Override
    public double[] averagePool2d(AveragePool2d operator) {
        return FloatReductions.average(graph, operator, inputs.get(0));
    }

    @Override
    public double[] maxPool2d(MaxPool2d operator) {
        return FloatReductions.maximum(graph, operator, inputs.get(0));
    }

    @Override
    public double[] binary(Binary operator) {
        return FloatElementwise.binary(graph, operator, inputs.get(0), inputs.get(1));
    }

    @Override
    public double[] reduction(Reduction operator) {
        return FloatReductions.reduce(graph, operator, inputs.get(0));
    }

    @Override
    public double[] tableFunction(TableFunction operator) {
        return Arrays.stream(inputs.get(0)).map(operator::compute).toArray();
    }

    @Override
    public double[] prelu(Prelu operator) {
        return FloatElementwise.prelu(graph, operator, inputs.get(0), inputs.get(1));
    }

    @Override
    public double[] softmax(Softmax operator) {
        return FloatElementwise.softmax(graph, operator, inputs.get(0));
    }

    @Override
    public double[] argMax(ArgMax operator) {
        return FloatReductions.argMax(graph, operator, inputs.get(0));
    }

    @Override
    public double[] quantize(Quantize operator) {
        return inputs.get(0).clone();
    }

    @Override
    public double[] requantize(Requantize operator) {
        return inputs.get(0).clone();
    }

    @Override
    public double[] dequantize(Dequantize operator) {
        return inputs.get(0).clone();
    }

    @Override
    public double[] cast(Cast operator) {
        return FloatElementwise.cast(inputs.get(0), graph.outputOf(operator).type() == ElementType.FLOAT32);
    }

    @Override
    public double[] pad(Pad operator) {
        return FloatMovements.pad(graph, operator, inputs.get(0));
    }

    @Override
    public double[] reshape(Reshape operator) {
        return inputs.get(0).clone();
    }

    @Override
    public double[] transpose(Transpose operator) {
        return FloatMovements.transpose(graph, operator, inputs.get(0));
    }

    @Override
    public double[] gather(Gather operator) {
        return FloatMovements.gather(graph, operator, inputs.get(0));
    }

    @Override
    public double[] concatenation(Concatenation operator) {
        return FloatMovements.concatenate(graph, operator, inputs);
    }

    @Override
    public double[] slice(Slice operator) {
        return FloatMovements.slice(graph, operator, inputs.get(0));
    }

    @Override
    public double[] resizeNearest(ResizeNearest operator) {
        return FloatMovements.nearest(graph, operator, inputs.get(0));
    }

    @Override
    public double[] resizeBilinear(ResizeBilinear operator) {
        return FloatMovements.bilinear(graph, operator, inputs.get(0));
    }

    @Override
    public double[] custom(Custom operator) {
        return operator.computeFloat(graph, inputs);
    }
}
