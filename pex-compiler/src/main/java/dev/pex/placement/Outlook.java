package dev.pex.placement;

import java.util.Arrays;

/** What a range of sections looks like in a partial layout: how low each can be filled next and by how many blocks. */
final class Outlook {
    private final Cells cells;
    private final Skyline skyline;

    /** Lowest byte that a block that is not placed can still take. */
    final int[] level;

    /** Least sum of start and rank of the blocks that are not placed: those that have it can come next. */
    final int[] turn;

    /** Blocks that can come next. */
    final int[] candidates;

    /** Whether one of the candidates has to wait for its turn in another section. */
    final boolean[] waiting;

    /** What is left to place, and where it may begin, in 128 bits. */
    long hash;

    long hash2;

    /** Cells looked at so far. */
    long work;

    Outlook(Cells cells, Skyline skyline) {
        this.cells = cells;
        this.skyline = skyline;
        level = new int[cells.sections];
        turn = cells.plain ? level : new int[cells.sections];
        candidates = new int[cells.sections];
        waiting = new boolean[cells.sections];
    }

    /** Finds levels, turns and hash of a range that no block that is not placed crosses. */
    void look(int from, int to) {
        Arrays.fill(level, from, to + 1, Integer.MAX_VALUE);
        Arrays.fill(turn, from, to + 1, Integer.MAX_VALUE);
        hash = 0;
        hash2 = 0;
        for (int k = cells.firstBlock[from]; k < cells.firstBlock[to + 1]; k++) {
            int i = cells.order[k];
            if (!skyline.placed[i]) {
                long bits = Dice.mix((long) i << Integer.SIZE | skyline.start[i]);
                hash ^= bits;
                hash2 += Dice.mix(bits);
                lower(i, skyline.start[i]);
                work += cells.first[i + 1] - cells.first[i];
            }
        }
    }

    private void lower(int i, int start) {
        int end = cells.first[i + 1];
        for (int c = cells.first[i]; c < end; c++) {
            int s = cells.section[c];
            level[s] = Math.min(level[s], start + cells.bottom[c]);
        }
        int turnOfI = skyline.turn(i);
        for (int c = cells.first[i]; !cells.plain && c < end; c++) {
            int s = cells.section[c];
            turn[s] = Math.min(turn[s], turnOfI);
        }
    }

    /** Finds candidates of the range of the last look. */
    void count(int from, int to) {
        Arrays.fill(candidates, from, to + 1, 0);
        Arrays.fill(waiting, from, to + 1, false);
        for (int k = cells.firstBlock[from]; k < cells.firstBlock[to + 1]; k++) {
            int i = cells.order[k];
            if (!skyline.placed[i]) {
                count(i);
            }
        }
    }

    private void count(int i) {
        int end = cells.first[i + 1];
        int turnOfI = skyline.turn(i);
        boolean waits = false;
        for (int c = cells.first[i]; c < end; c++) {
            int s = cells.section[c];
            if (turn[s] == turnOfI) {
                candidates[s]++;
            } else {
                waits = true;
            }
        }
        for (int c = cells.first[i]; waits && c < end; c++) {
            int s = cells.section[c];
            waiting[s] |= turn[s] == turnOfI;
        }
        work += end - cells.first[i];
    }
}
