package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.DoubleUnaryOperator;

/**
 * Any function of one value, with its gradient: straight lines between points that lie 2^-10 apart, from -32 to 32, and the
 * outermost lines beyond. So each function that the operators define can be trained.
 */
final class FunctionTable {
    private static final int SEGMENTS_PER_UNIT = 1 << 10;
    private static final int REACH = 32;
    private static final int SEGMENTS = 2 * REACH * SEGMENTS_PER_UNIT;

    private FunctionTable() {}

    /** The function of all elements. */
    static NDArray apply(DoubleUnaryOperator function, NDArray x) {
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
        NDManager manager = x.getManager();
        Shape shape = x.getShape();
        NDArray segment = x.stopGradient()
                .add((float) REACH)
                .mul((float) SEGMENTS_PER_UNIT)
                .floor()
                .clip(0f, SEGMENTS - 1f)
                .toType(DataType.INT64, false)
                .reshape(-1);
        NDArray slope = manager.create(slopes).gather(segment, 0).reshape(shape);
        NDArray offset = manager.create(offsets).gather(segment, 0).reshape(shape);
        return x.mul(slope).add(offset);
    }
}
