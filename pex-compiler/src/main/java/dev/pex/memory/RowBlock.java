package dev.pex.memory;

/**
 * Neighbouring rows of one alias set that are live during the same steps and are placed together; or the accumulators or the
 * scratch of an operator.
 *
 * @param aliasSet id of the alias set, or {@link #NONE}
 * @param row first row
 * @param rows number of rows
 * @param slice index of the channel slice
 * @param first first step during which it is live
 * @param last last step during which it is live
 * @param bytes size, gaps between pixels included
 * @param payload size without those gaps
 * @param alignment the address is a multiple of it
 * @param content what it holds, for people; empty for rows of an alias set
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
