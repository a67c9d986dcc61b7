package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** CONCATENATION along any dimension. */
final class ConcatenationReader implements OperatorReader {
    private static final Limit NO_ACTIVATION = Limit.of("no fused activation, as in the reference");
    private static final Form FORM =
            Form.moving(NO_ACTIVATION).and(Joining.LIMITS).noting("along any one dimension");

    /** More than any network has, the reference takes ten; a bound on the work that a broken file asks for. */
    static final int MOST_OPERANDS = 256;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, MOST_OPERANDS);
        CheckedTable options = operator.options();
        operator.require(
                NO_ACTIVATION, options.int8("fused_activation_function", 1, 0) == 0, () -> "it has a fused activation");
        Tensor output = operator.output();
        int along = Joining.dimension(
                operator, options.int32("axis", 0, 0), output.shape().size());
        List<List<Integer>> shapes = new ArrayList<>();
        for (int i = 0; i < operator.operands(); i++) {
            shapes.add(operator.shape(i));
        }
        Joining.join(operator, output, shapes, along);
    }
}
