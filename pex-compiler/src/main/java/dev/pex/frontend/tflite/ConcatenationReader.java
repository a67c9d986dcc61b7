package dev.pex.frontend.tflite;

import dev.pex.operator.Activation;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** CONCATENATION along any dimension. */
final class ConcatenationReader implements OperatorReader {
    private static final int OPTIONS = 10;

    /** More than any network has, the reference takes ten; a bound on the work that a broken file asks for. */
    static final int MOST_OPERANDS = 256;

    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "int8, uint8 or float32, all of the same quantisation; any one dimension; some operands may be constant";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, MOST_OPERANDS);
        CheckedTable options = operator.options(OPTIONS);
        if (operator.activation(options, 1) != Activation.NONE) {
            throw operator.problems().unsupported("it has a fused activation", "none, as in the reference");
        }
        Tensor output = operator.output();
        int along = Joining.dimension(
                operator, options.int32("axis", 0, 0), output.shape().size());
        List<List<Integer>> shapes = new ArrayList<>();
        for (int i = 0; i < operator.operands(); i++) {
            shapes.add(operator.file().shape(operator.operand(i), operator.problems()));
        }
        Joining.join(operator, output, shapes, along);
    }
}
