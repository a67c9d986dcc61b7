package dev.pex.codesign.data;

import dev.pex.array.NumberType;
import dev.pex.diagnostic.Code;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Samples in the type of their file, and what their numbers are to the network. */
final class StoredArray {
    /** The most bytes of the samples of a data set. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int LEVELS = 256;

    private final Extent extent;
    private final NumberType type;
    private final ByteBuffer values;
    private final NumberMap map;
    private final float[][] table;

    /**
     * Samples.
     *
     * @param type UINT8, INT8, INT16 or FLOAT32
     * @param values samples x rows x columns x channels, little endian
     */
    StoredArray(Extent extent, NumberType type, ByteBuffer values, NumberMap map) {
        this.extent = extent;
        this.type = type;
        this.values = values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.map = map;
        this.table = new float[type.bytes() == 1 ? extent.channels() : 0][LEVELS];
        for (int channel = 0; channel < table.length; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                table[channel][level] = map.of(type == NumberType.INT8 ? (byte) level : level, channel);
            }
        }
    }

    /** The quantisation in which the numbers are integers as they are stored, or those less 128 where they have no sign. */
    Optional<Quantization> grid() {
        return type.bytes() == 1 ? map.grid() : Optional.empty();
    }

    /** Bytes of samples of one byte each; a diagnostic when they are too many. */
    static int requireSize(String location, long samples, long bytes) {
        if (samples * bytes > MOST_BYTES) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    location,
                    "its samples take " + samples * bytes + " bytes, more than " + MOST_BYTES,
                    "take fewer of them, or a smaller input");
        }
        return (int) (samples * bytes);
    }

    Extent extent() {
        return extent;
    }

    void read(int sample, float[] numbers, int from) {
        int elements = extent.elements();
        int start = sample * elements;
        int channel = 0;
        for (int i = 0; i < elements; i++) {
            numbers[from + i] = number(start + i, channel);
            channel = channel + 1 == extent.channels() ? 0 : channel + 1;
        }
    }

    float number(int sample, int row, int column, int channel) {
        return number(sample * extent.elements() + extent.index(row, column, channel), channel);
    }

    private float number(int at, int channel) {
        return switch (type) {
            case UINT8, INT8 -> table[channel][values.get(at) & LEVELS - 1];
            case INT16 -> map.of(values.getShort(Short.BYTES * at), channel);
            default -> values.getFloat(Float.BYTES * at);
        };
    }

    /** The mean of each channel over some samples. */
    float[] means(int[] samples) {
        double[] sums = new double[extent.channels()];
        for (int sample : samples) {
            int start = sample * extent.elements();
            for (int i = 0; i < extent.elements(); i++) {
                int channel = i % sums.length;
                sums[channel] += number(start + i, channel);
            }
        }
        float[] means = new float[sums.length];
        for (int channel = 0; channel < sums.length; channel++) {
            double numbers = (double) samples.length * extent.rows() * extent.columns();
            means[channel] = (float) (sums[channel] / Math.max(1, numbers));
        }
        return means;
    }
}
