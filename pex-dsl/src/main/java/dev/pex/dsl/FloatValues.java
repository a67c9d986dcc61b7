package dev.pex.dsl;

import dev.pex.operator.Operator;
import dev.pex.operator.Values;
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
        return operator.values() == Values.COMPUTED || operator.values() == Values.SAME_SCALE;
    }
}
