package dev.pex.dsl;

import dev.pex.operator.Cast;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Gather;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Real numbers in tensors. */
final class FloatValues {
    private FloatValues() {}

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
        boolean moves = operator instanceof Reshape
                || operator instanceof Pad
                || operator instanceof Transpose
                || operator instanceof Gather
                || operator instanceof Concatenation
                || operator instanceof dev.pex.operator.Slice
                || operator instanceof ResizeNearest;
        boolean converts = operator instanceof Quantize
                || operator instanceof Dequantize
                || operator instanceof Requantize
                || operator instanceof Cast;
        return !moves && !converts;
    }
}
