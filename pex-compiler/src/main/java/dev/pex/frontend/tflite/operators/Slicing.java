package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A regular selection of indices along every dimension of a tensor, as the operators that take tensors
 * apart state it one dimension after the other.
 */
final class Slicing {
    private static final Limit VIEW = Limit.of("cuts along three groups of neighbouring dimensions");

    /** What is checked. */
    static final List<Limit> LIMITS = List.of(Types.MOVED, VIEW);

    private final OperatorContext operator;
    private final Tensor input;
    private final List<Integer> begins = new ArrayList<>();
    private final List<Integer> strides = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    Slicing(OperatorContext operator, Tensor input) {
        this.operator = operator;
        this.input = input;
        operator.require(Types.MOVED, input);
    }

    /** The next dimension keeps all its indices. */
    Slicing whole() {
        return take(0, 1, input.shape().get(begins.size()));
    }

    /** The next dimension keeps {@code size} indices from {@code begin} on. */
    Slicing take(int begin, int stride, int size) {
        int extent = input.shape().get(begins.size());
        if (begin < 0 || size < 1 || begin + (size - 1L) * stride >= extent) {
            throw operator.invalid("it takes " + size + " indices from " + begin + " on, " + stride
                    + " apart, of dimension " + begins.size() + " of " + input.shape());
        }
        begins.add(begin);
        strides.add(size == 1 ? 1 : stride);
        sizes.add(size);
        return this;
    }

    /**
     * Adds the slice.
     *
     * @param kept which dimensions the output keeps; the others have one index
     */
    void deliver(Tensor output, boolean[] kept) {
        operator.requireSameType(input, output);
        List<Integer> expected = new ArrayList<>();
        List<Integer> shape = input.shape();
        int[] labels = new int[sizes.size()];
        for (int d = 0; d < labels.length; d++) {
            if (kept[d]) {
                expected.add(sizes.get(d));
            }
            // Every cut dimension needs an axis of its own; the others may share.
            labels[d] = !sizes.get(d).equals(shape.get(d)) ? d + 1 : shape.get(d) == 1 ? AxisView.NEUTRAL : 0;
        }
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
        AxisView view = operator.require(
                VIEW, AxisView.separating(shape, labels), () -> "it cuts scattered dimensions of " + shape);
        PerAxis begin = new PerAxis(0, 0, 0);
        PerAxis stride = new PerAxis(1, 1, 1);
        for (int d = 0; d < labels.length; d++) {
            if (labels[d] > 0) {
                Axis axis = view.axes().get(d);
                begin = begin.with(axis, begins.get(d));
                stride = stride.with(axis, strides.get(d));
            }
        }
        Tensor source = operator.viewed(input, view.extent(shape));
        Tensor made = operator.staging(output, view.extent(sizes));
        operator.add(new Slice(operator.origin(output), source.id(), made.id(), begin, stride));
        operator.deliver(made, output);
    }
}
