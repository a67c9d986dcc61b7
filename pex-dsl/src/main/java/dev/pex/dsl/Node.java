package dev.pex.dsl;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.Relu;
import dev.pex.operator.Relu6;
import dev.pex.operator.ReluN1To1;
import dev.pex.operator.Requantize;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.Tanh;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a {@link Network}: an input, a constant, or what an operator makes. Each method appends an
 * operator that reads this value and returns what it makes. The first argument names both; names are
 * unique in a network. A call that throws {@link DslException} leaves the network as it was.
 *
 * <p>Methods that take a {@link Quantized} make int8 of int8; those of {@link FloatNode} make real numbers of real
 * numbers; all others do either.
 */
public final class Node extends FloatNode {
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

    /** Type and quantisation; empty for a float or a plain integer. */
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

    /** Fully connected; the input is {@code [rows, channels]} or an image of one column. */
    public Node fullyConnected(String name, FullyConnected options, Quantized made) {
        Call call = arithmetic("fullyConnected", name, made);
        Operator operator = options.operator(call, this);
        return network.append(call, operator, options.output(shape), Optional.of(made));
    }

    /** Average over a window; the quantisation stays. */
    public Node averagePool2d(String name, AveragePool2d options) {
        Call call = numbers("averagePool2d", name);
        return network.append(call, options.operator(call, this), shape, quantized());
    }

    /** Maximum over a window; the quantisation stays. */
    public Node maxPool2d(String name, MaxPool2d options) {
        Call call = numbers("maxPool2d", name);
        return network.append(call, options.operator(call, this), shape, quantized());
    }

    /** Transposed convolution. */
    public Node transposeConv2d(String name, TransposeConv2d options, Quantized made) {
        Call call = arithmetic("transposeConv2d", name, made);
        return network.append(call, options.operator(call, this), shape, Optional.of(made));
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Quantized made) {
        return add(name, other, Activation.NONE, made);
    }

    /** Sum with another value, either of which may be constant; axes of extent 1 are broadcast. */
    public Node add(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("add", name, other);
        return elementwise(call, new Add(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** This value minus another one; otherwise as {@link #add}. */
    public Node subtract(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("subtract", name, other);
        return elementwise(call, new Subtract(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** Product with another value; otherwise as {@link #add}. */
    public Node multiply(String name, Node other, Activation activation, Quantized made) {
        Call call = binary("multiply", name, other);
        return elementwise(call, new Multiply(call.origin(), id(), other.id(), call.output(), activation), other, made);
    }

    /** The larger of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node maximum(String name, Node other) {
        Call call = binary("maximum", name, other);
        Operator operator = new Maximum(call.origin(), id(), other.id(), call.output());
        return elementwise(call, operator, other, quantizedLike(call, other));
    }

    /** The smaller of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node minimum(String name, Node other) {
        Call call = binary("minimum", name, other);
        Operator operator = new Minimum(call.origin(), id(), other.id(), call.output());
        return elementwise(call, operator, other, quantizedLike(call, other));
    }

    /** Arithmetic mean along axes, which keep extent 1. */
    public Node mean(String name, Quantized made, Axis... axes) {
        Call call = arithmetic("mean", name, made);
        Operator operator = new Mean(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, Optional.of(made));
    }

    /** Sum along axes, which keep extent 1. */
    public Node sum(String name, Quantized made, Axis... axes) {
        Call call = arithmetic("sum", name, made);
        Operator operator = new Sum(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, Optional.of(made));
    }

    /** Maximum along axes, which keep extent 1; the quantisation stays. */
    public Node reduceMax(String name, Axis... axes) {
        Call call = numbers("reduceMax", name);
        Operator operator = new ReduceMax(call.origin(), id(), call.output(), call.distinct(axes));
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /** Surrounds the value with its zero point, or a float with 0. */
    public Node pad(String name, Border before, Border after) {
        Call call = begin("pad", name);
        Operator operator = new Pad(call.origin(), id(), call.output(), before, after);
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /** Surrounds an int8 value with any of its elements. */
    public Node pad(String name, Border before, Border after, byte value) {
        Call call = begin("pad", name);
        call.requireType(this, ElementType.INT8);
        Bytes element = Bytes.copyOf(new byte[] {value});
        Operator operator = new Pad(call.origin(), id(), call.output(), before, after, Optional.of(element));
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /** The same elements in the same flat order, under another shape. */
    public Node reshape(String name, Shape changed) {
        Call call = begin("reshape", name);
        int elements = changed.extent().elements();
        call.require(
                elements == shape.extent().elements(),
                shape + " has " + shape.extent().elements() + " elements, " + changed + " has " + elements);
        Operator operator = new Reshape(call.origin(), id(), call.output());
        return network.append(call, operator, changed, tensor.type(), quantized());
    }

    /** Softmax over channels. */
    public Node softmax(String name) {
        return softmax(name, 1f);
    }

    /** Softmax of the values times beta over channels; the output's scale is 1/256, its zero point -128. */
    public Node softmax(String name, float beta) {
        Call call = numbers("softmax", name);
        call.require(beta > 0 && !Float.isInfinite(beta), "beta " + beta + " is not positive and finite");
        Operator operator = new Softmax(call.origin(), id(), call.output(), beta);
        return network.append(call, operator, shape, made(1f / 256, -128));
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
        Operator operator = new Transpose(call.origin(), id(), call.output(), permutation);
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /**
     * This value and others one behind the other along an axis. All are of the same type and quantisation,
     * which stays; some may be constant, and a value may come more than once.
     */
    public Node concatenate(String name, Axis axis, Node... others) {
        List<Node> parts = new ArrayList<>(List.of(this));
        parts.addAll(List.of(others));
        Call call = network.begin("concatenate", name, parts);
        call.require(!parts.stream().allMatch(Node::isConstant), "all of its inputs are constant");
        for (Node part : parts) {
            call.requireType(part, tensor.type());
            quantizedLike(call, part);
        }
        List<Integer> ids = parts.stream().map(Node::id).toList();
        Operator operator = new Concatenation(call.origin(), ids, call.output(), axis);
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /** Some of the elements, cut out and perhaps thinned along each axis. */
    public Node slice(String name, Slice options) {
        Call call = begin("slice", name);
        Slice.Cut cut = options.of(call, this);
        return network.append(call, cut.operator(), shape.resized(cut.extent()), tensor.type(), quantized());
    }

    /**
     * Cuts the value into neighbouring slices, named {@code name_0}, {@code name_1} and so on.
     *
     * @param sizes of the slices along the axis; together they are all of it
     */
    public List<Node> split(String name, Axis axis, int... sizes) {
        Call call = begin("split", name);
        int extent = shape.extent().along(axis);
        boolean positive = Arrays.stream(sizes).allMatch(size -> size > 0);
        long sum = Arrays.stream(sizes).asLongStream().sum();
        call.require(
                positive && sum == extent,
                "its sizes " + Arrays.toString(sizes) + " do not split " + extent + " along " + axis);
        for (int i = 0; i < sizes.length; i++) {
            network.begin("split", name + "_" + i, List.of(this));
        }
        List<Node> slices = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < sizes.length; i++) {
            slices.add(slice(name + "_" + i, Slice.all().range(axis, begin, begin + sizes[i])));
            begin += sizes[i];
        }
        return slices;
    }

    /** Slices of an int8 or float value, picked along an axis by their indices, which may repeat. */
    public Node gather(String name, Axis axis, int... indices) {
        Call call = begin("gather", name);
        call.requireType(this, ElementType.INT8, ElementType.FLOAT32);
        call.require(indices.length > 0, "it has no indices");
        int extent = shape.extent().along(axis);
        for (int index : indices) {
            call.require(index >= 0 && index < extent, "index " + index + " of " + extent + " along " + axis);
        }
        Operator operator = new Gather(call.origin(), id(), call.output(), axis, Ints.copyOf(indices));
        return network.append(call, operator, shape, tensor.type(), quantized());
    }

    /** Other numbers of rows and columns; every element copies the one that is nearest. */
    public Node resizeNearest(String name, int rows, int columns, Resampling resampling) {
        Call call = begin("resizeNearest", name);
        call.requireType(this, ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
        Operator operator = new ResizeNearest(call.origin(), id(), call.output(), resampling);
        return network.append(call, operator, resized(call, rows, columns), quantized());
    }

    /** Other numbers of rows and columns; every element is interpolated between up to four. */
    public Node resizeBilinear(String name, int rows, int columns, Resampling resampling) {
        Call call = numbers("resizeBilinear", name);
        call.require(
                !(resampling.alignCorners() && resampling.halfPixelCenters()),
                "it aligns corners and takes half pixel centres; it takes one of the two or neither");
        Operator operator = new ResizeBilinear(call.origin(), id(), call.output(), resampling);
        return network.append(call, operator, resized(call, rows, columns), quantized());
    }

    /** 1 / (1 + exp(-x)); the output's scale is 1/256, its zero point -128. */
    public Node logistic(String name) {
        Call call = numbers("logistic", name);
        return network.append(call, new Logistic(call.origin(), id(), call.output()), shape, made(1f / 256, -128));
    }

    /** Hyperbolic tangent; the output's scale is 1/128, its zero point 0. */
    public Node tanh(String name) {
        Call call = numbers("tanh", name);
        Operator operator = new Tanh(call.origin(), id(), call.output());
        return network.append(call, operator, shape, made(1f / 128, 0));
    }

    /** max(x, 0). */
    public Node relu(String name, Quantized made) {
        return function("relu", name, made, call -> new Relu(call.origin(), id(), call.output()));
    }

    /** x between 0 and 6; the quantisation stays. */
    public Node relu6(String name) {
        Call call = numbers("relu6", name);
        return network.append(call, new Relu6(call.origin(), id(), call.output()), shape, quantized());
    }

    /** x between -1 and 1. */
    public Node reluN1To1(String name, Quantized made) {
        return function("reluN1To1", name, made, call -> new ReluN1To1(call.origin(), id(), call.output()));
    }

    /** x, or x * alpha where x is negative; alpha is finite and not negative. */
    public Node leakyRelu(String name, float alpha, Quantized made) {
        return function("leakyRelu", name, made, call -> {
            call.require(alpha >= 0 && !Float.isInfinite(alpha), "alpha " + alpha + " is negative or not finite");
            return new LeakyRelu(call.origin(), id(), call.output(), alpha);
        });
    }

    /** x * min(max(x + 3, 0), 6) / 6. */
    public Node hardSwish(String name, Quantized made) {
        return function("hardSwish", name, made, call -> new HardSwish(call.origin(), id(), call.output()));
    }

    /** x, or x * alpha where x is negative; alpha is constant, its axes of extent 1 are broadcast. */
    public Node prelu(String name, Node alpha, Quantized made) {
        Call call = network.begin("prelu", name, List.of(this, alpha));
        call.require(!isConstant(), "its input '" + name() + "' is constant");
        call.require(alpha.isConstant(), "its alpha '" + alpha.name() + "' is not constant");
        call.requireType(this, ElementType.INT8);
        call.requireInt8(made);
        Operator operator = new Prelu(call.origin(), id(), alpha.id(), call.output());
        return network.append(call, operator, shape, Optional.of(made));
    }

    /** Index along an axis, which keeps extent 1, of the largest element as a plain int32; the first of equal ones. */
    public Node argMax(String name, Axis axis) {
        Call call = numbers("argMax", name);
        Operator operator = new ArgMax(call.origin(), id(), call.output(), axis);
        return network.append(call, operator, shape, ElementType.INT32, Optional.empty());
    }

    /** The stored numbers as plain integers or floats. */
    public Node cast(String name, ElementType type) {
        Call call = begin("cast", name);
        call.require(!type.isQuantized(), type + " needs to be told its scale and zero point");
        return cast(call, type, Optional.empty());
    }

    /** The stored numbers in another type, in which they are understood to be quantised so. */
    public Node cast(String name, Quantized made) {
        return cast(begin("cast", name), made.type(), Optional.of(made));
    }

    /** From float to int8 or uint8. */
    public Node quantize(String name, Quantized made) {
        Call call = begin("quantize", name);
        call.requireType(this, ElementType.FLOAT32);
        return network.append(call, new Quantize(call.origin(), id(), call.output()), shape, Optional.of(made));
    }

    /** From int8 or uint8 to another quantisation. */
    public Node requantize(String name, Quantized made) {
        Call call = begin("requantize", name);
        call.requireType(this, ElementType.INT8, ElementType.UINT8);
        return network.append(call, new Requantize(call.origin(), id(), call.output()), shape, Optional.of(made));
    }

    /** From int8 or uint8 to float. */
    public Node dequantize(String name) {
        Call call = begin("dequantize", name);
        call.requireType(this, ElementType.INT8, ElementType.UINT8);
        return network.append(call, new Dequantize(call.origin(), id(), call.output()), shape, Optional.empty());
    }

    /** States how this real value is to be quantised, instead of what calibration would find. */
    public Node quantizedAs(Quantized stated) {
        network.state(this, stated);
        return this;
    }

    Network network() {
        return network;
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

    boolean isReal() {
        return tensor.type() == ElementType.FLOAT32;
    }

    boolean isOf(Network other) {
        return network == other;
    }

    /** Starts an operator with this value as its only input. */
    Call begin(String kind, String name) {
        Call call = network.begin(kind, name, List.of(this));
        call.require(
                !isConstant(),
                "its input '" + name()
                        + "' is constant; only operators with two inputs, concatenate and prelu take constants");
        return call;
    }

    /** Starts an element-wise operator with another input, which may be constant. */
    Call binary(String kind, String name, Node other) {
        Call call = network.begin(kind, name, List.of(this, other));
        requireNumbers(call);
        call.requireType(other, tensor.type());
        call.require(!(isConstant() && other.isConstant()), "both of its inputs are constant");
        return call;
    }

    private Node elementwise(Call call, Operator operator, Node other, Quantized made) {
        call.requireType(this, ElementType.INT8);
        call.requireInt8(made);
        return elementwise(call, operator, other, Optional.of(made));
    }

    Node elementwise(Call call, Operator operator, Node other, Optional<Quantized> made) {
        boolean otherIsLarger = other.shape.extent().elements() > shape.extent().elements();
        return network.append(call, operator, otherIsLarger ? other.shape : shape, made);
    }

    private Optional<Quantized> quantizedLike(Call call, Node other) {
        call.require(
                quantized().equals(other.quantized()),
                "its inputs '" + name() + "' and '" + other.name() + "' are quantised differently");
        return quantized();
    }

    /** The shape of this image with other numbers of rows and columns. */
    private Shape resized(Call call, int rows, int columns) {
        call.requireImage(this);
        call.require(
                Math.min(rows, columns) >= 1 && Math.max(rows, columns) <= Sliding.LARGEST,
                "its size " + rows + "x" + columns + " is not from 1 to " + Sliding.LARGEST);
        return Shape.of(1, rows, columns, shape.extent().channels());
    }

    private Node function(String kind, String name, Quantized made, Function<Call, Operator> operator) {
        Call call = arithmetic(kind, name, made);
        return network.append(call, operator.apply(call), shape, Optional.of(made));
    }

    private Node cast(Call call, ElementType type, Optional<Quantized> made) {
        call.require(type != tensor.type(), "its input '" + name() + "' is " + type + " already");
        Operator operator = new Cast(call.origin(), id(), call.output());
        return network.append(call, operator, shape, type, made);
    }

    /** Requires int8, or real numbers in a network that has no others. */
    private void requireNumbers(Call call) {
        if (!isReal() || network.firstQuantized().isPresent()) {
            call.requireType(this, ElementType.INT8);
        }
    }

    private Call numbers(String kind, String name) {
        Call call = begin(kind, name);
        requireNumbers(call);
        return call;
    }

    /** The fixed quantisation of what an operator makes; empty where it makes real numbers. */
    private Optional<Quantized> made(float scale, int zeroPoint) {
        return isReal() ? Optional.empty() : Optional.of(Quantized.int8(scale, zeroPoint));
    }

    /** Starts an operator from int8 to int8. */
    private Call arithmetic(String kind, String name, Quantized made) {
        Call call = begin(kind, name);
        call.requireType(this, ElementType.INT8);
        call.requireInt8(made);
        return call;
    }
}
