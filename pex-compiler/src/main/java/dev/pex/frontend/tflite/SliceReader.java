package dev.pex.frontend.tflite;

import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;

/** SLICE: begin and size of every dimension; a size of -1 is all that is left. */
final class SliceReader implements OperatorReader {
    private static final int OPTIONS = 48;

    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "int8, uint8 or float32; constant begin and size";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(3, 3);
        operator.options(OPTIONS);
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        int rank = input.shape().size();
        Ints begin = operator.file().ints(operator.operand(1), operator.problems());
        Ints size = operator.file().ints(operator.operand(2), operator.problems());
        if (begin.size() != rank || size.size() != rank) {
            throw operator.problems()
                    .invalid("it has " + begin.size() + " begins and " + size.size() + " sizes for " + rank
                            + " dimensions");
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
