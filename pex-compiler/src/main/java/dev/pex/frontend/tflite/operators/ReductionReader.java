package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reductions over any dimensions that make up whole axes of some view of the input. */
final class ReductionReader implements OperatorReader {
    private static final Limit VIEW =
            Limit.of("dimensions that fall into three groups of neighbours, each reduced or kept");
    private static final Form FORM = Form.of(Types.COMPUTED, VIEW);

    private static final int KEPT = 0;
    private static final int REDUCED = 1;

    private final boolean scales;
    private final Maker maker;

    private ReductionReader(boolean scales, Maker maker) {
        this.scales = scales;
        this.maker = maker;
    }

    /** Makes the operator of an input and a result. */
    interface Maker {
        Operator make(Origin origin, int input, int output, List<Axis> axes);
    }

    /** A reader of operators that may change the quantisation. */
    static ReductionReader scaling(Maker maker) {
        return new ReductionReader(true, maker);
    }

    /** A reader of operators that compute with raw values. */
    static ReductionReader raw(Maker maker) {
        return new ReductionReader(false, maker);
    }

    @Override
    public Form form() {
        return scales ? FORM : FORM.and(OperatorContext.SAME_QUANTIZATION);
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        boolean keep = operator.options().bool("keep_dims", 0);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input);
        operator.require(Types.COMPUTED, output);
        if (!scales) {
            operator.requireSameQuantization(input, output);
        }
        List<Integer> shape = input.shape();
        boolean[] reduced = reduced(operator, shape.size());
        List<Integer> expected = new ArrayList<>();
        int[] labels = new int[shape.size()];
        for (int d = 0; d < labels.length; d++) {
            labels[d] = shape.get(d) == 1 ? AxisView.NEUTRAL : reduced[d] ? REDUCED : KEPT;
            if (keep || !reduced[d]) {
                expected.add(reduced[d] ? 1 : shape.get(d));
            }
        }
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
        AxisView view = operator.require(
                VIEW, AxisView.separating(shape, labels), () -> "it reduces scattered dimensions of " + shape);
        Set<Axis> axes = EnumSet.noneOf(Axis.class);
        Extent extent = view.extent(shape);
        Extent result = extent;
        for (int d = 0; d < labels.length; d++) {
            if (labels[d] == REDUCED) {
                axes.add(view.axes().get(d));
                result = result.with(view.axes().get(d), 1);
            }
        }
        Tensor source = operator.viewed(input, extent);
        Tensor made = operator.staging(output, result);
        operator.add(maker.make(operator.origin(), source.id(), made.id(), List.copyOf(axes)));
        operator.deliver(made, output);
    }

    private static boolean[] reduced(OperatorContext operator, int rank) {
        Ints axes = operator.ints(1);
        boolean[] reduced = new boolean[rank];
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i) < 0 ? axes.get(i) + rank : axes.get(i);
            if (axis < 0 || axis >= rank) {
                throw operator.invalid("it reduces along axis " + axes.get(i) + " of " + rank);
            }
            reduced[axis] = true;
        }
        return reduced;
    }
}
