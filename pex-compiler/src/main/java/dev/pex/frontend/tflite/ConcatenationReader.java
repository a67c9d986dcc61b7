package dev.pex.frontend.tflite;

import dev.pex.graph.Activation;
import dev.pex.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/** CONCATENATION along any dimension. */
final class ConcatenationReader implements OperatorReader {
    private static final int OPTIONS = 10;

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(1, Integer.MAX_VALUE);
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
