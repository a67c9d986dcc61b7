package dev.pex.plan;

import java.util.List;

/**
 * Where a tensor lies: in cells, one for each of its rows and each slice of its channels. Cells lie
 * anywhere in one memory region; rows that are never alive at the same time may share a place.
 *
 * @param slices slices of the channels
 * @param sliceChannels channels in each slice, except the last, which may have fewer
 * @param pixelStride bytes between columns
 * @param offsets where each cell starts, in bytes from the start of the region: all slices of row 0, then
 *     those of row 1, and so on
 * @param region name of the memory region
 */
public record Placement(int slices, int sliceChannels, int pixelStride, List<Integer> offsets, String region) {
    public Placement {
        offsets = List.copyOf(offsets);
        if (slices < 1 || sliceChannels < 1 || pixelStride < 1 || offsets.size() % slices != 0) {
            throw new IllegalArgumentException(
                    "placement in " + offsets.size() + " cells, " + slices + " slices of " + sliceChannels);
        }
    }

    /** A place in the arena. */
    public Placement(int slices, int sliceChannels, int pixelStride, List<Integer> offsets) {
        this(slices, sliceChannels, pixelStride, offsets, MemoryRegion.ARENA);
    }

    /** Byte of the region at which an element starts. */
    public int address(int row, int column, int channel, int elementBytes) {
        return offsets.get(row * slices + channel / sliceChannels)
                + column * pixelStride
                + channel % sliceChannels * elementBytes;
    }
}
