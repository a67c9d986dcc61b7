package dev.pex.placement;

import java.util.Arrays;

/** Which section to decide on next, and what to try there in which order. */
final class Choices {
    /** A choice that places no block. */
    static final int NONE = -1;

    private static final int NEVER = Integer.MAX_VALUE;

    private final Cells cells;
    private final Skyline skyline;
    private final Outlook outlook;
    private final int limit;
    private final Dice dice = new Dice(2);

    /** How often each section had no room: trouble is likely there again. */
    private final long[] failures;

    private final double[] logArea;
    private final double[] logHeight;
    private final double[] logLength;
    private Taste taste = Taste.plain();

    /** Marks of blocks that are live in the section and of those that can come next there; valid when equal to now. */
    private final int[] live;

    private final int[] candidate;
    private int now;

    private int[] found = new int[16];
    private double[] value = new double[16];
    private int count;

    int section;

    /** Sum of start and rank that the blocks of the section have at least after {@link #NONE}. */
    int nextTurn;

    /** Neighbours looked at so far. */
    long work;

    Choices(Cells cells, Skyline skyline, Outlook outlook, int limit) {
        this.cells = cells;
        this.skyline = skyline;
        this.outlook = outlook;
        this.limit = limit;
        failures = new long[cells.sections];
        logArea = new double[cells.blocks];
        logHeight = new double[cells.blocks];
        logLength = new double[cells.blocks];
        live = new int[cells.blocks];
        candidate = new int[cells.blocks];
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

    void use(Taste newTaste) {
        taste = newTaste;
    }

    /** Whether what remains in each section of a range fits between its level and the limit. */
    boolean hasRoom(int from, int to) {
        for (int s = from; s <= to; s++) {
            if (skyline.unplaced[s] > 0 && slack(s) < 0) {
                failures[s]++;
                return false;
            }
        }
        return true;
    }

    /** Bytes that can be wasted in a section. */
    private long slack(int s) {
        long slack = limit - outlook.level[s] - skyline.unplaced[s];
        for (int k = cells.firstPinnedAt[s]; k < cells.firstPinnedAt[s + 1]; k++) {
            int cell = cells.pinnedAt[k];
            int pin = cells.pinned[cells.block[cell]];
            if (pin + cells.bottom[cell] >= outlook.level[s]) {
                slack -= cells.top[cell] - cells.bottom[cell];
            }
        }
        return slack;
    }

    /** Finds section and choices for a range. */
    void find(int from, int to) {
        section = choose(from, to);
        now++;
        count = 0;
        for (int k = cells.firstAt[section]; k < cells.firstAt[section + 1]; k++) {
            int i = cells.block[cells.at[k]];
            if (!skyline.placed[i]) {
                live[i] = now;
                if (skyline.turn(i) == outlook.turn[section]) {
                    candidate[i] = now;
                    insert(i, valueOf(i, from, to));
                }
            }
        }
        work += cells.firstAt[section + 1] - cells.firstAt[section];
        long slack = slack(section);
        if (slack > 0 || !cells.plain) {
            nextTurn = nextTurn(from, to);
            if (nextTurn != NEVER && (!cells.plain || nextTurn - outlook.turn[section] <= slack)) {
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
        double bestScore = 0;
        for (int s = from; s <= to; s++) {
            if (skyline.unplaced[s] > 0 && !outlook.waiting[s]) {
                long slack = slack(s);
                int options = outlook.candidates[s] + (slack > 0 ? 1 : 0);
                // Slack only orders sections of equally many options.
                double score = taste.cautious() ? options + slack * 0x1p-32 : options / (1.0 + failures[s]);
                if (best < 0 || score < bestScore) {
                    best = s;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /**
     * The turn that comes next in the section when none of the candidates has its turn now: another one of
     * its blocks, or a candidate that lies on a block that is placed first and not live in the section.
     */
    private int nextTurn(int from, int to) {
        int next = NEVER;
        for (int k = cells.firstAt[section]; k < cells.firstAt[section + 1]; k++) {
            int i = cells.block[cells.at[k]];
            if (candidate[i] == now) {
                int[] ruledOut = cells.ruledOut[i];
                for (int r = 1; r < ruledOut.length; r += 2) {
                    next = sooner(next, skyline.rank(i) + ruledOut[r]);
                }
            } else if (live[i] == now) {
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
        Neighbours neighbours = cells.neighbours[below];
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
        return turn > outlook.turn[section] ? Math.min(next, turn) : next;
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
        int level = outlook.level[beside];
        return (level == top ? 1 : 0) + (level > outlook.level[section] ? 0.25 : 0);
    }
}
