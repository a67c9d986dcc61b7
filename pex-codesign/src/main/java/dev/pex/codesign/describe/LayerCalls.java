package dev.pex.codesign.describe;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.WeightOptions;
import dev.pex.dsl.WindowOptions;
import dev.pex.operator.Activation;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Custom;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.LeakyRelu;
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
import dev.pex.operator.Softmax;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Weighted;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The call of the builder for each operator; it is made on the operator's first operand. */
final class LayerCalls implements OperatorVisitor<Invocation> {
    private final Subject subject;

    LayerCalls(Subject subject) {
        this.subject = subject;
    }

    @Override
    public Invocation conv2d(dev.pex.operator.Conv2d operator) {
        Window rows = operator.rows();
        Window columns = operator.columns();
        Conv2d options = Conv2d.filters(operator.bias().size())
                .kernel(rows.kernel(), columns.kernel())
                .dilation(rows.dilation(), columns.dilation())
                .activation(operator.activation());
        return call("conv2d", operator, biased(operator, sliding(options, rows, columns)));
    }

    @Override
    public Invocation depthwiseConv2d(dev.pex.operator.DepthwiseConv2d operator) {
        Window rows = operator.rows();
        Window columns = operator.columns();
        DepthwiseConv2d options = DepthwiseConv2d.kernel(rows.kernel(), columns.kernel())
                .multiplier(operator.multiplier())
                .dilation(rows.dilation(), columns.dilation())
                .activation(operator.activation());
        return call("depthwiseConv2d", operator, biased(operator, sliding(options, rows, columns)));
    }

    @Override
    public Invocation transposeConv2d(dev.pex.operator.TransposeConv2d operator) {
        TransposedWindow rows = operator.rows();
        TransposedWindow columns = operator.columns();
        TransposeConv2d options = TransposeConv2d.filters(operator.bias().size())
                .kernel(rows.kernel(), columns.kernel())
                .stride(rows.stride(), columns.stride())
                .activation(operator.activation());
        boolean reached = rows.equals(reached(rows)) && columns.equals(reached(columns));
        boolean same = rows.equals(multiple(rows)) && columns.equals(multiple(columns));
        if (same && !reached) {
            options = options.same();
        } else if (!reached) {
            options = options.output(rows.output(), columns.output());
            options = isValid(rows) && isValid(columns) ? options : options.same();
        }
        return call("transposeConv2d", operator, biased(operator, options));
    }

    /** The window that follows without padding. */
    private static TransposedWindow reached(TransposedWindow w) {
        int output = (w.input() - 1) * w.stride() + Math.max(w.kernel(), w.stride());
        return TransposedWindow.valid(w.input(), output, w.kernel(), w.stride());
    }

    /** The window that follows with SAME padding. */
    private static TransposedWindow multiple(TransposedWindow w) {
        return TransposedWindow.same(w.input(), w.input() * w.stride(), w.kernel(), w.stride());
    }

    private static boolean isValid(TransposedWindow w) {
        return w.equals(TransposedWindow.valid(w.input(), w.output(), w.kernel(), w.stride()));
    }

    @Override
    public Invocation fullyConnected(dev.pex.operator.FullyConnected operator) {
        FullyConnected options = FullyConnected.units(operator.bias().size()).activation(operator.activation());
        return call("fullyConnected", operator, biased(operator, options));
    }

    @Override
    public Invocation averagePool2d(dev.pex.operator.AveragePool2d operator) {
        Window rows = operator.rows();
        Window columns = operator.columns();
        AveragePool2d options =
                AveragePool2d.kernel(rows.kernel(), columns.kernel()).activation(operator.activation());
        return call("averagePool2d", operator, sliding(options, rows, columns));
    }

    @Override
    public Invocation maxPool2d(dev.pex.operator.MaxPool2d operator) {
        Window rows = operator.rows();
        Window columns = operator.columns();
        MaxPool2d options = MaxPool2d.kernel(rows.kernel(), columns.kernel()).activation(operator.activation());
        return call("maxPool2d", operator, sliding(options, rows, columns));
    }

    @Override
    public Invocation binary(Binary operator) {
        String method = switch (operator.formula()) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case SQUARED_DIFFERENCE -> "squaredDifference";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case MAXIMUM -> "maximum";
            case MINIMUM -> "minimum";
        };
        Value right = new Value(operator.right());
        Activation activation = operator.activation();
        return activation == Activation.NONE
                ? call(method, operator, right)
                : call(method, operator, right, activation);
    }

    @Override
    public Invocation reduction(Reduction operator) {
        String method = switch (operator.formula()) {
            case MEAN -> "mean";
            case SUM -> "sum";
            case MAXIMUM -> "reduceMax";
            case MINIMUM -> "reduceMin";
        };
        List<Axis> axes = operator.axes();
        Tensor output = subject.graph().outputOf(operator);
        boolean pools = subject.form() != Form.QUANTIZED_BY_CODE
                && operator.formula() == Reduction.Formula.MEAN
                && axes.equals(List.of(Axis.ROWS, Axis.COLUMNS))
                && output.shape().equals(List.of(1, output.extent().channels()));
        if (pools) {
            return call("globalAveragePool", operator);
        }
        List<Object> arguments = new ArrayList<>(call(method, operator).arguments());
        arguments.add(axes.toArray(Axis[]::new));
        return new Invocation(method, arguments);
    }

    @Override
    public Invocation tableFunction(TableFunction operator) {
        String method = functionMethod(operator);
        if (operator instanceof LeakyRelu leaky) {
            return call(method, operator, leaky.alpha());
        }
        Tensor input = subject.graph().tensor(operator.input());
        Tensor output = subject.graph().outputOf(operator);
        boolean restated = subject.form() == Form.QUANTIZED_BY_CODE
                && operator.values().sharesQuantization()
                && !input.quantization().equals(output.quantization());
        return restated ? Invocation.of(method, name(operator), quantized(output)) : call(method, operator);
    }

    private static String functionMethod(TableFunction operator) {
        return switch (operator.kind()) {
            case LOGISTIC -> "logistic";
            case TANH -> "tanh";
            case RELU -> "relu";
            case RELU_6 -> "relu6";
            case RELU_N1_TO_1 -> "reluN1To1";
            case LEAKY_RELU -> "leakyRelu";
            case HARD_SWISH -> "hardSwish";
            case ABS -> "abs";
            case ELU -> "elu";
            case RSQRT -> "rsqrt";
            // Without a default, so that the Java compiler names the place that a new function misses.
            case CONV_2D, DEPTHWISE_CONV_2D, TRANSPOSE_CONV_2D, FULLY_CONNECTED, AVERAGE_POOL_2D, MAX_POOL_2D ->
                throw noFunction(operator);
            case ADD, SUBTRACT, SQUARED_DIFFERENCE, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM -> throw noFunction(operator);
            case MEAN, SUM, REDUCE_MAX, REDUCE_MIN, PRELU, SOFTMAX, ARG_MAX -> throw noFunction(operator);
            case QUANTIZE, REQUANTIZE, DEQUANTIZE, CAST, PAD, RESHAPE, TRANSPOSE -> throw noFunction(operator);
            case GATHER, CONCATENATION, SLICE, RESIZE_NEAREST, RESIZE_BILINEAR, CUSTOM -> throw noFunction(operator);
        };
    }

    private static IllegalStateException noFunction(Operator operator) {
        return new IllegalStateException(operator.kind() + " is no function of one value");
    }

    @Override
    public Invocation prelu(Prelu operator) {
        return call("prelu", operator, new Value(operator.alpha()));
    }

    @Override
    public Invocation softmax(Softmax operator) {
        return operator.beta() == 1 ? call("softmax", operator) : call("softmax", operator, operator.beta());
    }

    @Override
    public Invocation argMax(ArgMax operator) {
        return call("argMax", operator, operator.axis());
    }

    @Override
    public Invocation quantize(Quantize operator) {
        return converted("quantize", operator);
    }

    @Override
    public Invocation requantize(Requantize operator) {
        return converted("requantize", operator);
    }

    @Override
    public Invocation dequantize(Dequantize operator) {
        return call("dequantize", operator);
    }

    @Override
    public Invocation cast(Cast operator) {
        Tensor output = subject.graph().outputOf(operator);
        return output.type().isQuantized() ? converted("cast", operator) : call("cast", operator, output.type());
    }

    private Invocation converted(String method, Operator operator) {
        return Invocation.of(method, name(operator), quantized(subject.graph().outputOf(operator)));
    }

    @Override
    public Invocation pad(Pad operator) {
        return operator.value()
                .map(value -> call("pad", operator, operator.before(), operator.after(), padding(operator, value)))
                .orElseGet(() -> call("pad", operator, operator.before(), operator.after()));
    }

    /** A float; the element itself where the code states the quantisation. */
    private Object padding(Pad operator, Bytes value) {
        Tensor tensor = subject.graph().outputOf(operator);
        if (tensor.type() == ElementType.FLOAT32) {
            return ByteBuffer.wrap(value.toArray())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getFloat();
        }
        boolean stated = subject.form() == Form.QUANTIZED_BY_CODE
                || tensor.quantization().isEmpty();
        // Not a conditional expression, which would make a float of either.
        if (stated) {
            return value.get(0);
        }
        return tensor.scale() * (value.get(0) - tensor.zeroPoint());
    }

    @Override
    public Invocation reshape(Reshape operator) {
        Shape shape = Shapes.of(subject.graph().outputOf(operator));
        return shape.equals(Shape.of(1, shape.extent().elements()))
                ? call("flatten", operator)
                : call("reshape", operator, shape);
    }

    @Override
    public Invocation transpose(Transpose operator) {
        Permutation axes = operator.permutation();
        return call("transpose", operator, axes.rows(), axes.columns(), axes.channels());
    }

    @Override
    public Invocation gather(Gather operator) {
        return call("gather", operator, operator.axis(), operator.indices().toArray());
    }

    @Override
    public Invocation concatenation(Concatenation operator) {
        List<Integer> others = operator.inputs().subList(1, operator.inputs().size());
        return call(
                "concatenate",
                operator,
                operator.axis(),
                others.stream().map(Value::new).toArray(Value[]::new));
    }

    @Override
    public Invocation slice(dev.pex.operator.Slice operator) {
        Extent in = subject.graph().tensor(operator.input()).extent();
        Extent out = subject.graph().outputOf(operator).extent();
        Slice options = Slice.all();
        for (Axis axis : Axis.values()) {
            int begin = operator.begin().along(axis);
            int step = operator.stride().along(axis);
            int count = out.along(axis);
            if (begin > 0 || (in.along(axis) - 1) / step + 1 != count) {
                options = options.range(axis, begin, begin + (count - 1) * step + 1);
            }
            options = new Slice(options.spans(), options.stride().with(axis, step));
        }
        return call("slice", operator, options);
    }

    @Override
    public Invocation resizeNearest(ResizeNearest operator) {
        Extent out = subject.graph().outputOf(operator).extent();
        return call("resizeNearest", operator, out.rows(), out.columns(), operator.resampling());
    }

    @Override
    public Invocation resizeBilinear(ResizeBilinear operator) {
        Extent out = subject.graph().outputOf(operator).extent();
        return call("resizeBilinear", operator, out.rows(), out.columns(), operator.resampling());
    }

    @Override
    public Invocation custom(Custom operator) {
        throw new NotExpressible("the builder has no method for it");
    }

    /** A call with a name, some arguments, and the quantisation of its output where the code states it. */
    private Invocation call(String method, Operator operator, Object... between) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(name(operator));
        arguments.addAll(List.of(between));
        if (subject.form() == Form.QUANTIZED_BY_CODE && subject.choosesQuantization(operator)) {
            arguments.add(quantized(subject.graph().outputOf(operator)));
        }
        return new Invocation(method, arguments);
    }

    private String name(Operator operator) {
        return subject.name(operator.output());
    }

    /** How a tensor is quantised, as the builder says it. */
    static Quantized quantized(Tensor tensor) {
        if (tensor.quantization().isEmpty() || tensor.type() == ElementType.INT16) {
            throw new NotExpressible("'" + tensor.name() + "' is " + tensor.type()
                    + (tensor.quantization().isEmpty() ? " without a scale" : ""));
        }
        return new Quantized(tensor.type(), tensor.scale(), tensor.zeroPoint());
    }

    /** Zeros as biases are those of a layer without bias. */
    private <T extends WeightOptions<T>> T biased(Weighted operator, T options) {
        return LearntArrays.hasBias(subject, operator) ? options : options.withoutBias();
    }

    private static <T extends WindowOptions<T>> T sliding(T options, Window rows, Window columns) {
        T moved = options.stride(rows.stride(), columns.stride());
        return isValid(rows) && isValid(columns) ? moved : moved.same();
    }

    private static boolean isValid(Window w) {
        return w.padBefore() == 0 && w.output() == Window.validOutput(w.input(), w.kernel(), w.stride(), w.dilation());
    }
}
