package dev.pex.companion;

import dev.pex.quant.FixedPoint;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An input or output of a shipped network: converts Java arrays to its bytes (little endian) and back. Float values are
 * converted exactly as by the functions of the generated header.
 *
 * @param tensor the tensor in the network
 */
public record ShippedTensor(Tensor tensor) {
    /** A quotient so large that any zero point added to it is outside the range of the type. */
    private static final float SATURATED = 1024f;

    /**
     * The bytes for float values: divided by the scale in float32, rounded half away from zero, saturated; NaN becomes 0. Those
     * of a {@code FLOAT32} tensor are not converted.
     *
     * @throws IllegalArgumentException when the number of values is not the number of elements of the tensor
     */
    public byte[] ofReals(float[] reals) {
        require(reals.length);
        byte[] all = new byte[tensor.bytes()];
        ByteBuffer bytes = buffer(all);
        for (float real : reals) {
            if (tensor.type() == ElementType.FLOAT32) {
                bytes.putFloat(real);
            } else {
                bytes.put(quantized(tensor.quantization().orElseThrow(), real));
            }
        }
        return all;
    }

    /** The bytes of an {@code INT8} or {@code UINT8} tensor, copied. */
    public byte[] ofBytes(byte[] elements) {
        require(elements.length);
        return elements.clone();
    }

    /** The bytes of an {@code INT32} tensor. */
    public byte[] ofInts(int[] elements) {
        require(elements.length);
        byte[] bytes = new byte[tensor.bytes()];
        buffer(bytes).asIntBuffer().put(elements);
        return bytes;
    }

    /** The float values of bytes. */
    public float[] toReals(byte[] bytes) {
        float[] reals = new float[tensor.extent().elements()];
        if (tensor.type() == ElementType.FLOAT32) {
            buffer(bytes).asFloatBuffer().get(reals);
            return reals;
        }
        Quantization quantization = tensor.quantization().orElseThrow();
        for (int i = 0; i < reals.length; i++) {
            reals[i] = quantization.scale() * ((int) element(bytes, i) - quantization.zeroPoint());
        }
        return reals;
    }

    /** The elements of an {@code INT8} or {@code UINT8} tensor. */
    public byte[] toBytes(byte[] bytes) {
        return bytes.clone();
    }

    /** The elements of an {@code INT32} tensor. */
    public int[] toInts(byte[] bytes) {
        int[] elements = new int[tensor.extent().elements()];
        buffer(bytes).asIntBuffer().get(elements);
        return elements;
    }

    /** The index of the largest element; the first of several. */
    public int largest(byte[] bytes) {
        int largest = 0;
        for (int i = 1; i < tensor.extent().elements(); i++) {
            if (element(bytes, i) > element(bytes, largest)) {
                largest = i;
            }
        }
        return largest;
    }

    /** An element as it is stored. */
    private double element(byte[] bytes, int index) {
        return switch (tensor.type()) {
            case INT8 -> bytes[index];
            case UINT8 -> bytes[index] & 0xff;
            case INT16 -> buffer(bytes).getShort(index * Short.BYTES);
            case INT32 -> buffer(bytes).getInt(index * Integer.BYTES);
            case FLOAT32 -> buffer(bytes).getFloat(index * Float.BYTES);
        };
    }

    private byte quantized(Quantization quantization, float real) {
        float quotient = real / quantization.scale();
        if (Float.isNaN(quotient)) {
            return (byte) quantization.zeroPoint();
        }
        float limited = Math.min(Math.max(quotient, -SATURATED), SATURATED);
        int element = (int) FixedPoint.roundHalfAway(limited) + quantization.zeroPoint();
        boolean unsigned = tensor.type() == ElementType.UINT8;
        return (byte) Math.min(Math.max(element, unsigned ? 0 : -128), unsigned ? 255 : 127);
    }

    private void require(int given) {
        int expected = tensor.extent().elements();
        if (given != expected) {
            throw new IllegalArgumentException("'" + tensor.name() + "' of shape " + tensor.shape() + " has " + expected
                    + " elements; " + given + " are given");
        }
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
