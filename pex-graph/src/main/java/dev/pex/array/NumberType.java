package dev.pex.array;

import java.nio.ByteBuffer;

/** The type of the numbers of an array in a file. */
public enum NumberType {
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8);

    private static final int HALF_EXPONENT = 0x1f;
    private static final int HALF_FRACTION = 0x3ff;

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    public boolean isInteger() {
        return this != FLOAT16 && this != BFLOAT16 && this != FLOAT32 && this != FLOAT64;
    }

    /** Reads a number of a floating-point type. */
    double real(ByteBuffer buffer, int index) {
        return switch (this) {
            case FLOAT16 -> half(buffer.getShort(2 * index));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(2 * index) << 16);
            case FLOAT32 -> buffer.getFloat(4 * index);
            case FLOAT64 -> buffer.getDouble(8 * index);
            default -> throw new IllegalStateException(this + " is an integer");
        };
    }

    long integer(ByteBuffer buffer, int index) {
        return switch (this) {
            case INT8 -> buffer.get(index);
            case UINT8 -> Byte.toUnsignedInt(buffer.get(index));
            case INT16 -> buffer.getShort(2 * index);
            case UINT16 -> Short.toUnsignedInt(buffer.getShort(2 * index));
            case INT32 -> buffer.getInt(4 * index);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(4 * index));
            case INT64 -> buffer.getLong(8 * index);
            default -> throw new IllegalStateException(this + " is no integer");
        };
    }

    /** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & HALF_EXPONENT;
        int fraction = bits & HALF_FRACTION;
        float magnitude;
        if (exponent == HALF_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else {
            magnitude = (HALF_FRACTION + 1 + fraction) * (float) Math.scalb(1.0, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
