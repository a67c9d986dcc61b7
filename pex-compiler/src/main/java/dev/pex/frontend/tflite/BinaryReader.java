package dev.pex.frontend.tflite;

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
    private static final int BOTH = 0;
    private static final int LEFT_ONLY = 1;
    private static final int RIGHT_ONLY = 2;

    private final int options;
    private final boolean scales;
    private final Maker maker;

    /**
     * A reader.
     *
     * @param options the operator's options in the schema's union
     * @param scales whether the operator scales its operands and has an activation; otherwise it compares raw values
     * @param maker makes the operator
     */
    private BinaryReader(int options, boolean scales, Maker maker) {
        this.options = options;
        this.scales = scales;
        this.maker = maker;
    }

    /** Makes the operator of two operands and a result. */
    private interface Maker {
        Operator make(Origin origin, int left, int right, int output, Activation activation);
    }

    static BinaryReader add() {
        return new BinaryReader(11, true, Add::new);
    }

    static BinaryReader subtract() {
        return new BinaryReader(28, true, Subtract::new);
    }

    static BinaryReader multiply() {
        return new BinaryReader(21, true, Multiply::new);
    }

    static BinaryReader maximum() {
        return new BinaryReader(
                39, false, (origin, left, right, output, none) -> new Maximum(origin, left, right, output));
    }

    static BinaryReader minimum() {
        return new BinaryReader(
                39, false, (origin, left, right, output, none) -> new Minimum(origin, left, right, output));
    }

    @Override
    public String form() {
        return "int8; one operand may be constant; broadcasting along three groups of neighbouring dimensions; "
                + "fused activation";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        CheckedTable table = operator.options(options);
        if (operator.isConstant(0) && operator.isConstant(1)) {
            throw operator.problems().unsupported("both of its operands are constant", "at most one");
        }
        Tensor output = operator.output();
        operator.requireNumbers(output);
        List<Integer> leftShape = shape(operator, 0);
        List<Integer> rightShape = shape(operator, 1);
        int rank = Math.max(output.shape().size(), Math.max(leftShape.size(), rightShape.size()));
        List<Integer> left = padded(leftShape, rank);
        List<Integer> right = padded(rightShape, rank);
        List<Integer> out = broadcast(operator, left, right);
        if (!padded(output.shape(), rank).equals(out)) {
            throw operator.problems()
                    .invalid("its output has the shape " + output.shape() + " but its operands " + leftShape + " and "
                            + rightShape + " make " + out);
        }
        AxisView view = AxisView.separating(out, labels(left, right))
                .orElseThrow(() -> operator.problems()
                        .unsupported(
                                "it broadcasts " + leftShape + " with " + rightShape,
                                "broadcasts along three groups of neighbouring dimensions"));
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
        operator.requireNumbers(tensor);
        return tensor;
    }

    private static List<Integer> shape(OperatorContext operator, int operand) {
        return operator.file().shape(operator.operand(operand), operator.problems());
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
                throw operator.problems().invalid("its operands " + left + " and " + right + " do not broadcast");
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
