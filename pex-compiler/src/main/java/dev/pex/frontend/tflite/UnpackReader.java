package dev.pex.frontend.tflite;

import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** UNPACK: one slice for each index of a dimension, which is dropped. */
final class UnpackReader implements OperatorReader {
    private static final int OPTIONS = 64;

    @Override
    public boolean takesPlainNumbers() {
        return true;
    }

    @Override
    public String form() {
        return "int8, uint8 or float32; any one dimension";
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireInputs(1, 1);
        CheckedTable options = operator.options(OPTIONS);
        Tensor input = operator.input(0);
        List<Tensor> outputs = operator.outputs();
        List<Integer> shape = input.shape();
        int along = Joining.dimension(operator, options.int32("axis", 1, 0), shape.size());
        int count = options.int32("num", 0, 0);
        if (count != outputs.size() || count != shape.get(along)) {
            throw operator.problems()
                    .invalid("it unpacks " + count + " of " + shape.get(along) + " indices into " + outputs.size()
                            + " outputs");
        }
        boolean[] kept = new boolean[shape.size()];
        Arrays.fill(kept, true);
        kept[along] = false;
        for (int i = 0; i < count; i++) {
            Slicing slicing = new Slicing(operator, input);
            for (int d = 0; d < shape.size(); d++) {
                if (d == along) {
                    slicing.take(i, 1, 1);
                } else {
                    slicing.whole();
                }
            }
            slicing.deliver(outputs.get(i), kept);
        }
    }
}
