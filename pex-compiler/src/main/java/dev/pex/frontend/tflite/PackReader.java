package dev.pex.frontend.tflite;

import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** PACK: every operand gets a dimension of 1, along which they are joined. */
final class PackReader implements OperatorReader {
    private static final int OPTIONS = 59;

    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "int8, uint8 or float32, all of the same quantisation; any one dimension";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, ConcatenationReader.MOST_OPERANDS);
        CheckedTable options = operator.options(OPTIONS);
        int count = options.int32("values_count", 0, 0);
        if (count != operator.operands()) {
            throw operator.problems().invalid("it says that it packs " + count + " of " + operator.operands());
        }
        Tensor output = operator.output();
        int along = Joining.dimension(
                operator, options.int32("axis", 1, 0), output.shape().size());
        List<List<Integer>> shapes = new ArrayList<>();
        for (int i = 0; i < operator.operands(); i++) {
            List<Integer> shape = new ArrayList<>(operator.file().shape(operator.operand(i), operator.problems()));
            if (shape.size() != output.shape().size() - 1) {
                throw operator.problems().invalid("it packs the shape " + shape + " into " + output.shape());
            }
            shape.add(along, 1);
            shapes.add(shape);
        }
        Joining.join(operator, output, shapes, along);
    }
}
