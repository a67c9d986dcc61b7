package dev.pex.array;

import dev.pex.tensor.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array from a file.
 *
 * @param shape none negative; empty for a single number
 * @param values little endian, the last dimension varying fastest
 */
public record NumberArray(List<Integer> shape, NumberType type, Bytes values) {
    public NumberArray {
        shape = List.copyOf(shape);
        if (values.size() != Dimensions.bytes(shape, type)) {
            throw new IllegalArgumentException(values.size() + " bytes for " + shape + " of " + type);
        }
    }

    /** An array of float32. */
    public static NumberArray of(List<Integer> shape, float... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            buffer.putFloat(number);
        }
        return new NumberArray(shape, NumberType.FLOAT32, Bytes.copyOf(buffer.array()));
    }

    /** The number of elements. */
    public int size() {
        return values.size() / type.bytes();
    }

    /** The numbers as float32; float64 and large integers are rounded. */
    public float[] floats() {
        ByteBuffer buffer = buffer();
        float[] numbers = new float[size()];
        for (int i = 0; i < numbers.length; i++) {
            // Not through float64, which would round large integers twice.
            numbers[i] = type.isInteger() ? type.integer(buffer, i) : (float) type.real(buffer, i);
        }
        return numbers;
    }

    /** The numbers as float64; only integers beyond 2^53 are rounded. */
    public double[] doubles() {
        ByteBuffer buffer = buffer();
        double[] numbers = new double[size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type.isInteger() ? type.integer(buffer, i) : type.real(buffer, i);
        }
        return numbers;
    }

    /** The numbers of an array of integers. */
    public long[] integers() {
        ByteBuffer buffer = buffer();
        long[] numbers = new long[size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type.integer(buffer, i);
        }
        return numbers;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(values.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
