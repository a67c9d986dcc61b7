package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Activation;
import dev.pex.operator.Divide;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.quant.Violation;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Element-wise operators with two operands and broadcasting: shapes are aligned at the right, and a dimension of 1
 * repeats.
 */
final class BinaryReader implements OperatorReader {
    private static final Limit ONE_CONSTANT = Limit.of("at most one constant operand");
    private static final Limit BROADCAST = Limit.of("broadcasting along three groups of neighbouring dimensions");
    private static final Limit DIVISOR = Limit.of("a constant divisor without zeros");
    private static final Form FORM = Form.of(Types.COMPUTED, ONE_CONSTANT, BROADCAST);

    private static final int BOTH = 0;
    private static final int LEFT_ONLY = 1;
    private static final int RIGHT_ONLY = 2;

    private final boolean activates;
    private final boolean scales;
    private final Form form;
    private final Maker maker;

    private BinaryReader(boolean activates, boolean scales, Form form, Maker maker) {
        this.activates = activates;
        this.scales = scales;
        this.form = form;
        this.maker = maker;
    }

    /** Makes the operator of two operands and a result. */
    interface Plain {
        Operator make(Origin origin, int left, int right, int output);
    }

    /** Makes the operator of two operands and a result. */
    interface Maker {
        Operator make(Origin origin, int left, int right, int output, Activation activation);
    }

    /** A reader of operators that scale their operands and have a fused activation. */
    static BinaryReader activated(Maker maker) {
        return new BinaryReader(true, true, FORM.and(OperatorContext.ACTIVATION), maker);
    }

    /** A reader of operators that divide and have a fused activation. */
    static BinaryReader dividing(Maker maker) {
        return new BinaryReader(true, true, FORM.and(OperatorContext.ACTIVATION).and(DIVISOR), maker);
    }

    /** A reader of operators that scale their operands. */
    static BinaryReader scaling(Plain maker) {
        return new BinaryReader(
                false, true, FORM, (origin, left, right, output, none) -> maker.make(origin, left, right, output));
    }

    /** A reader of operators that compute with raw values. */
    static BinaryReader raw(Plain maker) {
        return new BinaryReader(
                false,
                false,
                FORM.and(OperatorContext.SAME_QUANTIZATION),
                (origin, left, right, output, none) -> maker.make(origin, left, right, output));
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        CheckedTable table = operator.options();
        operator.require(
                ONE_CONSTANT,
                !operator.isConstant(0) || !operator.isConstant(1),
                () -> "both of its operands are constant");
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, output);
        List<Integer> leftShape = operator.shape(0);
        List<Integer> rightShape = operator.shape(1);
        int rank = Math.max(output.shape().size(), Math.max(leftShape.size(), rightShape.size()));
        List<Integer> left = padded(leftShape, rank);
        List<Integer> right = padded(rightShape, rank);
        List<Integer> out = broadcast(operator, left, right);
        if (!padded(output.shape(), rank).equals(out)) {
            throw operator.invalid("its output has the shape " + output.shape() + " but its operands " + leftShape
                    + " and " + rightShape + " make " + out);
        }
        AxisView view = operator.require(
                BROADCAST,
                AxisView.separating(out, labels(left, right)),
                () -> "it broadcasts " + leftShape + " with " + rightShape);
        Tensor first = operand(operator, 0, view, left);
        Tensor second = operand(operator, 1, view, right);
        if (form.limits().contains(DIVISOR)) {
            Optional<Violation> zero = Divide.zeroIn(second);
            operator.require(DIVISOR, zero.isEmpty(), () -> zero.orElseThrow().what());
        }
        Tensor made = operator.staging(output, view.extent(out));
        if (!scales) {
            operator.requireSameQuantization(first, output);
            operator.requireSameQuantization(second, output);
        }
        Activation activation = activates ? operator.activation(table, 0) : Activation.NONE;
        operator.add(maker.make(operator.origin(), first.id(), second.id(), made.id(), activation));
        operator.deliver(made, output);
    }

    private static Tensor operand(OperatorContext operator, int operand, AxisView view, List<Integer> dimensions) {
        Tensor tensor = operator.isConstant(operand)
                ? operator.constant(operand, view.extent(dimensions))
                : operator.viewed(operator.input(operand), view.extent(dimensions));
        operator.require(Types.COMPUTED, tensor);
        return tensor;
    }

    private static List<Integer> padded(List<Integer> shape, int rank) {
        List<Integer> padded = new ArrayList<>(Collections.nCopies(rank - shape.size(), 1));
        padded.addAll(shape);
        return padded;
    }

    private static List<Integer> broadcast(OperatorContext operator, List<Integer> left, List<Integer> right) {
        List<Integer> out = new ArrayList<>();
        for (int d = 0; d < left.size(); d++) {
            int a = left.get(d);
            int b = right.get(d);
            if (a != b && a != 1 && b != 1) {
                throw operator.invalid("its operands " + left + " and " + right + " do not broadcast");
            }
            out.add(Math.max(a, b));
        }
        return out;
    }

    private static int[] labels(List<Integer> left, List<Integer> right) {
        int[] labels = new int[left.size()];
        for (int d = 0; d < labels.length; d++) {
            int a = left.get(d);
            int b = right.get(d);
            if (a == b) {
                labels[d] = a == 1 ? AxisView.NEUTRAL : BOTH;
            } else {
                labels[d] = b == 1 ? LEFT_ONLY : RIGHT_ONLY;
            }
        }
        return labels;
    }
}
