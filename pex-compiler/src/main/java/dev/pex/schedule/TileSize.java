package dev.pex.schedule;

/**
 * The size of the parts in a segment: rows, whole or in channel slices, or channels over all rows and columns.
 *
 * @param rows most rows that one step makes; 0 when tensors are cut into channels
 * @param slices channel slices in which rows are made for a reader that reads them slice by slice; 1 for whole rows
 * @param channels channels over all rows and columns that a step makes; 0 when tensors are cut into rows
 */
record TileSize(int rows, int slices, int channels) {
    static final TileSize FINEST = rows(1);
    static final TileSize WHOLE = rows(Integer.MAX_VALUE / 2);

    /** Kernels compute this many output channels at a time; a narrower slice would waste work. */
    static final int MINIMUM_SLICE = 4;

    static TileSize rows(int rows) {
        return new TileSize(rows, 1, 0);
    }

    static TileSize slicedRows(int slices) {
        return new TileSize(1, slices, 0);
    }

    static TileSize channels(int channels) {
        return new TileSize(0, 1, channels);
    }

    boolean isByChannels() {
        return channels > 0;
    }

    /** Channels in each slice of rows, except the last, which may have fewer. */
    int sliceChannels(int channelsOfMaker) {
        int width = (channelsOfMaker + slices - 1) / slices;
        return (width + MINIMUM_SLICE - 1) / MINIMUM_SLICE * MINIMUM_SLICE;
    }

    @Override
    public String toString() {
        if (isByChannels()) {
            return channels == 1 ? "1 channel" : channels + " channels";
        }
        if (rows == WHOLE.rows) {
            return "whole";
        }
        return (rows == 1 ? "1 row" : rows + " rows") + (slices == 1 ? "" : " in " + slices + " slices");
    }
}
