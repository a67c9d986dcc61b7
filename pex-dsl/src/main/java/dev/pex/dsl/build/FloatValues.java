package dev.pex.dsl.build;

import dev.pex.tensor.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements of float32 tensors. */
final class FloatValues {
    private FloatValues() {}

    /** The bytes of a float32 constant. */
    static Bytes bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return Bytes.copyOf(buffer.array());
    }

    /** The elements of a float32 constant as numbers. */
    static float[] values(Bytes bytes) {
        float[] values = new float[bytes.size() / Float.BYTES];
        ByteBuffer.wrap(bytes.toArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
