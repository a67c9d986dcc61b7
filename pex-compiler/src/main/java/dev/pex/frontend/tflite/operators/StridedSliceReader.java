package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;

/** STRIDED_SLICE with positive strides, masks of begins and ends, and dimensions that are dropped. */
final class StridedSliceReader implements OperatorReader {
    private static final Limit EVERY_DIMENSION = Limit.of("one begin, end and stride for each dimension");
    private static final Limit NO_NEW_AXIS = Limit.of("masks of begins, ends and dropped dimensions");
    private static final Limit INDICES = Limit.of("ends that are indices");
    private static final Limit POSITIVE = Limit.of("positive strides");
    private static final Form FORM = Form.moving()
            .and(Slicing.LIMITS)
            .and(EVERY_DIMENSION, NO_NEW_AXIS, INDICES, POSITIVE)
            .noting("all constant");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void read(OperatorContext operator) {
        operator.requireOperands(4, 4);
        CheckedTable options = operator.options();
        Tensor input = operator.input(0);
        Tensor output = operator.output();
        int rank = input.shape().size();
        Ints begin = numbers(operator, 1, rank);
        Ints end = numbers(operator, 2, rank);
        Ints strides = numbers(operator, 3, rank);
        requirePlain(operator, options);
        int beginMask = options.int32("begin_mask", 0, 0);
        int endMask = options.int32("end_mask", 1, 0);
        int shrinkMask = options.int32("shrink_axis_mask", 4, 0);
        Slicing slicing = new Slicing(operator, input);
        boolean[] kept = new boolean[rank];
        for (int d = 0; d < rank; d++) {
            int extent = input.shape().get(d);
            int stride = strides.get(d);
            requirePositive(operator, stride);
            int first = isSet(beginMask, d) ? 0 : index(begin.get(d), extent);
            int stop = isSet(endMask, d) ? extent : index(end.get(d), extent);
            kept[d] = !isSet(shrinkMask, d);
            // A dropped dimension has one index, and its end is not read.
            int size = kept[d] ? (int) ((stop - first + stride - 1L) / stride) : 1;
            slicing.take(first, stride, size);
        }
        slicing.deliver(output, kept);
    }

    private static Ints numbers(OperatorContext operator, int operand, int rank) {
        Ints numbers = operator.ints(operand);
        operator.require(
                EVERY_DIMENSION,
                numbers.size() == rank,
                () -> "its input " + operand + " has " + numbers.size() + " numbers for " + rank + " dimensions");
        return numbers;
    }

    private static void requirePlain(OperatorContext operator, CheckedTable options) {
        operator.require(
                NO_NEW_AXIS,
                options.int32("ellipsis_mask", 2, 0) == 0 && options.int32("new_axis_mask", 3, 0) == 0,
                () -> "it has an ellipsis or a new axis");
        operator.require(INDICES, !options.bool("offset", 5), () -> "its ends are offsets from its begins");
    }

    private static void requirePositive(OperatorContext operator, int stride) {
        if (stride == 0) {
            throw operator.invalid("it has the stride 0");
        }
        operator.require(POSITIVE, stride > 0, () -> "it has the stride " + stride);
    }

    /** Negative numbers count from the end; what lies outside is moved to the border. */
    private static int index(int number, int extent) {
        long index = number < 0 ? (long) number + extent : number;
        return (int) Math.min(Math.max(index, 0), extent);
    }

    private static boolean isSet(int mask, int bit) {
        return (mask >> bit & 1) != 0;
    }
}
