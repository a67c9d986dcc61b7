package dev.pex.placement;

import java.util.Arrays;

/**
 * A partial layout that grows from the bottom: nothing is ever placed below what is placed. Every
 * change can be undone.
 *
 * <p>The turn of a block that is not placed is the sum of its start and its rank ({@link Ranks}); the
 * turn of a section is the least of those of its blocks.
 */
final class Skyline {
    /** A section that is full to the limit and beyond: none. */
    static final int NONE = -1;

    private static final int PLACED = 0;
    private static final int STARTED = 1;
    private static final int SECTION = 2;

    private final Cells cells;
    private final int[] rank;
    private final int limit;

    final boolean[] placed;

    /** Of a placed block its offset, of another one the lowest offset that is left to it. */
    final int[] start;

    /** Cells of section s that are not placed are at[cells.firstAt[s]] to before at[endAt[s]]; those that are placed follow. */
    final int[] at;

    final int[] endAt;
    private final int[] position;

    /** Turns of blocks that are not placed. */
    private final int[] turnOf;

    /** Bytes of blocks that are not placed, by section. */
    final long[] unplaced;

    /** Lowest byte that a block that is not placed can still take, by section. */
    final int[] level;

    /** Turn of each section. */
    final int[] turn;

    /** How many blocks that are not placed have the turn of the section. */
    final int[] candidates;

    /** How many blocks that are not placed are live, or between two times of being live, both in a section and the next. */
    private final int[] crossing;

    /** A hash of which blocks are not placed and where they start, in two halves: sums over blocks. */
    long hash;

    long hash2;

    /** Records of what to restore, each with its kind at the end. */
    private int[] trail = new int[1024];

    private int trailSize;

    private final int[] touched;
    private int touchedCount;
    private final boolean[] isTouched;

    /** Cells and neighbours looked at so far. */
    long work;

    /**
     * An empty layout.
     *
     * @param limit height that no section may exceed
     */
    Skyline(Cells cells, int[] rank, int limit) {
        this.cells = cells;
        this.rank = rank;
        this.limit = limit;
        placed = new boolean[cells.blocks];
        start = cells.pinned.clone();
        at = cells.at.clone();
        endAt = Arrays.copyOf(cells.firstAt, cells.sections);
        position = new int[cells.block.length];
        for (int k = 0; k < at.length; k++) {
            position[at[k]] = k;
        }
        turnOf = new int[cells.blocks];
        unplaced = new long[cells.sections];
        level = new int[cells.sections];
        turn = cells.plain ? level : new int[cells.sections];
        candidates = new int[cells.sections];
        crossing = new int[cells.sections];
        touched = new int[cells.sections];
        isTouched = new boolean[cells.sections];
        Arrays.fill(placed, true);
        for (int i : cells.order) {
            start[i] = lowest(i, 0);
            turnOf[i] = start[i] + rank[i];
            add(i);
        }
        for (int s = 0; s < cells.sections; s++) {
            evaluate(s);
        }
    }

    int turn(int i) {
        return turnOf[i];
    }

    int rank(int i) {
        return rank[i];
    }

    int mark() {
        return trailSize;
    }

    void undo(int mark) {
        while (trailSize > mark) {
            int kind = trail[--trailSize];
            if (kind == SECTION) {
                trailSize -= 4;
                int s = trail[trailSize];
                level[s] = trail[trailSize + 1];
                turn[s] = trail[trailSize + 2];
                candidates[s] = trail[trailSize + 3];
            } else if (kind == STARTED) {
                trailSize -= 2;
                setStart(trail[trailSize], trail[trailSize + 1]);
            } else {
                add(trail[--trailSize]);
            }
        }
    }

    /** Places a block at its start; returns a section that is too full then, or {@link #NONE}. */
    int place(int i) {
        touch(i);
        remove(i);
        record(i, PLACED);
        LiveTogether neighbours = cells.neighbours[i];
        for (int k = 0; k < neighbours.count; k++) {
            int other = neighbours.block[k];
            int above = start[i] + neighbours.rise[k];
            if (!placed[other] && start[other] < above) {
                raise(other, above);
            }
        }
        work += neighbours.count;
        return evaluateTouched();
    }

    /** Lets no block of a section have a turn before the given one; returns a section that is too full then, or {@link #NONE}. */
    int postpone(int section, int newTurn) {
        for (int k = cells.firstAt[section]; k < endAt[section]; k++) {
            int i = cells.block[at[k]];
            if (turnOf[i] < newTurn) {
                raise(i, newTurn - rank[i]);
            }
        }
        work += endAt[section] - cells.firstAt[section];
        return evaluateTouched();
    }

    /** Whether a block whose placement was just taken into account held sections together that nothing else does. */
    boolean separates(int i) {
        int last = cells.lastSection(i);
        for (int s = cells.firstSection(i); s < last; s++) {
            if (crossing[s] == 0) {
                return true;
            }
        }
        return unplaced[last] == 0;
    }

    /** Whether some section does not hold what is to be placed in it. */
    boolean isTooFull() {
        for (int s = 0; s < cells.sections; s++) {
            if (unplaced[s] > 0 && slack(s) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of a section that may stay unused; negative when it is too full. */
    long slack(int s) {
        long slack = limit - level[s] - unplaced[s];
        for (int k = cells.firstPinnedAt[s]; k < cells.firstPinnedAt[s + 1]; k++) {
            int cell = cells.pinnedAt[k];
            if (start[cells.block[cell]] + cells.bottom[cell] >= level[s]) {
                slack -= cells.top[cell] - cells.bottom[cell];
            }
        }
        return slack;
    }

    long hashOf(int i) {
        return PseudoRandom.mix((long) i << Integer.SIZE | start[i]);
    }

    private void raise(int i, int from) {
        touch(i);
        record(i, start[i], STARTED);
        setStart(i, lowest(i, from));
    }

    private void setStart(int i, int newStart) {
        addToHash(i, -1);
        start[i] = newStart;
        turnOf[i] = newStart + rank[i];
        addToHash(i, 1);
    }

    private void addToHash(int i, int sign) {
        long bits = hashOf(i);
        hash += sign * bits;
        hash2 += sign * PseudoRandom.mix(bits);
    }

    /** The lowest offset from one on that is aligned and free of pinned blocks. */
    private int lowest(int i, int from) {
        int alignment = cells.alignment[i];
        int lowest = (from + alignment - 1) / alignment * alignment;
        int[] ruledOut = cells.ruledOut[i];
        for (int k = 0; k < ruledOut.length && ruledOut[k] < lowest; k += 2) {
            if (lowest < ruledOut[k + 1]) {
                lowest = (ruledOut[k + 1] + alignment - 1) / alignment * alignment;
            }
        }
        return lowest;
    }

    /** Adds a block to those that are not placed. */
    private void add(int i) {
        placed[i] = false;
        addToHash(i, 1);
        for (int c = cells.first[i]; c < cells.first[i + 1]; c++) {
            int s = cells.section[c];
            unplaced[s] += cells.top[c] - cells.bottom[c];
            swap(position[c], endAt[s]++);
        }
        cross(i, 1);
        work += cells.first[i + 1] - cells.first[i];
    }

    private void remove(int i) {
        placed[i] = true;
        addToHash(i, -1);
        for (int c = cells.first[i]; c < cells.first[i + 1]; c++) {
            int s = cells.section[c];
            unplaced[s] -= cells.top[c] - cells.bottom[c];
            swap(position[c], --endAt[s]);
        }
        cross(i, -1);
        work += cells.first[i + 1] - cells.first[i];
    }

    private void swap(int j, int k) {
        int cell = at[j];
        at[j] = at[k];
        at[k] = cell;
        position[cell] = k;
        position[at[j]] = j;
    }

    private void cross(int i, int change) {
        int last = cells.lastSection(i);
        for (int s = cells.firstSection(i); s < last; s++) {
            crossing[s] += change;
        }
    }

    /** Notes the sections whose level or turn depends on a block. */
    private void touch(int i) {
        int turnOfI = turn(i);
        for (int c = cells.first[i]; c < cells.first[i + 1]; c++) {
            int s = cells.section[c];
            if ((turn[s] == turnOfI || level[s] == start[i] + cells.bottom[c]) && !isTouched[s]) {
                isTouched[s] = true;
                touched[touchedCount++] = s;
            }
        }
        work += cells.first[i + 1] - cells.first[i];
    }

    private int evaluateTouched() {
        int full = NONE;
        for (int k = 0; k < touchedCount; k++) {
            int s = touched[k];
            isTouched[s] = false;
            record(s, level[s], turn[s], candidates[s], SECTION);
            evaluate(s);
            if (unplaced[s] > 0 && slack(s) < 0) {
                full = s;
            }
        }
        touchedCount = 0;
        return full;
    }

    private void evaluate(int s) {
        int soonest = Integer.MAX_VALUE;
        int count = 0;
        int from = cells.firstAt[s];
        int end = endAt[s];
        for (int k = from; k < end; k++) {
            int turnOfBlock = turnOf[cells.block[at[k]]];
            if (turnOfBlock < soonest) {
                soonest = turnOfBlock;
                count = 1;
            } else if (turnOfBlock == soonest) {
                count++;
            }
        }
        turn[s] = soonest;
        candidates[s] = count;
        if (!cells.plain) {
            level[s] = Integer.MAX_VALUE;
            for (int k = from; k < end; k++) {
                level[s] = Math.min(level[s], start[cells.block[at[k]]] + cells.bottom[at[k]]);
            }
        }
        work += end - from;
    }

    private void record(int... what) {
        if (trailSize + what.length > trail.length) {
            trail = Arrays.copyOf(trail, 2 * trail.length);
        }
        for (int value : what) {
            trail[trailSize++] = value;
        }
    }
}
