package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.kernel.LayerConstants;
import dev.pex.kernel.Variant;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Binary;
import dev.pex.operator.Cast;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.Movement;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Pooling;
import dev.pex.operator.Prelu;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reduction;
import dev.pex.operator.Transpose;
import dev.pex.operator.TransposeConv2d;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Affine;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Arithmetic.Padded;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.Arithmetic.Sloped;
import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.ArithmeticDerivation;
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
final class Arguments {
    private final Graph graph;
    private final Variant variant;
    private final Views views;
    private final Constants constants;
    private final List<String> lines = new ArrayList<>();

    private Arguments(Graph graph, Variant variant, Views views, Constants constants) {
        this.graph = graph;
        this.variant = variant;
        this.views = views;
        this.constants = constants;
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
        Operator operator = model.graph().operators().get(index);
        if (operator instanceof Movement movement) {
            return MovementArguments.of(model.graph(), views, constants, tables, movement, number);
        }
        Arguments arguments = new Arguments(model.graph(), variant, views, constants);
        arguments.write(operator, number);
        if (operator instanceof Conv2d) {
            arguments.field("scratch", model.scratch().place(index));
        }
        return arguments.lines;
    }

    private void write(Operator operator, int number) {
        Arithmetic arithmetic = ArithmeticDerivation.of(graph, operator);
        if (operator instanceof Binary binary) {
            lines.addAll(BinaryArguments.of(graph, views, constants, binary, number));
            return;
        }
        int input = operator.inputs().get(0);
        field("input", views.of(input));
        field("output", views.of(operator.output()));
        if (operator instanceof dev.pex.operator.Weighted layer) {
            geometry(layer);
            weighted(layer, (Weighted) arithmetic, number);
        } else if (operator instanceof Pooling pool) {
            Pooled a = (Pooled) arithmetic;
            field("rows", views.window(pool.rows()));
            field("columns", views.window(pool.columns()));
            field("minimum, maximum", a.minimum() + ", " + a.maximum());
        } else if (operator instanceof Reduction reduction) {
            reduction(reduction, arithmetic);
        } else if (operator instanceof Pad pad) {
            pad(pad, (Padded) arithmetic);
        } else if (operator instanceof Transpose transpose) {
            field(
                    "permutation",
                    "{" + number(transpose.permutation().rows()) + "u, "
                            + number(transpose.permutation().columns()) + "u, "
                            + number(transpose.permutation().channels()) + "u}");
            field("element bytes", in(transpose).type().bytes() + "u");
        } else if (arithmetic instanceof Normalised a) {
            field("minimum difference", Integer.toString(a.minimumDifference()));
            field("input scale", Views.scale(a.input()));
        } else if (arithmetic instanceof Affine a) {
            boolean unsigned = (operator instanceof Quantize ? graph.outputOf(operator) : in(operator)).type()
                    == ElementType.UINT8;
            field("scale", CText.float32(a.scale()));
            field("zero point, flip", (a.zeroPoint() - (unsigned ? 128 : 0)) + ", " + flip(unsigned));
        } else if (arithmetic instanceof Rescaled a) {
            boolean fromUnsigned = in(operator).type() == ElementType.UINT8;
            boolean toUnsigned = graph.outputOf(operator).type() == ElementType.UINT8;
            field(
                    "input offset, output offset",
                    (a.inputOffset() + (fromUnsigned ? 128 : 0)) + ", " + (a.outputOffset() - (toUnsigned ? 128 : 0)));
            field("input flip, output flip", flip(fromUnsigned) + ", " + flip(toUnsigned));
            field("scale", Views.scale(a.scale()));
        } else if (arithmetic instanceof Tabulated a) {
            field("table", constants.table(a.table()));
        } else if (operator instanceof Prelu prelu) {
            prelu(prelu, (Sloped) arithmetic, number);
        } else if (operator instanceof ArgMax argMax) {
            field("count, axis", in(argMax).extent().along(argMax.axis()) + "u, " + number(argMax.axis()) + "u");
        } else if (operator instanceof Cast cast) {
            field("from, to", castType(in(cast)) + ", " + castType(graph.outputOf(cast)));
        } else if (operator instanceof Gather gather) {
            field("indices", constants.int32("op" + number + "_indices", gather.indices()));
            field(
                    "axis, element bytes",
                    number(gather.axis()) + "u, " + in(gather).type().bytes() + "u");
        } else {
            throw new IllegalStateException("no constants for " + operator.origin());
        }
    }

    private void geometry(dev.pex.operator.Weighted layer) {
        if (layer instanceof Conv2d conv) {
            field("rows", views.window(conv.rows()));
            field("columns", views.window(conv.columns()));
        } else if (layer instanceof DepthwiseConv2d conv) {
            field("rows", views.window(conv.rows()));
            field("columns", views.window(conv.columns()));
        } else if (layer instanceof TransposeConv2d conv) {
            field("rows", views.window(conv.rows()));
            field("columns", views.window(conv.columns()));
        }
        if (layer instanceof DepthwiseConv2d conv) {
            field("output channels, channel multiplier", conv.bias().size() + "u, " + conv.multiplier() + "u");
        } else if (layer instanceof Conv2d conv) {
            field(
                    "input channels, output channels",
                    in(conv).extent().channels() + "u, " + conv.bias().size() + "u");
        } else {
            field("input channels", in(layer).extent().channels() + "u");
        }
    }

    private void weighted(dev.pex.operator.Weighted layer, Weighted a, int number) {
        boolean dense = layer instanceof FullyConnected;
        boolean window = layer instanceof Conv2d || layer instanceof DepthwiseConv2d;
        LayerConstants packed = LayerConstants.of(graph, layer, a, variant);
        boolean perChannel = !dense || layer.filter().scales().size() > 1;
        String prefix = "op" + number + "_";
        if (dense) {
            field("output channels, filter offset", layer.bias().size() + "u, " + a.filterOffset());
        } else if (!window) {
            field("input offset", Integer.toString(a.inputOffset()));
        }
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

    private void reduction(Reduction reduction, Arithmetic arithmetic) {
        Extent e = in(reduction).extent();
        StringBuilder counts = new StringBuilder();
        for (Axis axis : Axis.values()) {
            counts.append(counts.isEmpty() ? "" : ", ");
            counts.append(reduction.axes().contains(axis) ? e.along(axis) : 1).append('u');
        }
        field("counts of rows, columns, channels", "{" + counts + "}");
        if (arithmetic instanceof Averaged a) {
            field("output offset, bias", a.outputZeroPoint() + ", " + a.count() * a.inputZeroPoint());
            field("scale", Views.scale(a.scale()));
        }
    }

    private void pad(Pad pad, Padded a) {
        Extent e = in(pad).extent();
        field("input rows, columns, channels", e.rows() + "u, " + e.columns() + "u, " + e.channels() + "u");
        field(
                "before rows, columns, channels",
                pad.before().rows() + "u, " + pad.before().columns() + "u, "
                        + pad.before().channels() + "u");
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < Float.BYTES; i++) {
            value.append(i == 0 ? "" : ", ");
            value.append(i < a.element().size() ? a.element().get(i) & 0xff : 0).append('u');
        }
        field("value, element bytes", "{" + value + "}, " + a.element().size() + "u");
    }

    private void prelu(Prelu prelu, Sloped a, int number) {
        Tensor alpha = graph.tensor(prelu.alpha());
        Extent out = graph.outputOf(prelu).extent();
        field("alpha", views.operand(alpha.id()));
        field(
                "alphas",
                constants.int8("op" + number + "_alphas", alpha.constant().orElseThrow()));
        field("alpha channel stride", BinaryArguments.channelStride(alpha.extent(), out));
        field(
                "input offset, alpha offset, output offset",
                a.inputOffset() + ", " + a.alphaOffset() + ", " + a.outputOffset());
        field("identity", Views.scale(a.identity()));
        field("slope", Views.scale(a.slope()));
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
