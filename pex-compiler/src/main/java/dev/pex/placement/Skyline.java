package dev.pex.placement;

import java.util.Arrays;

/**
 * A partial layout that grows from the bottom: no block is placed below one that is placed. Every change can be undone.
 *
 * <p>The turn of a block that is not placed is the sum of its start and its rank ({@link Ranks}). The turn of a section is
 * the least turn of its blocks.
 */
final class Skyline {
    /** No section is too full. */
    static final int NONE = -1;

    private static final int PLACED = 0;
    private static final int STARTED = 1;
    private static final int SECTION = 2;

    private final Spans spans;
    private final int[] rank;
    private final int limit;

    final boolean[] placed;

    /** By block: its offset when it is placed, otherwise the lowest offset that is left to it. */
    final int[] start;

    /** Spans of section s that are not placed are at[spans.firstAt[s]] to before at[endAt[s]]; those that are placed follow. */
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

    /** By section: how many blocks that are not placed reach from it into the next one. */
    private final int[] crossing;

    /** A hash of which blocks are not placed and where they start, in two halves: sums over blocks. */
    long hash;

    long hash2;

    /** What to restore on undo; each record ends with its kind. */
    private int[] trail = new int[1024];

    private int trailSize;

    private final int[] touched;
    private int touchedCount;
    private final boolean[] isTouched;

    /** Spans and neighbours looked at so far. */
    long work;

    /**
     * An empty layout.
     *
     * @param limit height that no section may exceed
     */
    Skyline(Spans spans, int[] rank, int limit) {
        this.spans = spans;
        this.rank = rank;
        this.limit = limit;
        placed = new boolean[spans.blocks];
        start = spans.pinned.clone();
        at = spans.at.clone();
        endAt = Arrays.copyOf(spans.firstAt, spans.sections);
        position = new int[spans.block.length];
        for (int k = 0; k < at.length; k++) {
            position[at[k]] = k;
        }
        turnOf = new int[spans.blocks];
        unplaced = new long[spans.sections];
        level = new int[spans.sections];
        turn = spans.plain ? level : new int[spans.sections];
        candidates = new int[spans.sections];
        crossing = new int[spans.sections];
        touched = new int[spans.sections];
        isTouched = new boolean[spans.sections];
        Arrays.fill(placed, true);
        for (int i : spans.order) {
            start[i] = lowest(i, 0);
            turnOf[i] = start[i] + rank[i];
            add(i);
        }
        for (int s = 0; s < spans.sections; s++) {
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

    /** Places a block at its start; returns a section that becomes too full, or {@link #NONE}. */
    int place(int i) {
        touch(i);
        remove(i);
        record(i, PLACED);
        LiveTogether neighbours = spans.neighbours[i];
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

    /** Raises the turns of the blocks of a section to at least the given one; returns a section that becomes too full, or {@link #NONE}. */
    int postpone(int section, int newTurn) {
        for (int k = spans.firstAt[section]; k < endAt[section]; k++) {
            int i = spans.block[at[k]];
            if (turnOf[i] < newTurn) {
                raise(i, newTurn - rank[i]);
            }
        }
        work += endAt[section] - spans.firstAt[section];
        return evaluateTouched();
    }

    /** Whether the placement of a block has left two neighbouring sections, or the border of the range, that no other block crosses. */
    boolean separates(int i) {
        int last = spans.lastSection(i);
        for (int s = spans.firstSection(i); s < last; s++) {
            if (crossing[s] == 0) {
                return true;
            }
        }
        return unplaced[last] == 0;
    }

    /** Whether the blocks of some section do not fit below the limit. */
    boolean isTooFull() {
        for (int s = 0; s < spans.sections; s++) {
            if (unplaced[s] > 0 && slack(s) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of a section that may stay unused; negative when it is too full. */
    long slack(int s) {
        long slack = limit - level[s] - unplaced[s];
        for (int k = spans.firstPinnedAt[s]; k < spans.firstPinnedAt[s + 1]; k++) {
            int span = spans.pinnedAt[k];
            if (start[spans.block[span]] + spans.bottom[span] >= level[s]) {
                slack -= spans.top[span] - spans.bottom[span];
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

    /** The lowest aligned offset, not below the given one, that no pinned block rules out. */
    private int lowest(int i, int from) {
        int alignment = spans.alignment[i];
        int lowest = (from + alignment - 1) / alignment * alignment;
        int[] ruledOut = spans.ruledOut[i];
        for (int k = 0; k < ruledOut.length && ruledOut[k] < lowest; k += 2) {
            if (lowest < ruledOut[k + 1]) {
                lowest = (ruledOut[k + 1] + alignment - 1) / alignment * alignment;
            }
        }
        return lowest;
    }

    /** Adds a block to the blocks that are not placed. */
    private void add(int i) {
        placed[i] = false;
        addToHash(i, 1);
        for (int c = spans.first[i]; c < spans.first[i + 1]; c++) {
            int s = spans.section[c];
            unplaced[s] += spans.top[c] - spans.bottom[c];
            swap(position[c], endAt[s]++);
        }
        cross(i, 1);
        work += spans.first[i + 1] - spans.first[i];
    }

    private void remove(int i) {
        placed[i] = true;
        addToHash(i, -1);
        for (int c = spans.first[i]; c < spans.first[i + 1]; c++) {
            int s = spans.section[c];
            unplaced[s] -= spans.top[c] - spans.bottom[c];
            swap(position[c], --endAt[s]);
        }
        cross(i, -1);
        work += spans.first[i + 1] - spans.first[i];
    }

    private void swap(int j, int k) {
        int span = at[j];
        at[j] = at[k];
        at[k] = span;
        position[span] = k;
        position[at[j]] = j;
    }

    private void cross(int i, int change) {
        int last = spans.lastSection(i);
        for (int s = spans.firstSection(i); s < last; s++) {
            crossing[s] += change;
        }
    }

    /** Marks the sections whose level or turn depends on a block, for {@link #evaluateTouched}. */
    private void touch(int i) {
        int turnOfI = turn(i);
        for (int c = spans.first[i]; c < spans.first[i + 1]; c++) {
            int s = spans.section[c];
            if ((turn[s] == turnOfI || level[s] == start[i] + spans.bottom[c]) && !isTouched[s]) {
                isTouched[s] = true;
                touched[touchedCount++] = s;
            }
        }
        work += spans.first[i + 1] - spans.first[i];
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
        int from = spans.firstAt[s];
        int end = endAt[s];
        for (int k = from; k < end; k++) {
            int turnOfBlock = turnOf[spans.block[at[k]]];
            if (turnOfBlock < soonest) {
                soonest = turnOfBlock;
                count = 1;
            } else if (turnOfBlock == soonest) {
                count++;
            }
        }
        turn[s] = soonest;
        candidates[s] = count;
        if (!spans.plain) {
            level[s] = Integer.MAX_VALUE;
            for (int k = from; k < end; k++) {
                level[s] = Math.min(level[s], start[spans.block[at[k]]] + spans.bottom[at[k]]);
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
