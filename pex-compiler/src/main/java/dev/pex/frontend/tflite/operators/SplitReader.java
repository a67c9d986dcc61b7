package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** SPLIT into equal parts, and SPLIT_V into parts of given sizes: one slice for each output. */
final class SplitReader implements OperatorReader {
    private static final Form FORM = Form.moving().and(Slicing.LIMITS).noting("along any one dimension");

    private final boolean sizesGiven;

    private SplitReader(boolean sizesGiven) {
        this.sizesGiven = sizesGiven;
    }

    /** SPLIT. */
    static SplitReader equal() {
        return new SplitReader(false);
    }

    /** SPLIT_V. */
    static SplitReader sized() {
        return new SplitReader(true);
    }

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireInputs(sizesGiven ? 3 : 2, sizesGiven ? 3 : 2);
        CheckedTable options = operator.options();
        Tensor input = operator.input(sizesGiven ? 0 : 1);
        List<Tensor> outputs = operator.outputs();
        int count = options.int32("num_splits", 0, 0);
        if (count != outputs.size()) {
            throw operator.invalid("it says that it makes " + count + " of " + outputs.size() + " outputs");
        }
        List<Integer> shape = input.shape();
        Ints axis = operator.ints(sizesGiven ? 2 : 0);
        if (axis.size() != 1) {
            throw operator.invalid("it has " + axis.size() + " axes");
        }
        int along = Joining.dimension(operator, axis.get(0), shape.size());
        int[] sizes = sizesGiven
                ? given(operator, outputs.size(), shape.get(along))
                : equal(operator, count, shape.get(along));
        boolean[] kept = new boolean[shape.size()];
        Arrays.fill(kept, true);
        int begin = 0;
        for (int i = 0; i < sizes.length; i++) {
            Slicing slicing = new Slicing(operator, input);
            for (int d = 0; d < shape.size(); d++) {
                if (d == along) {
                    slicing.take(begin, 1, sizes[i]);
                } else {
                    slicing.whole();
                }
            }
            slicing.deliver(outputs.get(i), kept);
            begin += sizes[i];
        }
    }

    private static int[] equal(OperatorContext operator, int count, int extent) {
        if (extent % count != 0) {
            throw operator.invalid("it splits " + extent + " indices into " + count + " equal parts");
        }
        int[] sizes = new int[count];
        Arrays.fill(sizes, extent / count);
        return sizes;
    }

    /** The given sizes; one of them may be -1, which is all that is left. */
    private static int[] given(OperatorContext operator, int count, int extent) {
        int[] sizes = operator.ints(1).toArray();
        long sum = 0;
        int open = -1;
        boolean valid = sizes.length == count;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && open < 0) {
                open = i;
            } else {
                valid &= sizes[i] >= 1;
                sum += sizes[i];
            }
        }
        if (valid && open >= 0 && sum < extent) {
            sizes[open] = (int) (extent - sum);
            sum = extent;
        }
        if (!valid || sum != extent) {
            throw operator.invalid("its sizes " + Arrays.toString(sizes) + " do not split " + extent + " indices into "
                    + count + " outputs");
        }
        return sizes;
    }
}
