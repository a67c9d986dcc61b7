package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Maximum;
import dev.pex.operator.Minimum;
import dev.pex.operator.Multiply;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Subtract;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Element-wise operators with two operands and broadcasting: shapes are aligned at the right, and a dimension of 1
 * repeats.
 */
final class BinaryReader implements OperatorReader {
    private static final Limit ONE_CONSTANT = Limit.of("at most one constant operand");
    private static final Limit BROADCAST = Limit.of("broadcasting along three groups of neighbouring dimensions");
    private static final Form FORM = Form.of(Types.COMPUTED, ONE_CONSTANT, BROADCAST);

    private static final int BOTH = 0;
    private static final int LEFT_ONLY = 1;
    private static final int RIGHT_ONLY = 2;

    private final boolean scales;
    private final Form form;
    private final Maker maker;

    /**
     * A reader.
     *
     * @param scales whether the operator scales its operands and has an activation; otherwise it compares raw values
     * @param maker makes the operator
     */
    private BinaryReader(boolean scales, Maker maker) {
        this.scales = scales;
        this.form = FORM.and(scales ? OperatorContext.ACTIVATION : OperatorContext.SAME_QUANTIZATION);
        this.maker = maker;
    }

    /** Makes the operator of two operands and a result. */
    private interface Maker {
        Operator make(Origin origin, int left, int right, int output, Activation activation);
    }

    static BinaryReader add() {
        return new BinaryReader(true, Add::new);
    }

    static BinaryReader subtract() {
        return new BinaryReader(true, Subtract::new);
    }

    static BinaryReader multiply() {
        return new BinaryReader(true, Multiply::new);
    }

    static BinaryReader maximum() {
        return new BinaryReader(false, (origin, left, right, output, none) -> new Maximum(origin, left, right, output));
    }

    static BinaryReader minimum() {
        return new BinaryReader(false, (origin, left, right, output, none) -> new Minimum(origin, left, right, output));
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
        Tensor made = operator.staging(output, view.extent(out));
        if (!scales) {
            operator.requireSameQuantization(first, output);
            operator.requireSameQuantization(second, output);
        }
        Activation activation = scales ? operator.activation(table, 0) : Activation.NONE;
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
