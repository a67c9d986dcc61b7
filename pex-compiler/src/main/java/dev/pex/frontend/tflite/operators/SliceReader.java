package dev.pex.frontend.tflite.operators;

import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;

/** SLICE: begin and size of every dimension; a size of -1 is all that is left. */
final class SliceReader implements OperatorReader {
    private static final Form FORM = Form.moving().and(Slicing.LIMITS).noting("constant begin and size");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(3, 3);
        operator.options();
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        int rank = input.shape().size();
        Ints begin = operator.ints(1);
        Ints size = operator.ints(2);
        if (begin.size() != rank || size.size() != rank) {
            throw operator.invalid(
                    "it has " + begin.size() + " begins and " + size.size() + " sizes for " + rank + " dimensions");
        }
        Slicing slicing = new Slicing(operator, input);
        for (int d = 0; d < rank; d++) {
            int rest = input.shape().get(d) - Math.max(begin.get(d), 0);
            slicing.take(begin.get(d), 1, size.get(d) == -1 ? rest : size.get(d));
        }
        boolean[] kept = new boolean[rank];
        Arrays.fill(kept, true);
        slicing.deliver(output, kept);
    }
}
