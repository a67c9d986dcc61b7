package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.TrainingState;
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
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Weighted;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes operators with gradients. A tensor of rows x columns x channels is an array of samples x channels x rows x columns, the
 * order of PyTorch's convolutions.
 */
final class TorchOperators implements OperatorVisitor<NDArray> {
    /** The weight of what was seen before in means and variances. */
    private static final float MEMORY = 0.9f;

    private static final Shape ONES = new Shape(1, 1);

    private final TorchParameters parameters;
    private final Graph graph;
    private final int index;
    private final List<NDArray> inputs;
    private final boolean training;

    private TorchOperators(TorchParameters parameters, int index, List<NDArray> inputs, boolean training) {
        this.parameters = parameters;
        this.graph = parameters.graph();
        this.index = index;
        this.inputs = inputs;
        this.training = training;
    }

    /**
     * The output of one operator.
     *
     * @param index of the operator
     * @param inputs its operands
     * @param training whether batch normalisation uses the batch, and remembers it
     */
    static NDArray compute(TorchParameters parameters, int index, List<NDArray> inputs, boolean training) {
        Operator operator = parameters.graph().operators().get(index);
        return operator.accept(new TorchOperators(parameters, index, inputs, training));
    }

    /** The axis of an array that has an axis of tensors. */
    static int axis(Axis axis) {
        return switch (axis) {
            case CHANNELS -> 1;
            case ROWS -> 2;
            case COLUMNS -> 3;
        };
    }

    private NDArray input() {
        return inputs.get(0);
    }

    private Extent inputExtent() {
        return graph.operand(graph.operators().get(index), 0).extent();
    }

    private Extent outputExtent() {
        return graph.outputOf(graph.operators().get(index)).extent();
    }

    @Override
    public NDArray conv2d(Conv2d operator) {
        return convolved(operator, operator.rows(), operator.columns(), 1);
    }

    @Override
    public NDArray depthwiseConv2d(DepthwiseConv2d operator) {
        return convolved(
                operator, operator.rows(), operator.columns(), inputExtent().channels());
    }

    private NDArray convolved(Weighted layer, Window rows, Window columns, int groups) {
        Shape stride = new Shape(rows.stride(), columns.stride());
        Shape dilation = new Shape(rows.dilation(), columns.dilation());
        Padding padding = Padding.of(rows, columns);
        NDArray x = padding.isEven() ? input() : padded(padding, 0);
        Shape even = padding.isEven() ? new Shape(padding.top(), padding.left()) : new Shape(0, 0);
        NDArray filter = parameters.filter(index, input().getManager());
        NDArray y = x.getNDArrayInternal()
                .convolution(x, filter, bias(), stride, even, dilation, groups)
                .singletonOrThrow();
        return activated(layer.activation(), normalised(y));
    }

    /** A convolution with the mirrored filter, of the input with zeros between its elements. */
    @Override
    public NDArray transposeConv2d(TransposeConv2d operator) {
        TransposedWindow rows = operator.rows();
        TransposedWindow columns = operator.columns();
        NDArray spread = AxisMatrix.spreading(rows.stride(), rows.input()).along(Axis.ROWS, input());
        spread = AxisMatrix.spreading(columns.stride(), columns.input()).along(Axis.COLUMNS, spread);
        NDArray x = spread.pad(Padding.around(rows, columns).shape(), 0);
        NDArray mirrored = parameters.filter(index, input().getManager()).flip(2, 3);
        mirrored.attach(x.getManager());
        NDArray y = x.getNDArrayInternal()
                .convolution(x, mirrored, bias(), ONES, new Shape(0, 0), ONES, 1)
                .singletonOrThrow();
        return activated(operator.activation(), normalised(y));
    }

    @Override
    public NDArray fullyConnected(FullyConnected operator) {
        NDArray x = input();
        NDArray filter = parameters.filter(index, input().getManager());
        Extent in = inputExtent();
        NDArray rows = x.transpose(0, 2, 3, 1).reshape(-1, in.channels());
        NDArray y = rows.getNDArrayInternal().linear(rows, filter, bias()).singletonOrThrow();
        NDArray shaped =
                y.reshape(-1, in.rows(), in.columns(), operator.bias().size()).transpose(0, 3, 1, 2);
        return activated(operator.activation(), normalised(shaped));
    }

    private @Nullable NDArray bias() {
        return parameters.has(index, Role.BIAS) ? parameters.at(index, Role.BIAS) : null;
    }

    private NDArray normalised(NDArray y) {
        if (!parameters.has(index, Role.GAMMA)) {
            return y;
        }
        return y.getNDArrayInternal()
                .batchNorm(
                        y,
                        parameters.at(index, Role.MEAN),
                        parameters.at(index, Role.VARIANCE),
                        parameters.at(index, Role.GAMMA),
                        parameters.at(index, Role.BETA),
                        1,
                        MEMORY,
                        TrainingState.EPSILON,
                        training)
                .singletonOrThrow();
    }

    private static NDArray activated(Activation activation, NDArray y) {
        return switch (activation) {
            case NONE -> y;
            case RELU -> y.getNDArrayInternal().relu();
            case RELU6 -> y.clip(0f, 6f);
            case RELU_N1_TO_1 -> y.clip(-1f, 1f);
        };
    }

    private NDArray padded(Padding padding, double value) {
        return input().pad(padding.shape(), value);
    }

    /** Absent taps do not count: the sum is divided by how many are present. */
    @Override
    public NDArray averagePool2d(AveragePool2d operator) {
        Padding padding = Padding.of(operator.rows(), operator.columns());
        NDArray x = padding.isNone() ? input() : padded(padding, 0);
        Shape kernel = new Shape(operator.rows().kernel(), operator.columns().kernel());
        Shape stride = new Shape(operator.rows().stride(), operator.columns().stride());
        NDArray y = x.getNDArrayInternal().avgPool(kernel, stride, new Shape(0, 0), false, true);
        if (!padding.isNone()) {
            y = y.mul(x.getManager()
                    .create(
                            shares(operator),
                            new Shape(
                                    1, 1, outputExtent().rows(), outputExtent().columns())));
        }
        return activated(operator.activation(), y);
    }

    /** For each output the taps of the window by those that are present. */
    private float[] shares(AveragePool2d operator) {
        Window rows = operator.rows();
        Window columns = operator.columns();
        float[] shares = new float[rows.output() * columns.output()];
        for (int i = 0; i < shares.length; i++) {
            int present = present(rows, i / columns.output()) * present(columns, i % columns.output());
            shares[i] = rows.kernel() * columns.kernel() / (float) present;
        }
        return shares;
    }

    private static int present(Window window, int output) {
        int present = 0;
        for (int tap = 0; tap < window.kernel(); tap++) {
            int at = window.tap(output, tap);
            present += at >= 0 && at < window.input() ? 1 : 0;
        }
        return present;
    }

    @Override
    public NDArray maxPool2d(MaxPool2d operator) {
        Padding padding = Padding.of(operator.rows(), operator.columns());
        NDArray x = padding.isNone() ? input() : padded(padding, Float.NEGATIVE_INFINITY);
        Shape kernel = new Shape(operator.rows().kernel(), operator.columns().kernel());
        Shape stride = new Shape(operator.rows().stride(), operator.columns().stride());
        NDArray y = x.getNDArrayInternal().maxPool(kernel, stride, new Shape(0, 0), false);
        return activated(operator.activation(), y);
    }

    @Override
    public NDArray binary(Binary operator) {
        NDArray a = inputs.get(0);
        NDArray b = inputs.get(1);
        NDArray y = switch (operator.formula()) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.sub(b);
            case SQUARED_DIFFERENCE -> a.sub(b).square();
            case MULTIPLY -> a.mul(b);
            case DIVIDE -> a.div(b);
            case MAXIMUM -> NDArrays.maximum(a, b);
            case MINIMUM -> NDArrays.minimum(a, b);
        };
        return activated(operator.activation(), y);
    }

    /** Axis by axis, because the engine takes one at a time. */
    @Override
    public NDArray reduction(Reduction operator) {
        NDArray y = input();
        for (Axis axis : operator.axes()) {
            int[] one = {axis(axis)};
            y = switch (operator.formula()) {
                case MEAN -> y.mean(one, true);
                case SUM -> y.sum(one, true);
                case MAXIMUM -> y.max(one, true);
                case MINIMUM -> y.min(one, true);
            };
        }
        return y;
    }

    @Override
    public NDArray tableFunction(TableFunction operator) {
        return operator.asActivation()
                .map(activation -> activated(activation, input()))
                .orElseGet(() -> parameters.function(index, operator::compute).apply(input()));
    }

    /** x where it is positive, and its product with the slopes where it is negative. */
    @Override
    public NDArray prelu(Prelu operator) {
        NDArray positive = input().getNDArrayInternal().relu();
        return positive.add(input().sub(positive).mul(inputs.get(1)));
    }

    @Override
    public NDArray softmax(Softmax operator) {
        return Numbers.times(input(), operator.beta()).softmax(1);
    }

    @Override
    public NDArray argMax(ArgMax operator) {
        throw Untrainable.of(graph.name(), operator);
    }

    @Override
    public NDArray quantize(Quantize operator) {
        return input();
    }

    @Override
    public NDArray requantize(Requantize operator) {
        return input();
    }

    @Override
    public NDArray dequantize(Dequantize operator) {
        return input();
    }

    @Override
    public NDArray cast(Cast operator) {
        throw Untrainable.of(graph.name(), operator);
    }

    @Override
    public NDArray pad(Pad operator) {
        double value = operator.value()
                .map(bytes -> ByteBuffer.wrap(bytes.toArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat())
                .orElse(0f);
        Shape shape = new Shape(
                operator.before().columns(),
                operator.after().columns(),
                operator.before().rows(),
                operator.after().rows(),
                operator.before().channels(),
                operator.after().channels());
        return input().pad(shape, value);
    }

    @Override
    public NDArray reshape(Reshape operator) {
        Extent out = outputExtent();
        return inputExtent().equals(out)
                ? input()
                : input().transpose(0, 2, 3, 1)
                        .reshape(-1, out.rows(), out.columns(), out.channels())
                        .transpose(0, 3, 1, 2);
    }

    @Override
    public NDArray transpose(Transpose operator) {
        return input().transpose(
                        0,
                        axis(operator.permutation().source(Axis.CHANNELS)),
                        axis(operator.permutation().source(Axis.ROWS)),
                        axis(operator.permutation().source(Axis.COLUMNS)));
    }

    @Override
    public NDArray gather(Gather operator) {
        int inputs = inputExtent().along(operator.axis());
        return AxisMatrix.picking(operator.indices(), inputs).along(operator.axis(), input());
    }

    @Override
    public NDArray concatenation(Concatenation operator) {
        return NDArrays.concat(new NDList(inputs), axis(operator.axis()));
    }

    @Override
    public NDArray slice(Slice operator) {
        NDIndex index = new NDIndex().addAllDim();
        for (Axis axis : List.of(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS)) {
            long begin = operator.begin().along(axis);
            long stride = operator.stride().along(axis);
            index.addSliceDim(begin, begin + (outputExtent().along(axis) - 1) * stride + 1, stride);
        }
        return input().get(index);
    }

    @Override
    public NDArray resizeNearest(ResizeNearest operator) {
        AxisMatrix rows = AxisMatrix.nearest(
                operator.resampling(), inputExtent().rows(), outputExtent().rows());
        AxisMatrix columns = AxisMatrix.nearest(
                operator.resampling(), inputExtent().columns(), outputExtent().columns());
        return columns.along(Axis.COLUMNS, rows.along(Axis.ROWS, input()));
    }

    @Override
    public NDArray resizeBilinear(ResizeBilinear operator) {
        AxisMatrix rows = AxisMatrix.bilinear(
                operator.resampling(), inputExtent().rows(), outputExtent().rows());
        AxisMatrix columns = AxisMatrix.bilinear(
                operator.resampling(), inputExtent().columns(), outputExtent().columns());
        return columns.along(Axis.COLUMNS, rows.along(Axis.ROWS, input()));
    }

    @Override
    public NDArray custom(Custom operator) {
        throw Untrainable.of(graph.name(), operator);
    }
}
