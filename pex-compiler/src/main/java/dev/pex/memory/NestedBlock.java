package dev.pex.memory;

import java.util.List;

/**
 * A row block that lies inside another one, because its alias set is a sub-buffer of the other's.
 *
 * @param outer index of the outer row block
 * @param inner index of the inner row block
 * @param distance from the start of the outer one to the start of the inner one, in bytes; negative when the inner one starts
 *     first
 */
record NestedBlock(int outer, int inner, int distance) {
    /** Bytes that the two have in common, without the gaps between the pixels of the inner one. */
    int shared(List<RowBlock> rowBlocks) {
        RowBlock in = rowBlocks.get(inner);
        int bytes = Math.min(distance + in.bytes(), rowBlocks.get(outer).bytes()) - Math.max(distance, 0);
        return Math.min(bytes, in.payload());
    }
}
