package dev.pex.placement;

import java.util.Arrays;

/** Decides which section comes next in the search, and which blocks to try there in which order. */
final class Branching {
    /** A choice that places no block. */
    static final int NONE = -1;

    private static final int NEVER = Integer.MAX_VALUE;

    private final Spans spans;
    private final Skyline skyline;
    private final PseudoRandom random = new PseudoRandom(2);

    /** How often each section had no room: it is likely to have none again. */
    private final long[] failures;

    private final double[] logArea;
    private final double[] logHeight;
    private final double[] logLength;
    private SearchPreferences preferences = SearchPreferences.plain();

    /** By block: whether it is live in the section, can come next there, was checked. A mark is valid when it equals {@link #now}. */
    private final int[] live;

    private final int[] candidate;
    private final int[] checked;
    private int now;

    /** By block that was checked: whether it has to wait for its turn in another section. */
    private final boolean[] waits;

    private int[] found = new int[16];
    private double[] value = new double[16];
    private int count;

    int section;

    /** The turn (start plus rank) that the blocks of the section have at least after the choice {@link #NONE}. */
    int nextTurn;

    /** Work so far: spans and neighbours visited. */
    long work;

    Branching(Spans spans, Skyline skyline) {
        this.spans = spans;
        this.skyline = skyline;
        failures = new long[spans.sections];
        logArea = new double[spans.blocks];
        logHeight = new double[spans.blocks];
        logLength = new double[spans.blocks];
        live = new int[spans.blocks];
        candidate = new int[spans.blocks];
        checked = new int[spans.blocks];
        waits = new boolean[spans.blocks];
        for (int i = 0; i < spans.blocks; i++) {
            double area = 0;
            int height = 0;
            for (int c = spans.first[i]; c < spans.first[i + 1]; c++) {
                area += spans.top[c] - spans.bottom[c];
                height = Math.max(height, spans.top[c]);
            }
            logArea[i] = StrictMath.log(area);
            logHeight[i] = StrictMath.log(height);
            logLength[i] = StrictMath.log(spans.first[i + 1] - spans.first[i]);
        }
    }

    void use(SearchPreferences newPreferences) {
        preferences = newPreferences;
    }

    void tooFull(int s) {
        failures[s]++;
    }

    /** Finds the section of a range to decide on, and its choices. */
    void find(int from, int to) {
        now++;
        section = choose(from, to);
        count = 0;
        for (int k = spans.firstAt[section]; k < skyline.endAt[section]; k++) {
            int i = spans.block[skyline.at[k]];
            live[i] = now;
            if (skyline.turn(i) == skyline.turn[section]) {
                candidate[i] = now;
                insert(i, valueOf(i, from, to));
            }
        }
        work += skyline.endAt[section] - spans.firstAt[section];
        long slack = skyline.slack(section);
        if (slack > 0 || !spans.plain) {
            nextTurn = nextTurn(from, to);
            if (nextTurn != NEVER && (!spans.plain || nextTurn - skyline.turn[section] <= slack)) {
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
                // Slack only breaks ties between sections with equally many options.
                double score = preferences.cautious() ? options + slack * 0x1p-32 : options / (1.0 + failures[s]);
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
        for (int k = spans.firstAt[s]; k < skyline.endAt[s]; k++) {
            int i = spans.block[skyline.at[k]];
            if (skyline.turn(i) == skyline.turn[s] && !canComeNext(i)) {
                return false;
            }
        }
        work += skyline.endAt[s] - spans.firstAt[s];
        return true;
    }

    private boolean canComeNext(int i) {
        if (checked[i] != now) {
            checked[i] = now;
            waits[i] = false;
            int turn = skyline.turn(i);
            for (int c = spans.first[i]; c < spans.first[i + 1] && !waits[i]; c++) {
                waits[i] = skyline.turn[spans.section[c]] != turn;
            }
            work += spans.first[i + 1] - spans.first[i];
        }
        return !waits[i];
    }

    /**
     * The turn that comes next in the section when none of the candidates has its turn now: another one of
     * its blocks, or a candidate that lies on a block that is placed first and not live in the section.
     */
    private int nextTurn(int from, int to) {
        int next = NEVER;
        for (int k = spans.firstAt[section]; k < skyline.endAt[section]; k++) {
            int i = spans.block[skyline.at[k]];
            if (candidate[i] == now) {
                int[] ruledOut = spans.ruledOut[i];
                for (int r = 1; r < ruledOut.length; r += 2) {
                    next = sooner(next, skyline.rank(i) + ruledOut[r]);
                }
            } else {
                next = sooner(next, skyline.turn(i));
            }
        }
        for (int k = spans.firstBlock[from]; k < spans.firstBlock[to + 1]; k++) {
            int i = spans.order[k];
            if (!skyline.placed[i] && live[i] != now) {
                next = nextAbove(i, next);
            }
        }
        return next;
    }

    private int nextAbove(int below, int next) {
        LiveTogether neighbours = spans.neighbours[below];
        if (spans.plain && skyline.start[below] + neighbours.leastRise >= next) {
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
            if (spans.same(found[k], block)) {
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
        int left = spans.firstSection(i) - 1;
        int right = spans.lastSection(i) + 1;
        fit += fit(left, left >= from, skyline.start[i] + spans.top[spans.first[i]]);
        fit += fit(right, right <= to, skyline.start[i] + spans.top[spans.first[i + 1] - 1]);
        return preferences.area() * logArea[i]
                + preferences.height() * logHeight[i]
                + preferences.length() * logLength[i]
                + preferences.chance() * random.fraction()
                + preferences.fit() * fit;
    }

    /**
     * How well the top of a block at one of its ends fits the section beside it: best when it is level with that section,
     * less when it stays below.
     */
    private double fit(int beside, boolean inside, int top) {
        if (!inside || skyline.unplaced[beside] == 0) {
            return 0.25;
        }
        int level = skyline.level[beside];
        return (level == top ? 1 : 0) + (level > skyline.level[section] ? 0.25 : 0);
    }
}
