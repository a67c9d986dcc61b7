package dev.pex.quantize;

import dev.pex.quant.FixedPoint;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts float values to the bytes of a tensor and back. */
public final class Values {
    private static final double SATURATED = 1 << 20;

    private Values() {}

    /** The bytes of a tensor for float values; each element is the nearest one. */
    public static byte[] encode(Tensor tensor, double[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (tensor.type() == ElementType.INT8) {
                bytes.put(encode(tensor.quantization().orElseThrow(), value));
            } else if (tensor.type() == ElementType.INT32) {
                bytes.putInt((int) value);
            } else if (tensor.type() == ElementType.FLOAT32) {
                bytes.putFloat((float) value);
            } else {
                throw new IllegalArgumentException("tensor " + tensor.name() + " of type " + tensor.type());
            }
        }
        return bytes.array();
    }

    /**
     * The bytes of an input as the helper in a generated header computes them: a float32 is divided by the scale in float32.
     * The result can differ from {@link #encode(Tensor, double[])} where the quotient is close to a half.
     */
    public static byte[] asFirmware(Tensor tensor, double[] values) {
        if (tensor.type() != ElementType.INT8) {
            return encode(tensor, values);
        }
        Quantization quantization = tensor.quantization().orElseThrow();
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = rounded(quantization, (float) values[i] / quantization.scale());
        }
        return bytes;
    }

    static byte encode(Quantization quantization, double value) {
        return rounded(quantization, value / quantization.scale());
    }

    private static byte rounded(Quantization quantization, double quotient) {
        double steps = Math.min(Math.max(quotient, -SATURATED), SATURATED);
        double rounded = FixedPoint.roundHalfAway(steps) + quantization.zeroPoint();
        return (byte) Math.min(Math.max(rounded, -128), 127);
    }

    /** The float values of a tensor's bytes. */
    public static double[] decode(Tensor tensor, byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[data.length / tensor.type().bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.type()) {
                case INT8 -> decode(tensor, bytes.get());
                case UINT8 -> decode(tensor, bytes.get() & 0xff);
                case INT16 -> decode(tensor, bytes.getShort());
                case INT32 -> bytes.getInt();
                case FLOAT32 -> bytes.getFloat();
            };
        }
        return values;
    }

    private static double decode(Tensor tensor, int stored) {
        Quantization quantization = tensor.quantization().orElseThrow();
        return (double) quantization.scale() * (stored - quantization.zeroPoint());
    }
}
