package dev.pex.placement;

import java.util.List;

/**
 * Where blocks lie.
 *
 * @param offsets one per block, in the order given
 * @param height end of the highest block; 0 when there is none
 * @param lowerBound a height that no layout is below: the most bytes that are live at a time, the height of a block, the end
 *     of a pinned one, or more when a search has ruled out lower layouts
 */
public record Layout(List<Integer> offsets, int height, int lowerBound) {
    public Layout {
        offsets = List.copyOf(offsets);
    }

    /** Whether no layout of these blocks is lower. */
    public boolean isOptimal() {
        return height == lowerBound;
    }
}
