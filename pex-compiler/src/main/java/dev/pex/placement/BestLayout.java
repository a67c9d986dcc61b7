package dev.pex.placement;

/** The lowest layout found so far. */
final class BestLayout {
    private int[] offsets = {};
    private int height = Integer.MAX_VALUE;

    /** Whether the layout is lower than all before it. */
    boolean offer(int newHeight, int[] newOffsets) {
        if (newHeight >= height) {
            return false;
        }
        offsets = newOffsets.clone();
        height = newHeight;
        return true;
    }

    int height() {
        return height;
    }

    int[] offsets() {
        return offsets.clone();
    }
}
