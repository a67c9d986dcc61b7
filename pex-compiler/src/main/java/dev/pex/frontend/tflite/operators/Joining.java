package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Concatenation;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Joins all operands along one dimension of the output; CONCATENATION and PACK do. */
final class Joining {
    private static final Limit SAME_QUANTIZATION =
            Limit.of("the same scale and zero point on all sides, as the reference demands");
    private static final Limit COMPUTED_OPERAND = Limit.of("at least one operand that is computed");

    /** What is checked. */
    static final List<Limit> LIMITS = List.of(Types.MOVED, SAME_QUANTIZATION, COMPUTED_OPERAND);

    private Joining() {}

    /**
     * Adds a concatenation.
     *
     * @param shapes of the operands, of the output's rank
     * @param along the dimension
     */
    static void join(OperatorContext operator, Tensor output, List<List<Integer>> shapes, int along) {
        operator.require(Types.MOVED, output);
        requireShapes(operator, output.shape(), shapes, along);
        AxisView view = AxisView.separating(output.shape(), labels(output.shape(), along))
                .orElseThrow();
        List<Integer> inputs = new ArrayList<>();
        boolean computed = false;
        for (int i = 0; i < shapes.size(); i++) {
            Extent extent = view.extent(shapes.get(i));
            boolean constant = operator.isConstant(i);
            Tensor input = constant ? operator.constant(i, extent) : operator.input(i);
            computed |= !constant;
            operator.requireSameType(input, output);
            operator.require(
                    SAME_QUANTIZATION,
                    input.quantization().equals(output.quantization()),
                    () -> "its input '" + input.name() + "' and its output are quantised differently: "
                            + OperatorContext.quantization(input) + " and " + OperatorContext.quantization(output));
            inputs.add(operator.viewed(input, extent).id());
        }
        operator.require(COMPUTED_OPERAND, computed, () -> "all of its operands are constant");
        Tensor made = operator.staging(output, view.extent(output.shape()));
        operator.add(new Concatenation(
                operator.origin(), inputs, made.id(), view.axes().get(along)));
        operator.deliver(made, output);
    }

    /** The dimension that a number between -rank and rank - 1 means. */
    static int dimension(OperatorContext operator, int number, int rank) {
        int dimension = number < 0 ? number + rank : number;
        if (dimension < 0 || dimension >= rank) {
            throw operator.invalid("its axis is " + number + " of " + rank + " dimensions");
        }
        return dimension;
    }

    /** Labels that tell apart the dimensions before one, the dimension itself, and those after it. */
    static int[] labels(List<Integer> shape, int along) {
        int[] labels = new int[shape.size()];
        for (int d = 0; d < labels.length; d++) {
            labels[d] = d == along ? 1 : shape.get(d) == 1 ? AxisView.NEUTRAL : d < along ? 0 : 2;
        }
        return labels;
    }

    private static void requireShapes(
            OperatorContext operator, List<Integer> made, List<List<Integer>> shapes, int along) {
        long sum = 0;
        for (List<Integer> shape : shapes) {
            boolean fits = shape.size() == made.size();
            for (int d = 0; fits && d < shape.size(); d++) {
                fits = d == along || shape.get(d).equals(made.get(d));
            }
            if (!fits) {
                throw operator.invalid("it joins the shape " + shape + " to " + made + " along dimension " + along);
            }
            sum += shape.get(along);
        }
        if (sum != made.get(along)) {
            throw operator.invalid(
                    "its output has the shape " + made + " but its operands have " + sum + " along dimension " + along);
        }
    }
}
