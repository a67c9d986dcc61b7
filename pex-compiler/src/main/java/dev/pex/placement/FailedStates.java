package dev.pex.placement;

/**
 * States of the search that have no solution. When another order of the same blocks reaches such a state, it is not searched
 * again. The table has a maximum size; a newer state replaces an older one in its slot. A state is known by a hash of 128
 * bits.
 */
final class FailedStates {
    private static final int FEWEST = 1 << 10;
    private static final int MOST = 1 << 20;

    private long[] first = new long[FEWEST];
    private long[] second = new long[FEWEST];
    private int added;

    boolean contains(long a, long b) {
        int slot = (int) a & (first.length - 1);
        return first[slot] == a && second[slot] == b;
    }

    void add(long a, long b) {
        if (++added > first.length / 2 && first.length < MOST) {
            grow();
        }
        put(a, b);
    }

    private void put(long a, long b) {
        int slot = (int) a & (first.length - 1);
        first[slot] = a;
        second[slot] = b;
    }

    private void grow() {
        long[] oldFirst = first;
        long[] oldSecond = second;
        first = new long[4 * oldFirst.length];
        second = new long[first.length];
        for (int k = 0; k < oldFirst.length; k++) {
            put(oldFirst[k], oldSecond[k]);
        }
    }
}
