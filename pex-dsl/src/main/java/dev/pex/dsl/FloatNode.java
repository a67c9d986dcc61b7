package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.Operand;
import dev.pex.dsl.build.Result;
import dev.pex.operator.Activation;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Sum;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The methods that only float32 values offer, because the quantisation of their output is not stated; those of functions of one
 * value are in {@link FunctionNode}, element-wise ones of two values in {@link BinaryNode}. Weights are looked up
 * by the name of the operator ({@link Network#weights}). A network is a float network or an int8 network, never both.
 */
public abstract sealed class FloatNode permits FunctionNode {
    private final Operand operand;

    FloatNode(Operand operand) {
        this.operand = operand;
    }

    /** Convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node conv2d(String name, Conv2d options) {
        return weighted("conv2d", name, Result.FLOAT, options, options::operator);
    }

    /** Depthwise convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node depthwiseConv2d(String name, DepthwiseConv2d options) {
        return weighted("depthwiseConv2d", name, Result.FLOAT, options, options::operator);
    }

    /** Transposed convolution; looks up {@code name.weight} and {@code name.bias}. */
    public Node transposeConv2d(String name, TransposeConv2d options) {
        return weighted("transposeConv2d", name, Result.FLOAT, options, options::operator);
    }

    /**
     * Fully connected; the input is {@code [rows, channels]} or an image of one column; looks up {@code name.weight} and
     * {@code name.bias}. An image of one pixel makes a vector.
     */
    public Node fullyConnected(String name, FullyConnected options) {
        return fullyConnected(name, options, Result.FLOAT);
    }

    /** Arithmetic mean along axes, which keep extent 1. */
    public Node mean(String name, Axis... axes) {
        return reduction("mean", name, Result.FLOAT, Mean::new, axes);
    }

    /**
     * Arithmetic mean of every channel over the whole image, as a vector {@code [1, channels]}; {@link #mean} along rows and
     * columns leaves an image of one pixel, for convolutions.
     */
    public Node globalAveragePool(String name) {
        Call call = begin("mean", name, Result.FLOAT);
        Operator operator = new Mean(call.origin(), operand.id(), call.output(), List.of(Axis.ROWS, Axis.COLUMNS));
        Shape vector = Shape.of(1, operand.tensor().extent().channels());
        return append(call, operator, vector, Result.FLOAT);
    }

    /** The same elements as one row of channels, quantised or not. */
    public Node flatten(String name) {
        return reshape(name, Shape.of(1, operand.tensor().extent().elements()));
    }

    /** The same elements in the same flat order, under another shape. */
    public abstract Node reshape(String name, Shape changed);

    /** Sum along axes, which keep extent 1. */
    public Node sum(String name, Axis... axes) {
        return reduction("sum", name, Result.FLOAT, Sum::new, axes);
    }

    /** Surrounds the value with a number. */
    public Node pad(String name, Border before, Border after, float value) {
        Call call = begin("pad", name, Result.FLOAT);
        call.require(Float.isFinite(value), "its value " + value + " is not finite");
        ByteBuffer element = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Optional<Bytes> bytes = Optional.of(Bytes.copyOf(element.putFloat(value).array()));
        Operator operator = new Pad(call.origin(), operand.id(), call.output(), before, after, bytes);
        return append(call, operator, Result.MOVED);
    }

    /**
     * x, or x * alpha where x is negative; alpha is a {@link Network#constant} or a {@link Network#parameter}, its axes
     * of extent 1 are broadcast.
     */
    public Node prelu(String name, Node alpha) {
        return prelu(name, alpha, Result.FLOAT);
    }

    final Operand operand() {
        return operand;
    }

    final Node unary(String kind, String name, Result result, Operand.Unary operator) {
        return new Node(operand.unary(kind, name, result, operator));
    }

    final Node binary(String kind, String name, Node other, Result result, Operand.Binary operator) {
        return new Node(operand.binary(kind, name, other.operand(), result, operator));
    }

    final Node activated(
            String kind, String name, Node other, Result result, Operand.Activated operator, Activation activation) {
        return binary(kind, name, other, result, operator.with(activation));
    }

    final Node reduction(String kind, String name, Result result, Operand.Reduction operator, Axis... axes) {
        return new Node(operand.reduction(kind, name, result, operator, axes));
    }

    final Node weighted(
            String kind,
            String name,
            Result result,
            WeightOptions<?> options,
            BiFunction<Call, Tensor, Operator> operator) {
        Call call = begin(kind, name, result);
        return weighted(
                call, operator.apply(call, operand.tensor()), operand.tensor().shape(), result, options);
    }

    final Node fullyConnected(String name, FullyConnected options, Result result) {
        Call call = begin("fullyConnected", name, result);
        Operator operator = options.operator(call, operand.tensor());
        Shape shape = options.output(new Shape(operand.tensor().shape()));
        return weighted(call, operator, shape.dimensions(), result, options);
    }

    private Node weighted(Call call, Operator operator, List<Integer> like, Result result, WeightOptions<?> options) {
        Coefficients stated = options.coefficients();
        call.require(stated.weights().isPresent() || stated.bias().isEmpty(), "it has a bias and no weights");
        Node made = new Node(operand.append(call, operator, like, result));
        if (!options.coefficients().biased()) {
            operand.description().withoutBias(call);
        }
        return made;
    }

    final Node prelu(String name, Node alpha, Result result) {
        Operand slopes = alpha.operand();
        Call call = operand.begin("prelu", name, List.of(operand, slopes));
        call.require(!operand.isConstant(), "its input '" + operand.tensor().name() + "' is constant");
        call.require(slopes.isConstant(), "its alpha '" + alpha.name() + "' is not constant");
        result.check(call, operand);
        call.requireType(slopes.tensor(), operand.tensor().type());
        return append(call, new Prelu(call.origin(), operand.id(), slopes.id(), call.output()), result);
    }

    final Call begin(String kind, String name, Result result) {
        return operand.begin(kind, name, result);
    }

    final Node append(Call call, Operator operator, Result result) {
        return new Node(operand.append(call, operator, result));
    }

    final Node append(Call call, Operator operator, Shape like, Result result) {
        return new Node(operand.append(call, operator, like.dimensions(), result));
    }
}
