package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.kernel.LayerConstants;
import dev.pex.kernel.Variant;
import dev.pex.operator.ArgMax;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.Custom;
import dev.pex.operator.CustomKernel;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Dequantize;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.LayerForm;
import dev.pex.operator.MaxPool2d;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorVisitor;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
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
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Affine;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.Arithmetic.Sloped;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of one operator as the initialiser of its kernel's struct. Positional, because C++
 * has designated initialisers only since 2020; each line names its fields in a comment.
 */
final class Arguments implements OperatorVisitor<List<String>> {
    private final Graph graph;
    private final Variant variant;
    private final Views views;
    private final Constants constants;
    private final CText tables;
    private final String scratch;
    private final String prefix;
    private final List<String> lines = new ArrayList<>();

    private Arguments(
            Graph graph,
            Variant variant,
            Views views,
            Constants constants,
            CText tables,
            String scratch,
            String prefix) {
        this.graph = graph;
        this.variant = variant;
        this.views = views;
        this.constants = constants;
        this.tables = tables;
        this.scratch = scratch;
        this.prefix = prefix;
    }

    /**
     * The fields of the struct, one line each.
     *
     * @param variant that the operator is run with
     * @param tables takes the definitions of tables that the struct points to
     * @param index of the operator in the graph
     * @param number distinguishes the operator's constant arrays from others'
     */
    static List<String> of(
            ModelCode model, Variant variant, Views views, Constants constants, CText tables, int index, int number) {
        String scratch = model.scratch().place(index);
        return model.graph()
                .operators()
                .get(index)
                .accept(new Arguments(model.graph(), variant, views, constants, tables, scratch, "op" + number + "_"));
    }

    private void inputAndOutput(Operator operator) {
        field("input", views.of(operator.inputs().get(0)));
        field("output", views.of(operator.output()));
    }

    @Override
    public List<String> conv2d(Conv2d conv) {
        inputAndOutput(conv);
        field("rows", views.window(conv.rows()));
        field("columns", views.window(conv.columns()));
        field(
                "input channels, output channels",
                in(conv).extent().channels() + "u, " + conv.bias().size() + "u");
        weighted(conv, conv.arithmetic(graph));
        field("scratch", scratch);
        return lines;
    }

    @Override
    public List<String> depthwiseConv2d(DepthwiseConv2d conv) {
        inputAndOutput(conv);
        field("rows", views.window(conv.rows()));
        field("columns", views.window(conv.columns()));
        field("output channels, channel multiplier", conv.bias().size() + "u, " + conv.multiplier() + "u");
        weighted(conv, conv.arithmetic(graph));
        return lines;
    }

    @Override
    public List<String> transposeConv2d(TransposeConv2d conv) {
        Arithmetic.Weighted a = conv.arithmetic(graph);
        inputAndOutput(conv);
        field("rows", views.window(conv.rows()));
        field("columns", views.window(conv.columns()));
        field("input channels", in(conv).extent().channels() + "u");
        field("input offset", Integer.toString(a.inputOffset()));
        weighted(conv, a);
        return lines;
    }

    @Override
    public List<String> fullyConnected(FullyConnected dense) {
        Arithmetic.Weighted a = dense.arithmetic(graph);
        inputAndOutput(dense);
        field("input channels", in(dense).extent().channels() + "u");
        field("output channels, filter offset", dense.bias().size() + "u, " + a.filterOffset());
        weighted(dense, a);
        return lines;
    }

    private void weighted(Weighted layer, Arithmetic.Weighted a) {
        boolean dense = layer.form() == LayerForm.FULLY_CONNECTED;
        boolean window = layer.form() == LayerForm.CONVOLUTION || layer.form() == LayerForm.DEPTHWISE;
        LayerConstants packed = LayerConstants.of(graph, layer, a, variant);
        boolean perChannel = !dense || layer.filter().scales().size() > 1;
        field("output offset", Integer.toString(a.outputOffset()));
        field("minimum, maximum", a.minimum() + ", " + a.maximum());
        if (dense) {
            field("per channel", perChannel ? "1u" : "0u");
        }
        field("weights", constants.weights(prefix + "weights", packed.weights(), variant.weightAlignment()));
        if (window) {
            field(
                    "absent taps",
                    packed.absent().size() == 0
                            ? "NULL"
                            : constants.repeated(
                                    packed.absent().get(0), packed.absent().size()));
        }
        field("bias", constants.int32(prefix + "bias", packed.bias()));
        if (packed.multipliers().size() == 0) {
            field("multipliers", "NULL");
            field("shifts", "NULL");
            return;
        }
        Ints multipliers = perChannel
                ? packed.multipliers()
                : Ints.copyOf(packed.multipliers().get(0));
        Ints shifts = perChannel ? packed.shifts() : Ints.copyOf(packed.shifts().get(0));
        field("multipliers", constants.int32(prefix + "multipliers", multipliers));
        field("shifts", constants.int8(prefix + "shifts", shifts));
    }

    @Override
    public List<String> averagePool2d(AveragePool2d pool) {
        return pool(pool);
    }

    @Override
    public List<String> maxPool2d(MaxPool2d pool) {
        return pool(pool);
    }

    private List<String> pool(Pooling pool) {
        Pooled a = pool.arithmetic(graph);
        inputAndOutput(pool);
        field("rows", views.window(pool.rows()));
        field("columns", views.window(pool.columns()));
        field("minimum, maximum", a.minimum() + ", " + a.maximum());
        return lines;
    }

    @Override
    public List<String> binary(Binary operator) {
        return BinaryArguments.of(graph, views, constants, operator, prefix);
    }

    @Override
    public List<String> reduction(Reduction reduction) {
        Extent e = in(reduction).extent();
        StringBuilder counts = new StringBuilder();
        for (Axis axis : Axis.values()) {
            counts.append(counts.isEmpty() ? "" : ", ");
            counts.append(reduction.axes().contains(axis) ? e.along(axis) : 1).append('u');
        }
        inputAndOutput(reduction);
        field("counts of rows, columns, channels", "{" + counts + "}");
        if (reduction.arithmetic(graph) instanceof Averaged a) {
            field("output offset, bias", a.outputZeroPoint() + ", " + a.count() * a.inputZeroPoint());
            field("scale", Views.scale(a.scale()));
        }
        return lines;
    }

    @Override
    public List<String> tableFunction(TableFunction function) {
        inputAndOutput(function);
        field("table", constants.table(function.arithmetic(graph).table()));
        return lines;
    }

    @Override
    public List<String> prelu(Prelu prelu) {
        Sloped a = prelu.arithmetic(graph);
        Tensor alpha = graph.tensor(prelu.alpha());
        Extent out = graph.outputOf(prelu).extent();
        inputAndOutput(prelu);
        field("alpha", views.operand(alpha.id()));
        field("alphas", constants.int8(prefix + "alphas", alpha.constant().orElseThrow()));
        field("alpha channel stride", BinaryArguments.channelStride(alpha.extent(), out));
        field(
                "input offset, alpha offset, output offset",
                a.inputOffset() + ", " + a.alphaOffset() + ", " + a.outputOffset());
        field("identity", Views.scale(a.identity()));
        field("slope", Views.scale(a.slope()));
        return lines;
    }

    @Override
    public List<String> softmax(Softmax softmax) {
        Normalised a = softmax.arithmetic(graph);
        inputAndOutput(softmax);
        field("minimum difference", Integer.toString(a.minimumDifference()));
        field("input scale", Views.scale(a.input()));
        return lines;
    }

    @Override
    public List<String> argMax(ArgMax argMax) {
        inputAndOutput(argMax);
        field("count, axis", in(argMax).extent().along(argMax.axis()) + "u, " + number(argMax.axis()) + "u");
        return lines;
    }

    @Override
    public List<String> quantize(Quantize quantize) {
        inputAndOutput(quantize);
        affine(quantize.arithmetic(graph), graph.outputOf(quantize));
        return lines;
    }

    @Override
    public List<String> dequantize(Dequantize dequantize) {
        inputAndOutput(dequantize);
        affine(dequantize.arithmetic(graph), in(dequantize));
        return lines;
    }

    private void affine(Affine a, Tensor integer) {
        boolean unsigned = isUnsigned(integer);
        field("scale", CText.float32(a.scale()));
        field("zero point, flip", (a.zeroPoint() - (unsigned ? 128 : 0)) + ", " + flip(unsigned));
    }

    @Override
    public List<String> requantize(Requantize requantize) {
        Rescaled a = requantize.arithmetic(graph);
        boolean from = isUnsigned(in(requantize));
        boolean to = isUnsigned(graph.outputOf(requantize));
        inputAndOutput(requantize);
        field(
                "input offset, output offset",
                (a.inputOffset() + (from ? 128 : 0)) + ", " + (a.outputOffset() - (to ? 128 : 0)));
        field("input flip, output flip", flip(from) + ", " + flip(to));
        field("scale", Views.scale(a.scale()));
        return lines;
    }

    @Override
    public List<String> cast(Cast cast) {
        inputAndOutput(cast);
        field("from, to", castType(in(cast)) + ", " + castType(graph.outputOf(cast)));
        return lines;
    }

    @Override
    public List<String> pad(Pad pad) {
        inputAndOutput(pad);
        MovementArguments.pad(graph, pad, lines);
        return lines;
    }

    @Override
    public List<String> reshape(Reshape reshape) {
        throw new IllegalArgumentException("no constants for the alias " + reshape.origin());
    }

    @Override
    public List<String> transpose(Transpose transpose) {
        inputAndOutput(transpose);
        field(
                "permutation",
                "{" + number(transpose.permutation().rows()) + "u, "
                        + number(transpose.permutation().columns()) + "u, "
                        + number(transpose.permutation().channels()) + "u}");
        field("element bytes", elementBytes(transpose));
        return lines;
    }

    @Override
    public List<String> gather(Gather gather) {
        inputAndOutput(gather);
        field("indices", constants.int32(prefix + "indices", gather.indices()));
        field("axis, element bytes", number(gather.axis()) + "u, " + elementBytes(gather));
        return lines;
    }

    @Override
    public List<String> concatenation(Concatenation concatenation) {
        String name = prefix + "inputs";
        MovementArguments.inputs(graph, views, constants, tables, concatenation, prefix);
        field("output", views.of(concatenation.output()));
        field("inputs, count of inputs", name + ", " + concatenation.inputs().size() + "u");
        field("axis", number(concatenation.axis()) + "u");
        field("element bytes", elementBytes(concatenation));
        return lines;
    }

    @Override
    public List<String> slice(Slice slice) {
        inputAndOutput(slice);
        field("begin", MovementArguments.numbers(slice.begin()));
        field("stride", MovementArguments.numbers(slice.stride()));
        field("element bytes", elementBytes(slice));
        return lines;
    }

    @Override
    public List<String> resizeNearest(ResizeNearest resize) {
        inputAndOutput(resize);
        MovementArguments.nearest(
                constants, resize, in(resize).extent(), graph.outputOf(resize).extent(), prefix, lines);
        field("element bytes", elementBytes(resize));
        return lines;
    }

    @Override
    public List<String> resizeBilinear(ResizeBilinear resize) {
        Extent in = in(resize).extent();
        Extent out = graph.outputOf(resize).extent();
        inputAndOutput(resize);
        field("rows", MovementArguments.line(resize.resampling().bilinear(in.rows(), out.rows())));
        field("columns", MovementArguments.line(resize.resampling().bilinear(in.columns(), out.columns())));
        return lines;
    }

    @Override
    public List<String> custom(Custom custom) {
        custom.inputs().forEach(input -> field("input", views.operand(input)));
        field("output", views.of(custom.output()));
        for (CustomKernel.Field own : custom.kernel(graph).fields()) {
            field(own.name(), own.value());
        }
        return lines;
    }

    private String elementBytes(Operator operator) {
        return graph.outputOf(operator).type().bytes() + "u";
    }

    private static boolean isUnsigned(Tensor tensor) {
        return tensor.type() == ElementType.UINT8;
    }

    /** The constant of pex_kernels.h. */
    private static String castType(Tensor tensor) {
        return "PEX_CAST_" + tensor.type().name();
    }

    private Tensor in(Operator operator) {
        return graph.tensor(operator.inputs().get(0));
    }

    private static String flip(boolean unsigned) {
        return unsigned ? "0x80u" : "0u";
    }

    /** The number of an axis in generated code. */
    static int number(Axis axis) {
        return switch (axis) {
            case ROWS -> 0;
            case COLUMNS -> 1;
            case CHANNELS -> 2;
        };
    }

    private void field(String name, String value) {
        lines.add(line(name, value));
    }

    /** A line of an initialiser. */
    static String line(String name, String value) {
        return value + ", /* " + name + " */";
    }
}
