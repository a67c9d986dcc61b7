package dev.pex.pexnet;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Maximum;
import dev.pex.operator.Mean;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
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
import dev.pex.operator.Slice;
import dev.pex.operator.Softmax;
import dev.pex.operator.Subtract;
import dev.pex.operator.Sum;
import dev.pex.operator.Tanh;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.WindowMessage;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes an operator of its message; what makes no sense is an {@link IllegalArgumentException}. */
final class OperatorMessageReader {
    /** The largest number along an axis of a window that kernels take. */
    private static final int LARGEST = 65535;

    private static final int AXES = Axis.values().length;

    private final OperatorMessage message;
    private final List<Tensor> tensors;
    private final boolean real;
    private final Origin origin;
    private final List<Integer> inputs;
    private final int output;

    OperatorMessageReader(OperatorMessage message, List<Tensor> tensors, boolean real) {
        this.message = message;
        this.tensors = tensors;
        this.real = real;
        this.origin = new Origin(message.getIndex(), message.getOriginKind(), message.getName());
        this.inputs = message.getInputsList();
        this.output = message.getOutput();
    }

    Operator read() {
        inputs.forEach(this::requireTensor);
        requireTensor(output);
        return switch (message.getKind()) {
            case "Conv2d", "DepthwiseConv2d", "FullyConnected", "TransposeConv2d" -> weighted();
            case "AveragePool2d" -> new AveragePool2d(origin, input(), output, rows(), columns(), activation());
            case "MaxPool2d" -> new MaxPool2d(origin, input(), output, rows(), columns(), activation());
            case "Add" -> new Add(origin, input(0, 2), input(1, 2), output, activation());
            case "Subtract" -> new Subtract(origin, input(0, 2), input(1, 2), output, activation());
            case "Multiply" -> new Multiply(origin, input(0, 2), input(1, 2), output, activation());
            case "Maximum" -> new Maximum(origin, input(0, 2), input(1, 2), output);
            case "Minimum" -> new Minimum(origin, input(0, 2), input(1, 2), output);
            case "Prelu" -> prelu();
            case "Mean" -> new Mean(origin, input(), output, axes());
            case "Sum" -> new Sum(origin, input(), output, axes());
            case "ReduceMax" -> new ReduceMax(origin, input(), output, axes());
            case "Pad" -> pad();
            case "Reshape" -> new Reshape(origin, input(), output);
            case "Softmax" -> new Softmax(origin, input(), output, positive());
            case "Transpose" ->
                new Transpose(origin, input(), output, new Permutation(axis(0, AXES), axis(1, AXES), axis(2, AXES)));
            case "Quantize" -> new Quantize(origin, input(), output);
            case "Requantize" -> new Requantize(origin, input(), output);
            case "Dequantize" -> new Dequantize(origin, input(), output);
            case "Logistic" -> new Logistic(origin, input(), output);
            case "Tanh" -> new Tanh(origin, input(), output);
            case "Relu" -> new Relu(origin, input(), output);
            case "Relu6" -> new Relu6(origin, input(), output);
            case "ReluN1To1" -> new ReluN1To1(origin, input(), output);
            case "LeakyRelu" -> new LeakyRelu(origin, input(), output, alpha());
            case "HardSwish" -> new HardSwish(origin, input(), output);
            case "ArgMax" -> new ArgMax(origin, input(), output, axis(0, 1));
            case "Cast" -> new Cast(origin, input(), output);
            case "Gather" -> new Gather(origin, input(), output, axis(0, 1), ints(message.getIndicesList()));
            case "Concatenation" -> concatenation();
            case "Slice" -> new Slice(origin, input(), output, before(), after());
            case "ResizeNearest" -> new ResizeNearest(origin, input(), output, resampling());
            case "ResizeBilinear" -> new ResizeBilinear(origin, input(), output, resampling());
            default -> throw new IllegalArgumentException("operator '" + message.getKind() + "' is not known");
        };
    }

    private Operator weighted() {
        Ints bias = bias();
        int channels = bias.size();
        Require.that(channels > 0, what("it has no output channels"));
        int in = tensors.get(input()).extent().channels();
        return switch (message.getKind()) {
            case "Conv2d" -> {
                Filter filter = filter(size(channels, rows().kernel(), columns().kernel(), in), channels, false);
                yield new Conv2d(origin, input(), output, rows(), columns(), filter, bias, activation());
            }
            case "DepthwiseConv2d" -> {
                int multiplier = message.getMultiplier();
                Require.that(
                        multiplier > 0 && (long) in * multiplier == channels,
                        what(channels + " channels of " + in + " with the multiplier " + multiplier));
                Filter filter = filter(size(channels, rows().kernel(), columns().kernel(), 1), channels, false);
                yield new DepthwiseConv2d(
                        origin, input(), output, rows(), columns(), multiplier, filter, bias, activation());
            }
            case "TransposeConv2d" -> {
                TransposedWindow rows = transposed(message.getRows());
                TransposedWindow columns = transposed(message.getColumns());
                Filter filter = filter(size(channels, rows.kernel(), columns.kernel(), in), channels, false);
                yield new TransposeConv2d(origin, input(), output, rows, columns, filter, bias, activation());
            }
            default ->
                new FullyConnected(
                        origin, input(), output, filter(size(channels, in, 1, 1), channels, true), bias, activation());
        };
    }

    private static long size(int a, int b, int c, int d) {
        return Math.multiplyExact(Math.multiplyExact((long) a, b), Math.multiplyExact((long) c, d));
    }

    private Ints bias() {
        return real ? Ints.copyOf(new int[message.getRealBiasCount()]) : ints(message.getBiasList());
    }

    /** The filter, after a look at its size; none in real numbers. */
    private Filter filter(long size, int channels, boolean mayHaveZeroPoint) {
        int given = real ? message.getRealWeightsCount() : message.getWeights().size();
        Require.that(given == size, what("it has " + given + " weights; " + size + " are needed"));
        if (real) {
            return Filter.NONE;
        }
        int count = message.getWeightScalesCount();
        Require.that(count == 1 || count == channels, what("it has " + count + " scales"));
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = message.getWeightScales(i);
            Require.that(scales[i] > 0 && Float.isFinite(scales[i]), what("a scale is " + scales[i]));
        }
        int zeroPoint = message.getWeightZeroPoint();
        Require.that(
                zeroPoint == 0 || (mayHaveZeroPoint && count == 1 && zeroPoint >= -128 && zeroPoint <= 127),
                what("the zero point of its weights is " + zeroPoint));
        return new Filter(Bytes.copyOf(message.getWeights().toByteArray()), Floats.copyOf(scales), zeroPoint);
    }

    private Operator prelu() {
        Require.that(tensors.get(input(1, 2)).constant().isPresent(), what("its alpha is not constant"));
        return new Prelu(origin, input(0, 2), input(1, 2), output);
    }

    private Operator pad() {
        Optional<Bytes> value =
                message.hasValue() ? Optional.of(Bytes.copyOf(message.getValue().toByteArray())) : Optional.empty();
        int size = tensors.get(input()).type().bytes();
        Require.that(value.filter(bytes -> bytes.size() != size).isEmpty(), what("its value has the wrong size"));
        return new Pad(origin, input(), output, border(before()), border(after()), value);
    }

    private Operator concatenation() {
        Require.that(!inputs.isEmpty(), what("it has no inputs"));
        return new Concatenation(origin, inputs, output, axis(0, 1));
    }

    private static Border border(PerAxis sizes) {
        return new Border(sizes.rows(), sizes.columns(), sizes.channels());
    }

    private PerAxis before() {
        return perAxis(message.getBeforeList());
    }

    private PerAxis after() {
        return perAxis(message.getAfterList());
    }

    private PerAxis perAxis(List<Integer> numbers) {
        Require.that(numbers.size() == AXES, what("it has " + numbers.size() + " numbers for " + AXES + " axes"));
        return new PerAxis(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    private float positive() {
        float number = message.getNumber();
        Require.that(number > 0 && Float.isFinite(number), what("its number is " + number));
        return number;
    }

    private float alpha() {
        float number = message.getNumber();
        Require.that(number >= 0 && Float.isFinite(number), what("its number is " + number));
        return number;
    }

    private Resampling resampling() {
        return new Resampling(message.getAlignCorners(), message.getHalfPixelCenters());
    }

    private Activation activation() {
        return Activation.valueOf(message.getActivation());
    }

    private List<Axis> axes() {
        List<Axis> axes = message.getAxesList().stream().map(Axis::valueOf).toList();
        Require.that(!axes.isEmpty() && axes.stream().distinct().count() == axes.size(), what("its axes are " + axes));
        return axes;
    }

    private Axis axis(int index, int count) {
        Require.that(message.getAxesCount() == count, what("it has " + message.getAxesCount() + " axes"));
        return Axis.valueOf(message.getAxes(index));
    }

    private Window rows() {
        return window(message.getRows());
    }

    private Window columns() {
        return window(message.getColumns());
    }

    private Window window(WindowMessage window) {
        requireSmall(window);
        return new Window(
                window.getInput(),
                window.getOutput(),
                window.getKernel(),
                window.getStride(),
                window.getDilation(),
                window.getPadBefore());
    }

    private TransposedWindow transposed(WindowMessage window) {
        requireSmall(window);
        Require.that(window.getDilation() == 1, what("a transposed window has no dilation"));
        return new TransposedWindow(
                window.getInput(), window.getOutput(), window.getKernel(), window.getStride(), window.getPadBefore());
    }

    private void requireSmall(WindowMessage window) {
        for (int number : new int[] {
            window.getInput(),
            window.getOutput(),
            window.getKernel(),
            window.getStride(),
            window.getDilation(),
            window.getPadBefore()
        }) {
            Require.that(number >= 0 && number <= LARGEST, what("a number of its window is not from 0 to " + LARGEST));
        }
    }

    private int input() {
        return input(0, 1);
    }

    private int input(int index, int count) {
        Require.that(inputs.size() == count, what("it has " + inputs.size() + " inputs"));
        return inputs.get(index);
    }

    private void requireTensor(int id) {
        Require.that(
                id >= 0 && id < tensors.size(), what("tensor " + Integer.toUnsignedString(id) + " does not exist"));
    }

    private static Ints ints(List<Integer> list) {
        return Ints.copyOf(list.stream().mapToInt(Integer::intValue).toArray());
    }

    private String what(String what) {
        return "operator '" + message.getName() + "': " + what;
    }
}
