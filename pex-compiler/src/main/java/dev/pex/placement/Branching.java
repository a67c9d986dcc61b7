package dev.pex.placement;

import java.util.Arrays;

/** Which section to decide on next, and what to try there in which order. */
final class Branching {
    /** A choice that places no block. */
    static final int NONE = -1;

    private static final int NEVER = Integer.MAX_VALUE;

    private final Cells cells;
    private final Skyline skyline;
    private final PseudoRandom dice = new PseudoRandom(2);

    /** How often each section had no room: trouble is likely there again. */
    private final long[] failures;

    private final double[] logArea;
    private final double[] logHeight;
    private final double[] logLength;
    private SearchPreferences taste = SearchPreferences.plain();

    /** Marks of blocks that are live in the section, can come next there, were checked; valid when equal to now. */
    private final int[] live;

    private final int[] candidate;
    private final int[] checked;
    private int now;

    /** Of a block that was checked now: whether it has to wait for its turn somewhere. */
    private final boolean[] waits;

    private int[] found = new int[16];
    private double[] value = new double[16];
    private int count;

    int section;

    /** Sum of start and rank that the blocks of the section have at least after {@link #NONE}. */
    int nextTurn;

    /** Neighbours looked at so far. */
    long work;

    Branching(Cells cells, Skyline skyline) {
        this.cells = cells;
        this.skyline = skyline;
        failures = new long[cells.sections];
        logArea = new double[cells.blocks];
        logHeight = new double[cells.blocks];
        logLength = new double[cells.blocks];
        live = new int[cells.blocks];
        candidate = new int[cells.blocks];
        checked = new int[cells.blocks];
        waits = new boolean[cells.blocks];
        for (int i = 0; i < cells.blocks; i++) {
            double area = 0;
            int height = 0;
            for (int c = cells.first[i]; c < cells.first[i + 1]; c++) {
                area += cells.top[c] - cells.bottom[c];
                height = Math.max(height, cells.top[c]);
            }
            logArea[i] = StrictMath.log(area);
            logHeight[i] = StrictMath.log(height);
            logLength[i] = StrictMath.log(cells.first[i + 1] - cells.first[i]);
        }
    }

    void use(SearchPreferences newTaste) {
        taste = newTaste;
    }

    void tooFull(int s) {
        failures[s]++;
    }

    /** Finds section and choices for a range. */
    void find(int from, int to) {
        now++;
        section = choose(from, to);
        count = 0;
        for (int k = cells.firstAt[section]; k < skyline.endAt[section]; k++) {
            int i = cells.block[skyline.at[k]];
            live[i] = now;
            if (skyline.turn(i) == skyline.turn[section]) {
                candidate[i] = now;
                insert(i, valueOf(i, from, to));
            }
        }
        work += skyline.endAt[section] - cells.firstAt[section];
        long slack = skyline.slack(section);
        if (slack > 0 || !cells.plain) {
            nextTurn = nextTurn(from, to);
            if (nextTurn != NEVER && (!cells.plain || nextTurn - skyline.turn[section] <= slack)) {
                insert(NONE, Double.NEGATIVE_INFINITY);
            }
        }
        if (count == 0) {
            failures[section]++;
        }
    }

    /** The choices, best first. */
    int[] blocks() {
        return Arrays.copyOf(found, count);
    }

    private int choose(int from, int to) {
        int best = NONE;
        double bestScore = Double.MAX_VALUE;
        for (int s = from; s <= to; s++) {
            if (skyline.candidates[s] > 0) {
                long slack = skyline.slack(s);
                int options = skyline.candidates[s] + (slack > 0 ? 1 : 0);
                // Slack only orders sections of equally many options.
                double score = taste.cautious() ? options + slack * 0x1p-32 : options / (1.0 + failures[s]);
                if (score < bestScore && allCanComeNext(s)) {
                    best = s;
                    bestScore = score;
                }
            }
        }
        work += to - from + 1;
        return best;
    }

    /** Whether none of the candidates has to wait for its turn in another section. */
    private boolean allCanComeNext(int s) {
        for (int k = cells.firstAt[s]; k < skyline.endAt[s]; k++) {
            int i = cells.block[skyline.at[k]];
            if (skyline.turn(i) == skyline.turn[s] && !canComeNext(i)) {
                return false;
            }
        }
        work += skyline.endAt[s] - cells.firstAt[s];
        return true;
    }

    private boolean canComeNext(int i) {
        if (checked[i] != now) {
            checked[i] = now;
            waits[i] = false;
            int turn = skyline.turn(i);
            for (int c = cells.first[i]; c < cells.first[i + 1] && !waits[i]; c++) {
                waits[i] = skyline.turn[cells.section[c]] != turn;
            }
            work += cells.first[i + 1] - cells.first[i];
        }
        return !waits[i];
    }

    /**
     * The turn that comes next in the section when none of the candidates has its turn now: another one of
     * its blocks, or a candidate that lies on a block that is placed first and not live in the section.
     */
    private int nextTurn(int from, int to) {
        int next = NEVER;
        for (int k = cells.firstAt[section]; k < skyline.endAt[section]; k++) {
            int i = cells.block[skyline.at[k]];
            if (candidate[i] == now) {
                int[] ruledOut = cells.ruledOut[i];
                for (int r = 1; r < ruledOut.length; r += 2) {
                    next = sooner(next, skyline.rank(i) + ruledOut[r]);
                }
            } else {
                next = sooner(next, skyline.turn(i));
            }
        }
        for (int k = cells.firstBlock[from]; k < cells.firstBlock[to + 1]; k++) {
            int i = cells.order[k];
            if (!skyline.placed[i] && live[i] != now) {
                next = nextAbove(i, next);
            }
        }
        return next;
    }

    private int nextAbove(int below, int next) {
        LiveTogether neighbours = cells.neighbours[below];
        if (cells.plain && skyline.start[below] + neighbours.leastRise >= next) {
            return next;
        }
        int soonest = next;
        for (int n = 0; n < neighbours.count; n++) {
            int above = neighbours.block[n];
            if (candidate[above] == now) {
                soonest = sooner(soonest, skyline.start[below] + neighbours.rise[n] + skyline.rank(above));
            }
        }
        work += neighbours.count;
        return soonest;
    }

    private int sooner(int next, int turn) {
        return turn > skyline.turn[section] ? Math.min(next, turn) : next;
    }

    private void insert(int block, double itsValue) {
        for (int k = 0; block != NONE && k < count; k++) {
            if (cells.same(found[k], block)) {
                return;
            }
        }
        if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
            value = Arrays.copyOf(value, 2 * count);
        }
        int at = count++;
        while (at > 0 && value[at - 1] < itsValue) {
            found[at] = found[at - 1];
            value[at] = value[at - 1];
            at--;
        }
        found[at] = block;
        value[at] = itsValue;
    }

    private double valueOf(int i, int from, int to) {
        double fit = 0;
        int left = cells.firstSection(i) - 1;
        int right = cells.lastSection(i) + 1;
        fit += fit(left, left >= from, skyline.start[i] + cells.top[cells.first[i]]);
        fit += fit(right, right <= to, skyline.start[i] + cells.top[cells.first[i + 1] - 1]);
        return taste.area() * logArea[i]
                + taste.height() * logHeight[i]
                + taste.length() * logLength[i]
                + taste.chance() * dice.fraction()
                + taste.fit() * fit;
    }

    /** How well the end of a block at a height goes with the section beside it: flush, or at least down in a valley. */
    private double fit(int beside, boolean inside, int top) {
        if (!inside || skyline.unplaced[beside] == 0) {
            return 0.25;
        }
        int level = skyline.level[beside];
        return (level == top ? 1 : 0) + (level > skyline.level[section] ? 0.25 : 0);
    }
}
