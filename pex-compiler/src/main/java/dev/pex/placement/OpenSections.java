package dev.pex.placement;

import java.util.Arrays;

/**
 * Ranges of sections that the search has not finished, as linked lists that share their ends. Entries are only added at the
 * end; going back in the search cuts them to an earlier size.
 */
final class OpenSections {
    static final int NONE = -1;

    private int[] from = new int[64];
    private int[] to = new int[64];
    private int[] parent = new int[64];
    private int[] next = new int[64];
    private long[] hash = new long[64];
    private long[] hash2 = new long[64];
    private int size;

    int size() {
        return size;
    }

    void cutTo(int oldSize) {
        size = oldSize;
    }

    /**
     * Adds a range before a list.
     *
     * @param newParent the decision that it follows from
     * @param newHash of the range, in two halves
     * @return the new list
     */
    int add(int newFrom, int newTo, int newParent, long newHash, long newHash2, int list) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
            parent = Arrays.copyOf(parent, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            hash = Arrays.copyOf(hash, 2 * size);
            hash2 = Arrays.copyOf(hash2, 2 * size);
        }
        from[size] = newFrom;
        to[size] = newTo;
        parent[size] = newParent;
        next[size] = list;
        hash[size] = newHash;
        hash2[size] = newHash2;
        return size++;
    }

    int from(int list) {
        return from[list];
    }

    int to(int list) {
        return to[list];
    }

    int parent(int list) {
        return parent[list];
    }

    int next(int list) {
        return next[list];
    }

    long hash(int list) {
        return hash[list];
    }

    long hash2(int list) {
        return hash2[list];
    }
}
