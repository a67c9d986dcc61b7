package dev.pex.placement;

import java.util.Arrays;

/**
 * Looks for a layout below a given height, from the bottom up. Each decision takes a section and says
 * which block comes next there: one of those that could come first, or none of them, which postpones
 * all of the section's blocks to the next turn at which one could come. A range that no remaining
 * block crosses any more is searched for itself.
 *
 * <p>Why that misses nothing: of the layouts within the height take one whose sum of offsets is least.
 * In it every block rests on the bottom, on another block or on a pinned one. Offset plus rank orders
 * blocks so that each rests only on earlier ones ({@link Ranks}), and a section is only decided on
 * while all blocks that could come next there could do so in all of their sections, so nothing can
 * come below them later.
 */
final class SkylineSearch {
    enum Outcome {
        FOUND,
        /** No layout is that low. */
        IMPOSSIBLE,
        /** The work is used up, or blocks have holes or hook into one another and were not tried in all ways. */
        UNKNOWN
    }

    private static final int NONE = -1;

    /** Instead of a list of goals: a choice leaves no room. */
    private static final int FAILED = -2;

    private final Cells cells;
    private final Skyline skyline;
    private final Branching choices;
    private final FailedStates failed = new FailedStates();
    private final OpenSections goals = new OpenSections();
    private final PseudoRandom dice = new PseudoRandom(1);
    private int round;

    private Step[] steps = new Step[16];
    private int depth;

    /** Whether a search to its end tries everything. */
    private final boolean complete;

    /** One decision: its choices, and what to go back to. */
    private static final class Step {
        int from;
        int to;
        /** The decision that this one follows from, or -1. */
        int parent;
        /** Other ranges that remain to be searched, see {@link OpenSections}. */
        int rest;

        int goals;
        int mark;
        long hash;
        long hash2;
        /** Section, and turn to postpone it to, of the choice that places nothing. */
        int section;

        int nextTurn;
        int[] blocks = {};
        int tried;
    }

    SkylineSearch(Cells cells, int limit) {
        this.cells = cells;
        complete = cells.ranks.isPresent() && !cells.holes;
        skyline = new Skyline(cells, cells.ranks.orElse(new int[cells.blocks]), limit);
        choices = new Branching(cells, skyline);
    }

    /** Work done so far. */
    long work() {
        return skyline.work + choices.work;
    }

    /** After {@link Outcome#FOUND}: offsets of all blocks. */
    int[] offsets() {
        return skyline.start.clone();
    }

    /**
     * Searches, with restarts, each with another taste and a patience that varies. Goes on where the last
     * run stopped.
     */
    Outcome run(long maximumWork) {
        long end = work() + maximumWork;
        Outcome outcome = Outcome.UNKNOWN;
        while (outcome == Outcome.UNKNOWN && work() < end) {
            round++;
            outcome = descend(Math.max(500L, 3L * cells.blocks) * luby(round), end);
            choices.use(SearchPreferences.random(round % 2 == 1, dice));
        }
        return outcome == Outcome.IMPOSSIBLE && !complete ? Outcome.UNKNOWN : outcome;
    }

    private Outcome descend(long patience, long end) {
        skyline.undo(0);
        if (skyline.isTooFull()) {
            return Outcome.IMPOSSIBLE;
        }
        goals.cutTo(0);
        depth = 0;
        int list = split(0, cells.sections - 1, OpenSections.NONE, OpenSections.NONE);
        for (long count = 0; list != OpenSections.NONE; ) {
            int step = open(list) ? depth++ : goals.parent(list);
            list = FAILED;
            while (list == FAILED) {
                while (step >= 0 && steps[step].tried == steps[step].blocks.length) {
                    failed.add(steps[step].hash, steps[step].hash2);
                    step = steps[step].parent;
                }
                if (step < 0) {
                    return Outcome.IMPOSSIBLE;
                }
                if (count++ == patience || work() >= end) {
                    return Outcome.UNKNOWN;
                }
                list = takeNext(step);
            }
        }
        return Outcome.FOUND;
    }

    /** Takes back all that followed from a decision and takes its next choice; what is to be searched then. */
    private int takeNext(int index) {
        Step step = steps[index];
        depth = index + 1;
        skyline.undo(step.mark);
        goals.cutTo(step.goals);
        long hash = step.hash - skyline.hash;
        long hash2 = step.hash2 - skyline.hash2;
        int block = step.blocks[step.tried++];
        int full = block == Branching.NONE ? skyline.postpone(step.section, step.nextTurn) : skyline.place(block);
        if (full != Skyline.NONE) {
            choices.tooFull(full);
            return FAILED;
        }
        if (block != Branching.NONE && skyline.separates(block)) {
            return split(step.from, step.to, index, step.rest);
        }
        return goals.add(step.from, step.to, index, hash + skyline.hash, hash2 + skyline.hash2, step.rest);
    }

    /** Puts the parts of a range that remaining blocks do not cross in front of a list. */
    private int split(int from, int to, int parent, int rest) {
        int list = rest;
        int begin = NONE;
        int reach = NONE;
        long hash = 0;
        long hash2 = 0;
        for (int k = cells.firstBlock[from]; k < cells.firstBlock[to + 1]; k++) {
            int i = cells.order[k];
            if (!skyline.placed[i]) {
                if (cells.firstSection(i) > reach) {
                    list = begin < 0 ? list : goals.add(begin, reach, parent, hash, hash2, list);
                    begin = cells.firstSection(i);
                    hash = 0;
                    hash2 = 0;
                }
                reach = Math.max(reach, cells.lastSection(i));
                hash += skyline.hashOf(i);
                hash2 += PseudoRandom.mix(skyline.hashOf(i));
            }
        }
        return begin < 0 ? list : goals.add(begin, reach, parent, hash, hash2, list);
    }

    /** Makes the decision for the first range of a list; false when it is known to lead nowhere. */
    private boolean open(int list) {
        if (failed.contains(goals.hash(list), goals.hash2(list))) {
            return false;
        }
        choices.find(goals.from(list), goals.to(list));
        Step step = nextStep();
        step.from = goals.from(list);
        step.to = goals.to(list);
        step.parent = goals.parent(list);
        step.rest = goals.next(list);
        step.goals = goals.size();
        step.mark = skyline.mark();
        step.hash = goals.hash(list);
        step.hash2 = goals.hash2(list);
        step.section = choices.section;
        step.nextTurn = choices.nextTurn;
        step.blocks = choices.blocks();
        step.tried = 0;
        return true;
    }

    private Step nextStep() {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, 2 * depth);
        }
        if (steps[depth] == null) {
            steps[depth] = new Step();
        }
        return steps[depth];
    }

    /** 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, ...: every patience is tried, and none takes most of the time. */
    private static long luby(int round) {
        int power = Integer.highestOneBit(round + 1);
        return round + 1 == power ? power / 2 : luby(round - power + 1);
    }
}
