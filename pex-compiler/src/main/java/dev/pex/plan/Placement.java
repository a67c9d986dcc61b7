package dev.pex.plan;

/**
 * Where a tensor lies inside a buffer. Element (row, column, channel) is at byte {@code offset + (row
 * mod rows) * rowStride + column * pixelStride + channel * element size} of the buffer.
 *
 * @param buffer id of the buffer
 * @param offset of row 0, column 0, channel 0 inside the buffer
 * @param rowStride bytes between rows
 * @param pixelStride bytes between columns
 * @param rows rows that are kept at a time; fewer than the tensor has make it a rolling buffer
 */
public record Placement(int buffer, int offset, int rowStride, int pixelStride, int rows) {
    public Placement {
        if (buffer < 0 || offset < 0 || rowStride < 1 || pixelStride < 1 || rows < 1) {
            throw new IllegalArgumentException("placement in buffer " + buffer);
        }
    }

    /** Byte inside the buffer of an element's first byte. */
    public int address(int row, int column, int channel, int elementBytes) {
        return offset + (row % rows) * rowStride + column * pixelStride + channel * elementBytes;
    }
}
