package dev.pex.emit;

/**
 * A tensor's place as a {@code pex_view}.
 *
 * @param offset arena offset of row 0; with cells, index of their first origin
 * @param rowStride bytes between rows; with cells, bytes that each row adds to the origin of its cell
 * @param pixelStride bytes between columns; 0 when there is one column
 * @param cells name of the array that gives each cell's origin; empty when there is none
 * @param rowCells cells in a row
 * @param sliceBytes bytes of a pixel's channels in a slice; 0 when all channels are one slice
 */
record Form(int offset, int rowStride, int pixelStride, String cells, int rowCells, int sliceBytes) {
    /** Bytes of a {@code pex_cells} on a core with 32-bit pointers. */
    static final int CELLS_BYTES = 8;

    /** Rows at equal distances. */
    static Form even(int offset, int rowStride, int pixelStride) {
        return new Form(offset, rowStride, pixelStride, "", 0, 0);
    }

    /** Whether rows are found without a table. */
    boolean isEven() {
        return cells.isEmpty() && rowCells == 0;
    }

    Form withSliceBytes(int bytes) {
        return new Form(offset, rowStride, pixelStride, cells, rowCells, bytes);
    }

    /** Whether the view needs a {@code pex_cells}. */
    boolean hasCells() {
        return !isEven() || sliceBytes != 0;
    }

    /** The initialiser of its {@code pex_cells}. */
    String cellsInitialiser() {
        return "{" + (cells.isEmpty() ? "NULL" : cells) + ", " + sixteenBits(rowCells) + ", " + sixteenBits(sliceBytes)
                + "}";
    }

    /**
     * The initialiser of a {@code pex_view}.
     *
     * @param cellsNumber one more than the index of its {@code pex_cells}; 0 when it has none
     */
    String initialiser(int cellsNumber) {
        return "{" + unsigned(offset) + ", " + unsigned(rowStride) + ", " + sixteenBits(pixelStride) + ", "
                + sixteenBits(cellsNumber) + "}";
    }

    private static String sixteenBits(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalStateException(value + " does not fit into 16 bits");
        }
        return value + "u";
    }

    /** Offsets are modulo 2^32. */
    static String unsigned(int value) {
        return Integer.toUnsignedString(value) + "u";
    }
}
