package dev.pex.emit;

/**
 * A tensor's place as a {@code pex_view}.
 *
 * @param offset of row 0; with cells, number of their first origin
 * @param rowStride bytes between rows; with cells, what a row adds to its cell's origin
 * @param pixelStride bytes between columns
 * @param cells name of the array that says which origin each cell has; empty when there is none
 * @param rowCells cells in a row
 * @param sliceChannels channels of a slice; 0 where all channels are one slice
 */
record Form(int offset, int rowStride, int pixelStride, String cells, int rowCells, int sliceChannels) {
    /** Rows at equal distances. */
    static Form even(int offset, int rowStride, int pixelStride) {
        return new Form(offset, rowStride, pixelStride, "", 0, 0);
    }

    /** Whether rows are found without a table. */
    boolean isEven() {
        return cells.isEmpty() && rowCells == 0;
    }

    Form withPixelStride(int bytes) {
        return new Form(offset, rowStride, bytes, cells, rowCells, sliceChannels);
    }

    Form withSliceChannels(int channels) {
        return new Form(offset, rowStride, pixelStride, cells, rowCells, channels);
    }

    /** The initialiser of a {@code pex_view}. */
    String initialiser() {
        if (sliceChannels > 0xffff || rowCells > 0xffff) {
            throw new IllegalStateException(rowCells + " cells in a row, slices of " + sliceChannels);
        }
        return "{" + unsigned(offset) + ", " + unsigned(rowStride) + ", " + unsigned(pixelStride) + ", "
                + (cells.isEmpty() ? "0" : cells) + ", " + rowCells + "u, " + sliceChannels + "u}";
    }

    /** Offsets count modulo 2^32. */
    static String unsigned(int value) {
        return Integer.toUnsignedString(value) + "u";
    }
}
