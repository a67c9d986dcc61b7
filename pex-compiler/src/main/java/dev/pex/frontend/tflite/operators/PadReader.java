package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.file.TensorEntry;
import dev.pex.operator.Pad;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PAD with the zero point, PADV2 with a constant: the padded dimensions must be axes of some view of the input. The
 * reference takes the constant in either.
 */
final class PadReader implements OperatorReader {
    private static final Limit NO_BATCH = Limit.of("padding of rows, columns and channels");
    private static final Limit VIEW = Limit.of("dimensions that fall into three groups of neighbours");
    private static final Form FORM = Form.moving(Types.MOVED_SIGNED, OperatorContext.SAME_QUANTIZATION, NO_BATCH, VIEW);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(2, 3);
        operator.options();
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        operator.require(Types.MOVED_SIGNED, input);
        operator.requireSameType(input, output);
        operator.requireSameQuantization(input, output);
        Optional<Bytes> value = operator.hasOperand(2) ? Optional.of(value(operator, output)) : Optional.empty();
        List<Integer> shape = input.shape();
        int rank = shape.size();
        Ints paddings = paddings(operator, rank);
        requireNoBatch(operator, shape, paddings);
        List<Integer> expected = new ArrayList<>();
        int[] labels = new int[rank];
        for (int d = 0; d < rank; d++) {
            long padded = (long) paddings.get(2 * d) + shape.get(d) + paddings.get(2 * d + 1);
            expected.add((int) Math.min(padded, Integer.MAX_VALUE));
            // Every padded dimension needs an axis of its own; the others may share.
            labels[d] = padded != shape.get(d) ? d + 1 : shape.get(d) == 1 ? AxisView.NEUTRAL : 0;
        }
        if (!expected.equals(output.shape())) {
            throw operator.invalid("its output has the shape " + output.shape() + " but follows to be " + expected);
        }
        AxisView view = operator.require(
                VIEW, AxisView.separating(shape, labels), () -> "it pads scattered dimensions of " + shape);
        Tensor source = operator.viewed(input, view.extent(shape));
        Tensor made = operator.staging(output, view.extent(expected));
        operator.add(new Pad(
                operator.origin(),
                source.id(),
                made.id(),
                border(view, paddings, 0),
                border(view, paddings, 1),
                value));
        operator.deliver(made, output);
    }

    /** The element to pad with. */
    private static Bytes value(OperatorContext operator, Tensor output) {
        FileTensors file = operator.file();
        Problems problems = operator.problems();
        TensorEntry entry = operator.operand(2);
        ElementType type = file.elementType(entry, problems);
        Tensor value = new Tensor(
                0,
                entry.name(),
                entry.shape(),
                file.extent(entry, problems),
                type,
                file.quantization(entry, type, problems),
                Optional.empty());
        if (value.extent().elements() != 1) {
            throw problems.invalid("it pads with " + value.extent().elements() + " elements, not with one");
        }
        operator.requireSameType(value, output);
        operator.requireSameQuantization(value, output);
        return file.bytes(entry, type.bytes(), problems);
    }

    private static Ints paddings(OperatorContext operator, int rank) {
        Ints paddings = operator.ints(1);
        if (paddings.size() != 2 * rank) {
            throw operator.invalid("it has " + paddings.size() + " paddings for " + rank + " dimensions");
        }
        for (int i = 0; i < paddings.size(); i++) {
            if (paddings.get(i) < 0) {
                throw operator.invalid("it has the padding " + paddings.get(i));
            }
        }
        return paddings;
    }

    private static void requireNoBatch(OperatorContext operator, List<Integer> shape, Ints paddings) {
        boolean batch = shape.size() >= 3 && shape.get(0) == 1;
        operator.require(NO_BATCH, !batch || (paddings.get(0) == 0 && paddings.get(1) == 0), () -> "it pads the batch");
    }

    /** Elements added on one side: 0 for before, 1 for after the tensor. */
    private static Border border(AxisView view, Ints paddings, int side) {
        int rows = 0;
        int columns = 0;
        int channels = 0;
        for (int d = 0; d < view.axes().size(); d++) {
            int padding = paddings.get(2 * d + side);
            Axis axis = view.axes().get(d);
            rows += axis == Axis.ROWS ? padding : 0;
            columns += axis == Axis.COLUMNS ? padding : 0;
            channels += axis == Axis.CHANNELS ? padding : 0;
        }
        return new Border(rows, columns, channels);
    }
}
