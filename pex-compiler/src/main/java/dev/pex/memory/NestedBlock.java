package dev.pex.memory;

import java.util.List;

/**
 * A row block that lies inside another one because their alias sets do.
 *
 * @param outer index of the row block around
 * @param inner index of the row block inside
 * @param distance of the start of the inner one from that of the outer one; negative when it begins before
 */
record NestedBlock(int outer, int inner, int distance) {
    /** Bytes of meaning that the two have in common. */
    int shared(List<RowBlock> rowBlocks) {
        RowBlock in = rowBlocks.get(inner);
        int bytes = Math.min(distance + in.bytes(), rowBlocks.get(outer).bytes()) - Math.max(distance, 0);
        return Math.min(bytes, in.payload());
    }
}
