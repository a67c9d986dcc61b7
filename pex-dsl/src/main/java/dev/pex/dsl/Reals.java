package dev.pex.dsl;

import dev.pex.graph.Bytes;
import dev.pex.graph.Operator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Real numbers in tensors. */
final class Reals {
    private Reals() {}

    /** The elements of a float32 constant. */
    static Bytes bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return Bytes.copyOf(buffer.array());
    }

    /** The numbers of a float32 constant. */
    static float[] values(Bytes bytes) {
        float[] values = new float[bytes.size() / Float.BYTES];
        ByteBuffer.wrap(bytes.toArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /** Whether an operator computes with its elements; others move float32 in quantised networks as well. */
    static boolean computes(Operator operator) {
        boolean moves = operator instanceof Operator.Reshape
                || operator instanceof Operator.Pad
                || operator instanceof Operator.Transpose
                || operator instanceof Operator.Gather
                || operator instanceof Operator.Concatenation
                || operator instanceof Operator.Slice
                || operator instanceof Operator.ResizeNearest;
        boolean converts = operator instanceof Operator.Quantize
                || operator instanceof Operator.Dequantize
                || operator instanceof Operator.Requantize
                || operator instanceof Operator.Cast;
        return !moves && !converts;
    }
}
