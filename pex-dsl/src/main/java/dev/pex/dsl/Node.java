package dev.pex.dsl;

import dev.pex.graph.Activation;
import dev.pex.graph.Axis;
import dev.pex.graph.Border;
import dev.pex.graph.Bytes;
import dev.pex.graph.ElementType;
import dev.pex.graph.Operator;
import dev.pex.graph.Permutation;
import dev.pex.graph.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A value of a {@link Network}: an input, a constant, or what an operator makes. Each method appends an
 * operator that reads this value and returns what it makes. The first argument names both; names are
 * unique in a network. A call that throws {@link DslException} leaves the network as it was.
 */
public final class Node {
    private final Network network;
    private final Tensor tensor;
    private final Shape shape;

    Node(Network network, Tensor tensor) {
        this.network = network;
        this.tensor = tensor;
        this.shape = new Shape(tensor.shape());
    }

    public String name() {
        return tensor.name();
    }

    public Shape shape() {
        return shape;
    }

    /** Type and quantisation; empty for a float. */
    public Optional<Quantized> quantized() {
        return tensor.quantization().map(q -> new Quantized(tensor.type(), q.scale(), q.zeroPoint()));
    }

    /** Convolution. */
    public Node conv2d(String name, Conv2d options, Quantized made) {
        Call call = arithmetic("conv2d", name, made);
        return network.append(call, options.operator(call, this), shape, Optional.of(made));
    }

    /** Depthwise convolution. */
    public Node depthwiseConv2d(String name, DepthwiseConv2d options, Quantized made) {
        Call call = arithmetic("depthwiseConv2d", name, made);
        return network.append(call, options.operator(call, this), shape, Optional.of(made));
    }

    /** Fully connected; the input is {@code [rows, channels]}. */
    public Node fullyConnected(String name, FullyConnected options, Quantized made) {
        Call call = arithmetic("fullyConnected", name, made);
        Operator operator = options.operator(call, this);
        return network.append(call, operator, shape.withChannels(options.units()), Optional.of(made));
    }

    /** Average over a window; the quantisation stays. */
    public Node averagePool2d(String name, AveragePool2d options) {
        Call call = begin("averagePool2d", name);
        call.requireType(this, ElementType.INT8);
        return network.append(call, options.operator(call, this), shape, quantized());
    }

    /** Maximum over a window; the quantisation stays. */
    public Node maxPool2d(String name, MaxPool2d options) {
        Call call = begin("maxPool2d", name);
        call.requireType(this, ElementType.INT8);
        return network.append(call, options.operator(call, this), shape, quantized());
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Quantized made) {
        return add(name, other, Activation.NONE, made);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("add", name, other);
        return elementwise(
                call, new Operator.Add(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("subtract", name, other);
        return elementwise(
                call, new Operator.Subtract(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("multiply", name, other);
        return elementwise(
                call, new Operator.Multiply(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** The larger of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node maximum(String name, Node other) {
        Call call = binary("maximum", name, other);
        Operator operator = new Operator.Maximum(call.origin(), id(), other.id(), call.output());
        return elementwise(call, operator, other, quantizedLike(call, other));
    }

    /** The smaller of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node minimum(String name, Node other) {
        Call call = binary("minimum", name, other);
        Operator operator = new Operator.Minimum(call.origin(), id(), other.id(), call.output());
        return elementwise(call, operator, other, quantizedLike(call, other));
    }

    /** Arithmetic mean along axes, which keep extent 1. */
    public Node mean(String name, Quantized made, Axis... axes) {
        Call call = arithmetic("mean", name, made);
        Operator operator = new Operator.Mean(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, Optional.of(made));
    }

    /** Sum along axes, which keep extent 1. */
    public Node sum(String name, Quantized made, Axis... axes) {
        Call call = arithmetic("sum", name, made);
        Operator operator = new Operator.Sum(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, Optional.of(made));
    }

    /** Maximum along axes, which keep extent 1; the quantisation stays. */
    public Node reduceMax(String name, Axis... axes) {
        Call call = begin("reduceMax", name);
        call.requireType(this, ElementType.INT8);
        Operator operator = new Operator.ReduceMax(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, quantized());
    }

    /** Surrounds the value with its zero point, or a float with 0. */
    public Node pad(String name, Border before, Border after) {
        Call call = begin("pad", name);
        Operator operator = new Operator.Pad(call.origin(), id(), call.output(), before, after);
        return network.append(call, operator, shape, quantized());
    }

    /** Surrounds an int8 value with any of its elements. */
    public Node pad(String name, Border before, Border after, byte value) {
        Call call = begin("pad", name);
        call.requireType(this, ElementType.INT8);
        Optional<Bytes> element = Optional.of(Bytes.copyOf(new byte[] {value}));
        Operator operator = new Operator.Pad(call.origin(), id(), call.output(), before, after, element);
        return network.append(call, operator, shape, quantized());
    }

    /** The same elements in the same flat order, under another shape. */
    public Node reshape(String name, Shape changed) {
        Call call = begin("reshape", name);
        int elements = changed.extent().elements();
        call.require(
                elements == shape.extent().elements(),
                shape + " has " + shape.extent().elements() + " elements, " + changed + " has " + elements);
        return network.append(call, new Operator.Reshape(call.origin(), id(), call.output()), changed, quantized());
    }

    /** Softmax over channels. */
    public Node softmax(String name) {
        return softmax(name, 1f);
    }

    /** Softmax of the values times beta over channels; the output's scale is 1/256, its zero point -128. */
    public Node softmax(String name, float beta) {
        Call call = begin("softmax", name);
        call.requireType(this, ElementType.INT8);
        call.require(beta > 0 && !Float.isInfinite(beta), "beta " + beta + " is not positive and finite");
        Operator operator = new Operator.Softmax(call.origin(), id(), call.output(), beta);
        return network.append(call, operator, shape, Optional.of(Quantized.int8(1f / 256, -128)));
    }

    /**
     * Exchanges axes.
     *
     * @param rows the axis that becomes the output's rows
     * @param columns the axis that becomes the output's columns
     * @param channels the axis that becomes the output's channels
     */
    public Node transpose(String name, Axis rows, Axis columns, Axis channels) {
        Call call = begin("transpose", name);
        call.require(
                EnumSet.of(rows, columns, channels).size() == Axis.values().length,
                rows + ", " + columns + ", " + channels + " is no permutation of the axes");
        Permutation permutation = new Permutation(rows, columns, channels);
        Operator operator = new Operator.Transpose(call.origin(), id(), call.output(), permutation);
        return network.append(call, operator, shape, quantized());
    }

    /** From float to int8 or uint8. */
    public Node quantize(String name, Quantized made) {
        Call call = begin("quantize", name);
        call.requireType(this, ElementType.FLOAT32);
        return network.append(
                call, new Operator.Quantize(call.origin(), id(), call.output()), shape, Optional.of(made));
    }

    /** From int8 or uint8 to another quantisation. */
    public Node requantize(String name, Quantized made) {
        Call call = begin("requantize", name);
        call.requireType(this, ElementType.INT8, ElementType.UINT8);
        return network.append(
                call, new Operator.Requantize(call.origin(), id(), call.output()), shape, Optional.of(made));
    }

    /** From int8 or uint8 to float. */
    public Node dequantize(String name) {
        Call call = begin("dequantize", name);
        call.requireType(this, ElementType.INT8, ElementType.UINT8);
        return network.append(
                call, new Operator.Dequantize(call.origin(), id(), call.output()), shape, Optional.empty());
    }

    int id() {
        return tensor.id();
    }

    Tensor tensor() {
        return tensor;
    }

    boolean isConstant() {
        return tensor.constant().isPresent();
    }

    boolean isOf(Network other) {
        return network == other;
    }

    /** Starts an operator with this value as its only input. */
    private Call begin(String kind, String name) {
        Call call = network.begin(kind, name, List.of(this));
        call.require(
                !isConstant(), "its input '" + name() + "' is constant; only operators with two inputs take constants");
        return call;
    }

    /** Starts an element-wise operator with another input, which may be constant. */
    private Call binary(String kind, String name, Node other) {
        Call call = network.begin(kind, name, List.of(this, other));
        call.requireType(this, ElementType.INT8);
        call.requireType(other, ElementType.INT8);
        call.require(!(isConstant() && other.isConstant()), "both of its inputs are constant");
        return call;
    }

    private Node elementwise(Call call, Operator operator, Node other, Quantized made) {
        call.requireInt8(made);
        boolean otherIsLarger = other.shape.extent().elements() > shape.extent().elements();
        return network.append(call, operator, otherIsLarger ? other.shape : shape, Optional.of(made));
    }

    private Quantized quantizedLike(Call call, Node other) {
        call.require(
                quantized().equals(other.quantized()),
                "its inputs '" + name() + "' and '" + other.name() + "' are quantised differently");
        return quantized().orElseThrow();
    }

    /** Starts an operator from int8 to int8. */
    private Call arithmetic(String kind, String name, Quantized made) {
        Call call = begin(kind, name);
        call.requireType(this, ElementType.INT8);
        call.requireInt8(made);
        return call;
    }
}
