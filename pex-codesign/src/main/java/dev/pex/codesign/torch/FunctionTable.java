package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.function.DoubleUnaryOperator;

/**
 * Any function of one value, with its gradient: straight lines between points that lie 2^-10 apart, from -32 to 32, and the
 * outermost lines beyond. So each function that the operators define can be trained.
 */
final class FunctionTable {
    private static final int SEGMENTS_PER_UNIT = 1 << 10;
    private static final int REACH = 32;
    private static final int SEGMENTS = 2 * REACH * SEGMENTS_PER_UNIT;

    private final NDArray offsets;
    private final NDArray slopes;

    /**
     * The table of a function.
     *
     * @param manager owns it
     */
    FunctionTable(DoubleUnaryOperator function, NDManager manager) {
        float[] offsets = new float[SEGMENTS];
        float[] slopes = new float[SEGMENTS];
        double right = function.applyAsDouble(-REACH);
        for (int i = 0; i < SEGMENTS; i++) {
            double start = (double) i / SEGMENTS_PER_UNIT - REACH;
            double left = right;
            right = function.applyAsDouble(start + 1.0 / SEGMENTS_PER_UNIT);
            double slope = (right - left) * SEGMENTS_PER_UNIT;
            slopes[i] = (float) slope;
            offsets[i] = (float) (left - slope * start);
        }
        this.offsets = manager.create(offsets);
        this.slopes = manager.create(slopes);
    }

    /** The function of all elements; the result goes with them. */
    NDArray apply(NDArray x) {
        NDArray segment = Numbers.times(x.stopGradient().add((float) REACH), SEGMENTS_PER_UNIT)
                .floor()
                .clip(0f, SEGMENTS - 1f)
                .toType(DataType.INT64, false)
                .reshape(-1);
        return x.mul(picked(slopes, segment, x)).add(picked(offsets, segment, x));
    }

    private static NDArray picked(NDArray table, NDArray segment, NDArray x) {
        NDArray picked = table.gather(segment, 0);
        picked.attach(x.getManager());
        return picked.reshape(x.getShape());
    }
}
