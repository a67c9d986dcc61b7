package dev.pex.placement;

import java.util.List;

/**
 * Places blocks in one address space, as low as possible, so that no two blocks that are live at the same time share a byte.
 * The same blocks and limits give the same layout on every machine.
 */
public final class Placer {
    private final int blocks;
    private final List<Component> components;
    private final int lowerBound;

    private Placer(List<Block> blocks) {
        check(blocks);
        this.blocks = blocks.size();
        this.components = Component.of(blocks);
        this.lowerBound =
                components.stream().mapToInt(Component::lowerBound).max().orElse(0);
    }

    /**
     * A search that has not begun.
     *
     * @throws IllegalArgumentException when all blocks, stacked, end above 2^31 - 1 bytes
     */
    public static Placer of(List<Block> blocks) {
        return new Placer(blocks);
    }

    /** As {@link #place(Limits)} of a search that has not begun. */
    public static Layout place(List<Block> blocks, Limits limits) {
        return of(blocks).place(limits);
    }

    /**
     * Finds the lowest layout within the limits. Called again, it goes on from the best layout so far.
     *
     * @throws IllegalArgumentException when two pinned blocks overlap
     */
    public Layout place(Limits limits) {
        WorkBudget work = new WorkBudget(limits);
        Integer[] offsets = new Integer[blocks];
        int height = 0;
        int proven = 0;
        for (Component component : components) {
            component.place(Math.max(lowerBound, height), work);
            component.writeTo(offsets);
            height = Math.max(height, component.height());
            proven = Math.max(proven, component.lowerBound());
        }
        return new Layout(List.of(offsets), height, proven);
    }

    /** The lower bound that is known before the search. */
    public int lowerBound() {
        return lowerBound;
    }

    private static void check(List<Block> blocks) {
        long highest = 0;
        for (Block block : blocks) {
            highest += block.height() + (block.alignment() - 1L);
        }
        long pinned = blocks.stream().mapToLong(b -> b.pinned().orElse(0)).max().orElse(0);
        if (highest + pinned > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("blocks of " + highest + " bytes, pinned up to " + pinned);
        }
    }
}
