package dev.pex.emit;

import dev.pex.graph.Axis;
import dev.pex.graph.ElementType;
import dev.pex.graph.Extent;
import dev.pex.graph.Filter;
import dev.pex.graph.Graph;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Operator.AveragePool2d;
import dev.pex.graph.Operator.Conv2d;
import dev.pex.graph.Operator.DepthwiseConv2d;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Operator.Mean;
import dev.pex.graph.Operator.Movement;
import dev.pex.graph.Operator.Pad;
import dev.pex.graph.Operator.Quantize;
import dev.pex.graph.Operator.Transpose;
import dev.pex.graph.Operator.TransposeConv2d;
import dev.pex.graph.Tensor;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Added;
import dev.pex.quant.Arithmetic.Affine;
import dev.pex.quant.Arithmetic.Averaged;
import dev.pex.quant.Arithmetic.Moved;
import dev.pex.quant.Arithmetic.Normalised;
import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.ArithmeticDerivation;
import java.util.ArrayList;
import java.util.List;

/**
 * The constants of one operator as the initialiser of its kernel's struct. Positional, because C++
 * has designated initialisers only since 2020; each line names its fields in a comment.
 */
final class Arguments {
    private final Graph graph;
    private final Views views;
    private final Constants constants;
    private final List<String> lines = new ArrayList<>();

    private Arguments(Graph graph, Views views, Constants constants) {
        this.graph = graph;
        this.views = views;
        this.constants = constants;
    }

    /**
     * The fields of the struct, one line each.
     *
     * @param tables takes the definitions of tables that the struct points to
     * @param number distinguishes the operator's constant arrays from others'
     */
    static List<String> of(Graph graph, Views views, Constants constants, CText tables, Operator operator, int number) {
        if (operator instanceof Movement movement) {
            return MovementArguments.of(graph, views, constants, tables, movement, number);
        }
        Arguments arguments = new Arguments(graph, views, constants);
        arguments.write(operator, number);
        return arguments.lines;
    }

    private void write(Operator operator, int number) {
        Arithmetic arithmetic = ArithmeticDerivation.of(graph, operator);
        if (operator instanceof Add add) {
            add(add, (Added) arithmetic, number);
            return;
        }
        field("input", views.of(operator.inputs().get(0)));
        field("output", views.of(operator.output()));
        if (operator instanceof Conv2d conv) {
            field("rows", Views.window(conv.rows()));
            field("columns", Views.window(conv.columns()));
            field("input channels", in(conv).extent().channels() + "u");
            weighted((Weighted) arithmetic, conv.filter(), conv.bias(), number, false);
        } else if (operator instanceof DepthwiseConv2d conv) {
            field("rows", Views.window(conv.rows()));
            field("columns", Views.window(conv.columns()));
            field("output channels, channel multiplier", conv.bias().size() + "u, " + conv.multiplier() + "u");
            weighted((Weighted) arithmetic, conv.filter(), conv.bias(), number, false);
        } else if (operator instanceof FullyConnected dense) {
            field("input channels", in(dense).extent().channels() + "u");
            weighted((Weighted) arithmetic, dense.filter(), dense.bias(), number, true);
        } else if (operator instanceof TransposeConv2d conv) {
            field("rows", Views.window(conv.rows()));
            field("columns", Views.window(conv.columns()));
            field("input channels", in(conv).extent().channels() + "u");
            weighted((Weighted) arithmetic, conv.filter(), conv.bias(), number, false);
        } else if (operator instanceof AveragePool2d pool) {
            Pooled a = (Pooled) arithmetic;
            field("rows", Views.window(pool.rows()));
            field("columns", Views.window(pool.columns()));
            field("minimum, maximum", a.minimum() + ", " + a.maximum());
        } else if (operator instanceof Mean mean) {
            mean(mean, (Averaged) arithmetic);
        } else if (operator instanceof Pad pad) {
            pad(pad, (Moved) arithmetic);
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
        } else {
            throw new IllegalStateException("no constants for " + operator.origin());
        }
    }

    private void weighted(Weighted a, Filter filter, Ints bias, int number, boolean dense) {
        boolean perChannel = !dense || filter.scales().size() > 1;
        String prefix = "op" + number + "_";
        field(
                dense ? "input offset, filter offset, output offset" : "input offset, output offset",
                a.inputOffset() + ", " + (dense ? a.filterOffset() + ", " : "") + a.outputOffset());
        field("minimum, maximum", a.minimum() + ", " + a.maximum());
        if (dense) {
            field("per channel", perChannel ? "1u" : "0u");
        }
        field("weights", constants.int8(prefix + "weights", filter.weights()));
        field("bias", constants.int32(prefix + "bias", bias));
        Ints multipliers =
                perChannel ? a.multipliers() : Ints.copyOf(a.multipliers().get(0));
        Ints shifts = perChannel ? a.shifts() : Ints.copyOf(a.shifts().get(0));
        field("multipliers", constants.int32(prefix + "multipliers", multipliers));
        field("shifts", constants.int8(prefix + "shifts", shifts));
    }

    private void add(Add add, Added a, int number) {
        // The kernel takes constant data on the right; addition commutes, scales and offsets go along.
        boolean swap = graph.tensor(add.left()).constant().isPresent();
        Tensor left = graph.tensor(swap ? add.right() : add.left());
        Tensor right = graph.tensor(swap ? add.left() : add.right());
        Extent out = graph.outputOf(add).extent();
        field("left", views.broadcast(left.id(), out));
        field("right", views.broadcast(right.id(), out));
        field("output", views.of(add.output()));
        field(
                "constant",
                right.constant()
                        .map(values -> constants.int8("op" + number + "_constant", values))
                        .orElse("0"));
        field(
                "left channel stride, right channel stride",
                channelStride(left.extent(), out) + ", " + channelStride(right.extent(), out));
        field(
                "left offset, right offset, output offset",
                (swap ? a.rightOffset() : a.leftOffset()) + ", " + (swap ? a.leftOffset() : a.rightOffset()) + ", "
                        + a.outputOffset());
        field("minimum, maximum", a.minimum() + ", " + a.maximum());
        field("left shift", Integer.toString(a.leftShift()));
        field("left scale", Views.scale(swap ? a.right() : a.left()));
        field("right scale", Views.scale(swap ? a.left() : a.right()));
        field("output scale", Views.scale(a.output()));
    }

    private static String channelStride(Extent operand, Extent out) {
        return operand.channels() == 1 && out.channels() > 1 ? "0u" : "1u";
    }

    private void mean(Mean mean, Averaged a) {
        Extent e = in(mean).extent();
        StringBuilder counts = new StringBuilder();
        for (Axis axis : Axis.values()) {
            counts.append(counts.isEmpty() ? "" : ", ");
            counts.append(mean.axes().contains(axis) ? e.along(axis) : 1).append('u');
        }
        field("count of rows, columns, channels", counts.toString());
        field("output offset, bias", a.outputZeroPoint() + ", " + a.count() * a.inputZeroPoint());
        field("scale", Views.scale(a.scale()));
    }

    private void pad(Pad pad, Moved a) {
        Extent e = in(pad).extent();
        field("input rows, columns, channels", e.rows() + "u, " + e.columns() + "u, " + e.channels() + "u");
        field(
                "before rows, columns, channels",
                pad.before().rows() + "u, " + pad.before().columns() + "u, "
                        + pad.before().channels() + "u");
        field(
                "value, element bytes",
                (a.zeroPoint() & 0xff) + "u, " + in(pad).type().bytes() + "u");
    }

    private Tensor in(Operator operator) {
        return graph.tensor(operator.inputs().get(0));
    }

    private static String flip(boolean unsigned) {
        return unsigned ? "0x80u" : "0u";
    }

    private static int number(Axis axis) {
        return switch (axis) {
            case ROWS -> 0;
            case COLUMNS -> 1;
            case CHANNELS -> 2;
        };
    }

    private void field(String name, String value) {
        lines.add(value + ", /* " + name + " */");
    }
}
