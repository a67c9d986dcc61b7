package dev.pex.plan;

import java.util.List;

/**
 * Where a tensor lies in the arena: in cells, one for each row and each channel slice. Each cell has an offset of its own;
 * rows that are never live at the same time may share bytes.
 *
 * @param slices slices of the channels
 * @param sliceChannels channels in each slice, except the last, which may have fewer
 * @param pixelStride bytes between columns
 * @param offsets where each cell starts, in bytes from the start of the arena: all slices of row 0, then
 *     those of row 1, and so on
 */
public record Placement(int slices, int sliceChannels, int pixelStride, List<Integer> offsets) {
    public Placement {
        offsets = List.copyOf(offsets);
        if (slices < 1 || sliceChannels < 1 || pixelStride < 1 || offsets.size() % slices != 0) {
            throw new IllegalArgumentException(
                    "placement in " + offsets.size() + " cells, " + slices + " slices of " + sliceChannels);
        }
    }

    /** Byte of the arena at which an element starts. */
    public int address(int row, int column, int channel, int elementBytes) {
        return offsets.get(row * slices + channel / sliceChannels)
                + column * pixelStride
                + channel % sliceChannels * elementBytes;
    }
}
