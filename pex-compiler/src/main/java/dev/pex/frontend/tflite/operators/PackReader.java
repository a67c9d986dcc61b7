package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** PACK: every operand gets a dimension of 1, along which they are joined. */
final class PackReader implements OperatorReader {
    private static final Form FORM = Form.moving().and(Joining.LIMITS).noting("along any one dimension");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, ConcatenationReader.MOST_OPERANDS);
        CheckedTable options = operator.options();
        int count = options.int32("values_count", 0, 0);
        if (count != operator.operands()) {
            throw operator.invalid("it says that it packs " + count + " of " + operator.operands());
        }
        Tensor output = operator.output();
        int along = Joining.dimension(
                operator, options.int32("axis", 1, 0), output.shape().size());
        List<List<Integer>> shapes = new ArrayList<>();
        for (int i = 0; i < operator.operands(); i++) {
            List<Integer> shape = new ArrayList<>(operator.shape(i));
            if (shape.size() != output.shape().size() - 1) {
                throw operator.invalid("it packs the shape " + shape + " into " + output.shape());
            }
            shape.add(along, 1);
            shapes.add(shape);
        }
        Joining.join(operator, output, shapes, along);
    }
}
