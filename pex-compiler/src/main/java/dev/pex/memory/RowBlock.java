package dev.pex.memory;

/**
 * Neighbouring rows of one alias set that come into use and go out of use together, and are placed
 * together; or the accumulators or the scratch of an operator.
 *
 * @param aliasSet id of the alias set, or {@link #NONE}
 * @param row first row
 * @param rows number of rows
 * @param slice which slice of the alias set's channels
 * @param first first step during which it is in use
 * @param last last step during which it is in use
 * @param bytes size, gaps between pixels included
 * @param payload size without them
 * @param alignment what its address must be a multiple of
 * @param content what it holds, for people; empty where the alias set says it
 */
record RowBlock(
        int aliasSet,
        int row,
        int rows,
        int slice,
        int first,
        int last,
        int bytes,
        int payload,
        int alignment,
        String content) {
    static final int NONE = -1;
}
