package dev.pex.processor;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Padding;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.build.Calls;
import dev.pex.operator.Activation;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** The call of the builder that each annotation means. */
final class Operators {
    /** Stands for the layer's name among the arguments of a call. */
    static final Object NAME = new Object();

    /** Stands for a layer among the arguments of a call. */
    record Producer(String layer) {}

    /** Stands for layers among the arguments of a call with a variable number of them. */
    record Producers(List<String> layers) {}

    /** The number of layers that an operator takes, and the call on the first of them. */
    record Operator(int fewest, int most, Function<Layer, Invocation> call) {}

    /** The annotations whose layers are more than a call of one method with their elements. */
    private static final Map<String, Operator> SPECIAL = Map.ofEntries(
            unary("Conv2d", l -> call("conv2d", conv2d(l.values()))),
            unary("DepthwiseConv2d", l -> call("depthwiseConv2d", depthwise(l.values()))),
            unary("TransposeConv2d", l -> call("transposeConv2d", transposed(l.values()))),
            unary("Dense", l -> call("fullyConnected", dense(l.values()))),
            unary("AveragePool", l -> call("averagePool2d", pool(AveragePool2d.class, l.values()))),
            unary("MaxPool", l -> call("maxPool2d", pool(MaxPool2d.class, l.values()))),
            unary("Pad", l -> pad(l.values())),
            unary("Reshape", l -> call("reshape", shape(l.values().integers("value")))),
            unary("Transpose", Operators::transpose),
            Map.entry("Concatenate", new Operator(2, Integer.MAX_VALUE, Operators::concatenate)),
            unary("Slice", l -> call("slice", slice(l.values()))),
            unary("ResizeNearest", l -> resize("resizeNearest", l.values())),
            unary("ResizeBilinear", l -> resize("resizeBilinear", l.values())),
            unary(Layer.USE, l -> call(Layer.USE)),
            Map.entry(Layer.INPUT, new Operator(0, 0, l -> input("input", l))),
            Map.entry(Layer.CONSTANT, new Operator(0, 0, Operators::constant)));

    private Operators() {}

    /** The operator of an annotation; empty when it is not that of an operator. */
    static Optional<Operator> of(AnnotationMirror annotation) {
        Element type = annotation.getAnnotationType().asElement();
        Calls calls = type.getAnnotation(Calls.class);
        return calls == null
                ? Optional.ofNullable(SPECIAL.get(type.getSimpleName().toString()))
                : Optional.of(new Operator(calls.layers(), calls.layers(), layer -> plain(calls, layer)));
    }

    /** The call that makes a layer; on the network for inputs and constants, otherwise on the first producer. */
    static Invocation call(Layer layer) {
        return of(layer.values().annotation()).orElseThrow().call().apply(layer);
    }

    /** The call of one method with the other layers and the elements of the annotation. */
    private static Invocation plain(Calls calls, Layer layer) {
        List<Object> arguments = new ArrayList<>();
        layer.producers().stream().skip(1).map(Producer::new).forEach(arguments::add);
        for (String element : calls.arguments()) {
            arguments.add(layer.values().argument(element));
        }
        if (!calls.optional().isEmpty() && !layer.values().isDefault(calls.optional())) {
            arguments.add(layer.values().argument(calls.optional()));
        }
        return call(calls.value(), arguments.toArray());
    }

    /** The stated quantisation of an input; empty when calibration is to find it. */
    static List<Fluent> stated(Layer input) {
        float scale = input.values().real("scale");
        int zeroPoint = input.values().integer("zeroPoint");
        return scale == 0 && zeroPoint == 0 ? List.of() : List.of(Fluent.of(Quantized.class, "int8", scale, zeroPoint));
    }

    private static Map.Entry<String, Operator> unary(String name, Function<Layer, Invocation> call) {
        return Map.entry(name, new Operator(1, 1, call));
    }

    private static Invocation call(String method, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(NAME));
        all.addAll(List.of(arguments));
        return new Invocation(method, all);
    }

    private static Axis axis(Layer layer, String name) {
        return layer.values().constant(name, Axis.class);
    }

    private static Axis[] axes(Layer layer) {
        return layer.values().constants("value", Axis.class).toArray(Axis[]::new);
    }

    private static Invocation input(String method, Layer layer) {
        return call(method, shape(layer.values().integers("shape")));
    }

    private static Invocation constant(Layer layer) {
        Fluent shape = Fluent.of(Shape.class, "of", layer.values().integers("shape"));
        float[] values = layer.values().reals("values");
        return values.length == 0 ? call("parameter", shape) : call("constant", shape, values);
    }

    /** A shape with the batch. */
    private static Fluent shape(int... dimensions) {
        int[] all = IntStream.concat(IntStream.of(1), Arrays.stream(dimensions)).toArray();
        return Fluent.of(Shape.class, "of", all);
    }

    private static Fluent conv2d(Values values) {
        Fluent sliding = sliding(Fluent.of(Conv2d.class, "filters", values.integer("filters")), true, values);
        return weighted(dilated(sliding, values), values);
    }

    private static Fluent transposed(Values values) {
        Fluent filters = Fluent.of(TransposeConv2d.class, "filters", values.integer("filters"));
        return weighted(sliding(filters, true, values), values);
    }

    private static Fluent depthwise(Values values) {
        int[] kernel = pair(values, "kernel");
        int multiplier = values.integer("multiplier");
        Fluent start = Fluent.of(DepthwiseConv2d.class, "kernel", kernel[0], kernel[1])
                .thenIf(multiplier != 1, "multiplier", multiplier);
        return weighted(dilated(sliding(start, false, values), values), values);
    }

    private static Fluent dense(Values values) {
        return weighted(Fluent.of(FullyConnected.class, "units", values.integer("units")), values);
    }

    private static Fluent pool(Class<?> type, Values values) {
        int[] kernel = pair(values, "kernel");
        int[] stride = values.integers("stride").length == 0 ? kernel : pair(values, "stride");
        Fluent pool = Fluent.of(type, "kernel", kernel[0], kernel[1]);
        return activated(padded(strided(pool, stride), values), values);
    }

    private static Fluent sliding(Fluent start, boolean withKernel, Values values) {
        int[] kernel = pair(values, "kernel");
        boolean point = kernel[0] == 1 && kernel[1] == 1;
        Fluent sized = start.thenIf(withKernel && !point, "kernel", kernel[0], kernel[1]);
        return padded(strided(sized, pair(values, "stride")), values);
    }

    private static Fluent strided(Fluent start, int... stride) {
        return start.thenIf(stride[0] != 1 || stride[1] != 1, "stride", stride[0], stride[1]);
    }

    private static Fluent padded(Fluent start, Values values) {
        return start.thenIf(values.constant("padding", Padding.class) == Padding.SAME, "same");
    }

    private static Fluent dilated(Fluent start, Values values) {
        int[] dilation = pair(values, "dilation");
        return start.thenIf(dilation[0] != 1 || dilation[1] != 1, "dilation", dilation[0], dilation[1]);
    }

    private static Fluent weighted(Fluent start, Values values) {
        return activated(start.thenIf(!values.truth("bias"), "withoutBias"), values);
    }

    private static Fluent activated(Fluent start, Values values) {
        Activation activation = activation(values);
        return start.thenIf(activation != Activation.NONE, "activation", activation);
    }

    private static Activation activation(Values values) {
        return values.constant("activation", Activation.class);
    }

    private static Invocation pad(Values values) {
        Fluent before = border(values, "before");
        Fluent after = border(values, "after");
        float value = values.real("value");
        return value == 0 ? call("pad", before, after) : call("pad", before, after, value);
    }

    private static Fluent border(Values values, String name) {
        int[] sizes = sized(values, name, 3);
        return Fluent.of(Border.class, Fluent.NEW, sizes[0], sizes[1], sizes[2]);
    }

    private static Invocation transpose(Layer layer) {
        Axis[] axes = axes(layer);
        if (axes.length != 3) {
            throw new IllegalArgumentException("value has " + axes.length + " axes; it takes 3");
        }
        return call("transpose", axes[0], axes[1], axes[2]);
    }

    private static Invocation concatenate(Layer layer) {
        List<String> others = layer.producers().subList(1, layer.producers().size());
        return call("concatenate", axis(layer, "value"), new Producers(others));
    }

    private static Fluent slice(Values values) {
        Axis axis = values.constant("axis", Axis.class);
        int every = values.integer("every");
        return Fluent.of(Slice.class, "all")
                .then("range", axis, values.integer("begin"), values.integer("end"))
                .thenIf(every != 1, "every", every, axis);
    }

    private static Invocation resize(String method, Values values) {
        Fluent resampling =
                Fluent.of(Resampling.class, Fluent.NEW, values.truth("alignCorners"), values.truth("halfPixelCenters"));
        return call(method, values.integer("rows"), values.integer("columns"), resampling);
    }

    /** Two numbers, or one for both. */
    private static int[] pair(Values values, String name) {
        int[] numbers = values.integers(name);
        return numbers.length == 1 ? new int[] {numbers[0], numbers[0]} : sized(values, name, 2);
    }

    private static int[] sized(Values values, String name, int size) {
        int[] numbers = values.integers(name);
        if (numbers.length != size) {
            throw new IllegalArgumentException(name + " has " + numbers.length + " numbers; it takes " + size);
        }
        return numbers;
    }
}
