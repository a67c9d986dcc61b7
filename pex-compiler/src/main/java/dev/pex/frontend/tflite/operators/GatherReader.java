package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.operator.Gather;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** GATHER of constant indices along one dimension. */
final class GatherReader implements OperatorReader {
    private static final Limit NO_BATCH = Limit.of("no batch dimensions");
    private static final Form FORM = Form.moving(Types.MOVED_SIGNED, OperatorContext.SAME_QUANTIZATION, NO_BATCH)
            .noting("constant indices along any one dimension");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 2);
        CheckedTable options = operator.options();
        int axis = options.int32("axis", 0, 0);
        int batchDimensions = options.int32("batch_dims", 1, 0);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.MOVED_SIGNED, input);
        operator.requireSameType(input, output);
        operator.requireSameQuantization(input, output);
        operator.require(NO_BATCH, batchDimensions == 0, () -> "it has " + batchDimensions + " batch dimensions");
        List<Integer> shape = input.shape();
        int dimension = axis < 0 ? axis + shape.size() : axis;
        if (dimension < 0 || dimension >= shape.size()) {
            throw operator.invalid("it gathers along axis " + axis + " of " + shape.size());
        }
        Ints indices = indices(operator, shape.get(dimension));
        requireShape(operator, shape, dimension, output);
        AxisView view = AxisView.around(shape, dimension);
        Axis along = view.axes().get(dimension);
        Extent extent = view.extent(shape);
        Tensor source = operator.viewed(input, extent);
        Tensor made = operator.staging(output, extent.with(along, indices.size()));
        operator.add(new Gather(operator.origin(), source.id(), made.id(), along, indices));
        operator.deliver(made, output);
    }

    private static Ints indices(OperatorContext operator, int extent) {
        Ints indices = operator.ints(1);
        for (int i = 0; i < indices.size(); i++) {
            if (indices.get(i) < 0 || indices.get(i) >= extent) {
                throw operator.invalid("it gathers index " + indices.get(i) + " of " + extent);
            }
        }
        return indices;
    }

    /** The dimensions of the indices take the place of the one that is gathered along. */
    private static void requireShape(OperatorContext operator, List<Integer> shape, int dimension, Tensor output) {
        List<Integer> expected = new ArrayList<>(shape.subList(0, dimension));
        expected.addAll(operator.shape(1));
        expected.addAll(shape.subList(dimension + 1, shape.size()));
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
    }
}
