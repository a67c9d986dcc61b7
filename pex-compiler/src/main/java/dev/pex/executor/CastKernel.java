package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Cast;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** CAST (docs/NUMERICS.md, 7.27). */
final class CastKernel {
    private CastKernel() {}

    static void compute(Graph graph, Cast cast, byte[] input, byte[] output, Part part) {
        ElementType from = graph.tensor(cast.input()).type();
        ElementType to = graph.outputOf(cast).type();
        Extent extent = graph.outputOf(cast).extent();
        ByteBuffer source = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer target = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                if (from == ElementType.FLOAT32) {
                    putTruncated(target, index, to, source.getFloat(index * Float.BYTES));
                } else {
                    put(target, index, to, get(source, index, from));
                }
            }
        });
    }

    private static int get(ByteBuffer source, int index, ElementType type) {
        return switch (type) {
            case INT8 -> source.get(index);
            case UINT8 -> source.get(index) & 0xff;
            case INT16 -> source.getShort(index * Short.BYTES);
            case INT32 -> source.getInt(index * Integer.BYTES);
            case FLOAT32 -> throw new IllegalArgumentException("a float is no integer");
        };
    }

    /** Keeps the low bits where the type has fewer; a float is the nearest, ties to even. */
    private static void put(ByteBuffer target, int index, ElementType type, int value) {
        switch (type) {
            case INT8, UINT8 -> target.put(index, (byte) value);
            case INT16 -> target.putShort(index * Short.BYTES, (short) value);
            case INT32 -> target.putInt(index * Integer.BYTES, value);
            case FLOAT32 -> target.putFloat(index * Float.BYTES, value);
        }
    }

    /** Drops the fraction; what is beyond the type becomes its nearest end, NaN becomes 0. */
    private static void putTruncated(ByteBuffer target, int index, ElementType type, float value) {
        int whole = (int) value;
        switch (type) {
            case INT8 -> target.put(index, WeightedSums.clamp(whole, -128, 127));
            case UINT8 -> target.put(index, WeightedSums.clamp(whole, 0, 255));
            case INT16 ->
                target.putShort(
                        index * Short.BYTES, (short) Math.min(Math.max(whole, Short.MIN_VALUE), Short.MAX_VALUE));
            case INT32 -> target.putInt(index * Integer.BYTES, whole);
            case FLOAT32 -> target.putFloat(index * Float.BYTES, value);
        }
    }
}
