package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** UNPACK: one slice for each index of a dimension, which is dropped. */
final class UnpackReader implements OperatorReader {
    private static final Form FORM = Form.moving().and(Slicing.LIMITS).noting("along any one dimension");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireInputs(1, 1);
        CheckedTable options = operator.options();
        Tensor input = operator.input(0);
        List<Tensor> outputs = operator.outputs();
        List<Integer> shape = input.shape();
        int along = Joining.dimension(operator, options.int32("axis", 1, 0), shape.size());
        int count = options.int32("num", 0, 0);
        if (count != outputs.size() || count != shape.get(along)) {
            throw operator.invalid(
                    "it unpacks " + count + " of " + shape.get(along) + " indices into " + outputs.size() + " outputs");
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
