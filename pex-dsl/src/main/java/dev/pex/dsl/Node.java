package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.dsl.build.Operand;
import dev.pex.dsl.build.Result;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.Logistic;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.ReduceMax;
import dev.pex.operator.ReduceMin;
import dev.pex.operator.Relu6;
import dev.pex.operator.Requantize;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Softmax;
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
import java.util.function.BiFunction;

/**
 * A value of a {@link Network}: an input, a constant, or the output of an operator. Each method appends an operator that reads
 * this value, and returns the operator's output. The first argument is the name of both; names are unique in a network. A call
 * that throws {@link DslException} leaves the network as it was.
 *
 * <p>Methods that take a {@link Quantized} make int8 from int8. The others of {@link FloatNode}, {@link FunctionNode}
 * and {@link BinaryNode} make float32 from float32. All others of this class take either.
 */
public final class Node extends BinaryNode {
    private final Shape shape;

    Node(Operand operand) {
        super(operand);
        this.shape = new Shape(operand.tensor().shape());
    }

    public String name() {
        return tensor().name();
    }

    public Shape shape() {
        return shape;
    }

    /** Type and quantisation; empty for a float or a plain integer. */
    public Optional<Quantized> quantized() {
        return tensor().quantization().map(q -> new Quantized(tensor().type(), q.scale(), q.zeroPoint()));
    }

    /** Convolution. */
    public Node conv2d(String name, Conv2d options, Quantized made) {
        return weighted("conv2d", name, made.result(), options, options::operator);
    }

    /** Depthwise convolution. */
    public Node depthwiseConv2d(String name, DepthwiseConv2d options, Quantized made) {
        return weighted("depthwiseConv2d", name, made.result(), options, options::operator);
    }

    /** Fully connected; the input is {@code [rows, channels]} or an image of one column. */
    public Node fullyConnected(String name, FullyConnected options, Quantized made) {
        return fullyConnected(name, options, made.result());
    }

    /** Average over a window; the quantisation stays. */
    public Node averagePool2d(String name, AveragePool2d options) {
        return pool("averagePool2d", name, options::operator);
    }

    /** Maximum over a window; the quantisation stays. */
    public Node maxPool2d(String name, MaxPool2d options) {
        return pool("maxPool2d", name, options::operator);
    }

    /** Transposed convolution. */
    public Node transposeConv2d(String name, TransposeConv2d options, Quantized made) {
        return weighted("transposeConv2d", name, made.result(), options, options::operator);
    }

    /** The larger of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node maximum(String name, Node other) {
        return binary("maximum", name, other, Result.IMPLIED, Maximum::new);
    }

    /** The smaller of this and another value of the same quantisation, which stays; otherwise as {@link #add}. */
    public Node minimum(String name, Node other) {
        return binary("minimum", name, other, Result.IMPLIED, Minimum::new);
    }

    /** Arithmetic mean along axes, which keep extent 1. */
    public Node mean(String name, Quantized made, Axis... axes) {
        return reduction("mean", name, made.result(), Mean::new, axes);
    }

    /** Sum along axes, which keep extent 1. */
    public Node sum(String name, Quantized made, Axis... axes) {
        return reduction("sum", name, made.result(), Sum::new, axes);
    }

    /** Maximum along axes, which keep extent 1; the quantisation stays. */
    public Node reduceMax(String name, Axis... axes) {
        return reduction("reduceMax", name, Result.IMPLIED, ReduceMax::new, axes);
    }

    /** Minimum along axes, which keep extent 1; the quantisation stays. */
    public Node reduceMin(String name, Axis... axes) {
        return reduction("reduceMin", name, Result.IMPLIED, ReduceMin::new, axes);
    }

    /** Surrounds the value with its zero point, or a float with 0. */
    public Node pad(String name, Border before, Border after) {
        Call call = begin("pad", name, Result.MOVED);
        return append(call, new Pad(call.origin(), id(), call.output(), before, after), Result.MOVED);
    }

    /** Surrounds an int8 value with any int8 element. */
    public Node pad(String name, Border before, Border after, byte value) {
        Call call = begin("pad", name, Result.MOVED);
        call.requireType(tensor(), ElementType.INT8);
        Bytes element = Bytes.copyOf(new byte[] {value});
        Operator operator = new Pad(call.origin(), id(), call.output(), before, after, Optional.of(element));
        return append(call, operator, Result.MOVED);
    }

    @Override
    public Node reshape(String name, Shape changed) {
        Call call = begin("reshape", name, Result.MOVED);
        int elements = changed.extent().elements();
        call.require(
                elements == shape.extent().elements(),
                shape + " has " + shape.extent().elements() + " elements, " + changed + " has " + elements);
        return append(call, new Reshape(call.origin(), id(), call.output()), changed, Result.MOVED);
    }

    /**
     * The same value, whose shape is declared anew: the same rows, columns and channels in another number of dimensions.
     * This is no operator. {@link #reshape} is one, and changes rows, columns and channels too.
     */
    public Node shaped(Shape changed) {
        return new Node(operand().description().shaped(operand(), changed.dimensions()));
    }

    /** Softmax over channels. */
    public Node softmax(String name) {
        return softmax(name, 1f);
    }

    /** Softmax of the values times beta over channels; the output's scale is 1/256, its zero point -128. */
    public Node softmax(String name, float beta) {
        Call call = begin("softmax", name, Result.IMPLIED);
        call.require(beta > 0 && !Float.isInfinite(beta), "beta " + beta + " is not positive and finite");
        return append(call, new Softmax(call.origin(), id(), call.output(), beta), Result.IMPLIED);
    }

    /**
     * Exchanges axes.
     *
     * @param rows the axis that becomes the output's rows
     * @param columns the axis that becomes the output's columns
     * @param channels the axis that becomes the output's channels
     */
    public Node transpose(String name, Axis rows, Axis columns, Axis channels) {
        Call call = begin("transpose", name, Result.MOVED);
        call.require(
                EnumSet.of(rows, columns, channels).size() == Axis.values().length,
                rows + ", " + columns + ", " + channels + " is no permutation of the axes");
        Permutation permutation = new Permutation(rows, columns, channels);
        return append(call, new Transpose(call.origin(), id(), call.output(), permutation), Result.MOVED);
    }

    /**
     * Concatenates this value and others along an axis. All have the same type and quantisation, which stays; some may be
     * constant, and a value may occur more than once.
     */
    public Node concatenate(String name, Axis axis, Node... others) {
        List<Operand> parts = new ArrayList<>(List.of(operand()));
        Arrays.stream(others).map(Node::operand).forEach(parts::add);
        Call call = operand().begin("concatenate", name, parts);
        call.require(!parts.stream().allMatch(Operand::isConstant), "all of its inputs are constant");
        for (Operand part : parts) {
            call.requireType(part.tensor(), tensor().type());
            operand().requireSameQuantization(call, part);
        }
        List<Integer> ids = parts.stream().map(Operand::id).toList();
        return append(call, new Concatenation(call.origin(), ids, call.output(), axis), Result.MOVED);
    }

    /** Some of the elements: ranges of indices along each axis, with a stride. */
    public Node slice(String name, Slice options) {
        Call call = begin("slice", name, Result.MOVED);
        Slice.Cut cut = options.cut(call, tensor());
        List<Integer> like = operand().resized(cut.extent());
        return new Node(operand().append(call, cut.operator(), like, Result.MOVED));
    }

    /**
     * Cuts the value into neighbouring slices, named {@code name_0}, {@code name_1} and so on.
     *
     * @param sizes of the slices along the axis; their sum is the extent
     */
    public List<Node> split(String name, Axis axis, int... sizes) {
        Call call = begin("split", name, Result.MOVED);
        int extent = shape.extent().along(axis);
        boolean positive = Arrays.stream(sizes).allMatch(size -> size > 0);
        long sum = Arrays.stream(sizes).asLongStream().sum();
        call.require(
                positive && sum == extent,
                "its sizes " + Arrays.toString(sizes) + " do not split " + extent + " along " + axis);
        for (int i = 0; i < sizes.length; i++) {
            begin("split", name + "_" + i, Result.MOVED);
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
        Call call = begin("gather", name, Result.MOVED);
        call.requireType(tensor(), ElementType.INT8, ElementType.FLOAT32);
        call.require(indices.length > 0, "it has no indices");
        int extent = shape.extent().along(axis);
        for (int index : indices) {
            call.require(index >= 0 && index < extent, "index " + index + " of " + extent + " along " + axis);
        }
        Operator operator = new Gather(call.origin(), id(), call.output(), axis, Ints.copyOf(indices));
        return append(call, operator, Result.MOVED);
    }

    /** Other numbers of rows and columns; each output element copies the nearest input element. */
    public Node resizeNearest(String name, int rows, int columns, Resampling resampling) {
        Call call = begin("resizeNearest", name, Result.MOVED);
        call.requireType(tensor(), ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);
        Operator operator = new ResizeNearest(call.origin(), id(), call.output(), resampling);
        return append(call, operator, resized(call, rows, columns), Result.MOVED);
    }

    /** Other numbers of rows and columns; each output element is interpolated between up to four input elements. */
    public Node resizeBilinear(String name, int rows, int columns, Resampling resampling) {
        Call call = begin("resizeBilinear", name, Result.IMPLIED);
        call.require(
                !(resampling.alignCorners() && resampling.halfPixelCenters()),
                "it has aligned corners and half-pixel centers; it takes one of the two or neither");
        Operator operator = new ResizeBilinear(call.origin(), id(), call.output(), resampling);
        return append(call, operator, resized(call, rows, columns), Result.IMPLIED);
    }

    /** 1 / (1 + exp(-x)); the output's scale is 1/256, its zero point -128. */
    public Node logistic(String name) {
        return unary("logistic", name, Result.IMPLIED, Logistic::new);
    }

    /** Hyperbolic tangent; the output's scale is 1/128, its zero point 0. */
    public Node tanh(String name) {
        return unary("tanh", name, Result.IMPLIED, Tanh::new);
    }

    /** x between 0 and 6; the quantisation stays. */
    public Node relu6(String name) {
        return unary("relu6", name, Result.IMPLIED, Relu6::new);
    }

    /** x between 0 and 6 in the quantisation of x: the stored numbers are those of {@link #relu6(String)}. */
    public Node relu6(String name, Quantized made) {
        return unary("relu6", name, made.result(), Relu6::new);
    }

    /** x, or x * alpha where x is negative; alpha is constant, its axes of extent 1 are broadcast. */
    public Node prelu(String name, Node alpha, Quantized made) {
        return prelu(name, alpha, made.result());
    }

    /** Index along an axis, which keeps extent 1, of the largest element as a plain int32; the first of equal ones. */
    public Node argMax(String name, Axis axis) {
        Call call = begin("argMax", name, Result.INDEX);
        return append(call, new ArgMax(call.origin(), id(), call.output(), axis), Result.INDEX);
    }

    /** The stored numbers as plain integers or floats. */
    public Node cast(String name, ElementType type) {
        Call call = begin("cast", name, Result.MOVED);
        call.require(!type.isQuantized(), type + " needs a scale and a zero point");
        return cast(call, Result.converted(type, Optional.empty()));
    }

    /** The stored numbers in another type, with the quantisation that they have there. */
    public Node cast(String name, Quantized made) {
        return cast(begin("cast", name, Result.MOVED), made.converted());
    }

    /** From float to int8 or uint8. */
    public Node quantize(String name, Quantized made) {
        return converted("quantize", name, made.converted(), Quantize::new, ElementType.FLOAT32);
    }

    /** From int8 or uint8 to another quantisation. */
    public Node requantize(String name, Quantized made) {
        return converted("requantize", name, made.converted(), Requantize::new, ElementType.INT8, ElementType.UINT8);
    }

    /** From int8 or uint8 to float. */
    public Node dequantize(String name) {
        Result floats = Result.converted(ElementType.FLOAT32, Optional.empty());
        return converted("dequantize", name, floats, Dequantize::new, ElementType.INT8, ElementType.UINT8);
    }

    /** States how this float32 value is to be quantised, instead of what calibration would find. */
    public Node quantizedAs(Quantized stated) {
        operand().description().state(operand(), stated.type(), stated.quantization());
        return this;
    }

    private int id() {
        return operand().id();
    }

    private Tensor tensor() {
        return operand().tensor();
    }

    private Node pool(String kind, String name, BiFunction<Call, Tensor, Operator> operator) {
        Call call = begin(kind, name, Result.IMPLIED);
        return append(call, operator.apply(call, tensor()), Result.IMPLIED);
    }

    /** The shape of this image with other numbers of rows and columns. */
    private Shape resized(Call call, int rows, int columns) {
        call.requireImage(tensor());
        call.require(
                Math.min(rows, columns) >= 1 && Math.max(rows, columns) <= Sliding.LARGEST,
                "its size " + rows + "x" + columns + " is not from 1 to " + Sliding.LARGEST);
        return Shape.of(1, rows, columns, shape.extent().channels());
    }

    private Node converted(String kind, String name, Result result, Operand.Unary operator, ElementType... allowed) {
        Call call = begin(kind, name, Result.MOVED);
        call.requireType(tensor(), allowed);
        return append(call, operator.of(call.origin(), id(), call.output()), result);
    }

    private Node cast(Call call, Result result) {
        ElementType type = result.type(tensor());
        call.require(type != tensor().type(), "its input '" + name() + "' is " + type + " already");
        return append(call, new Cast(call.origin(), id(), call.output()), result);
    }
}
