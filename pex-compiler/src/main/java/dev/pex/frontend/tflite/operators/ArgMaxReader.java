package dev.pex.frontend.tflite.operators;

import dev.pex.operator.ArgMax;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** ARG_MAX along one dimension. */
final class ArgMaxReader implements OperatorReader {
    private static final Types INDICES = Types.output(ElementType.INT32);
    private static final Form FORM = Form.of(Types.COMPUTED, INDICES).noting("along any one dimension");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.COMPUTED, input);
        operator.require(INDICES, output);
        List<Integer> shape = input.shape();
        int dimension = dimension(operator, shape.size());
        List<Integer> expected = new ArrayList<>(shape);
        expected.remove(dimension);
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
        AxisView view = AxisView.around(shape, dimension);
        Axis axis = view.axes().get(dimension);
        Extent extent = view.extent(shape);
        Tensor source = operator.viewed(input, extent);
        Tensor made = operator.staging(output, extent.with(axis, 1));
        operator.add(new ArgMax(operator.origin(), source.id(), made.id(), axis));
        operator.deliver(made, output);
    }

    private static int dimension(OperatorContext operator, int rank) {
        Ints axes = operator.ints(1);
        int axis = axes.size() == 1 ? axes.get(0) : rank;
        int dimension = axis < 0 ? axis + rank : axis;
        if (dimension < 0 || dimension >= rank) {
            throw operator.invalid("its axis does not fit " + rank + " dimensions");
        }
        return dimension;
    }
}
