package dev.pex.placement;

import java.util.Arrays;

/**
 * Searches for a layout within a given height, from the bottom up. Each decision takes a section and says which block comes
 * next there: one of the blocks that can come first, or none of them, which postpones all blocks of the section to the next
 * turn at which one can come. A range of sections that no remaining block crosses is searched alone.
 *
 * <p>The search is complete for this reason. Of the layouts within the height take one with the least sum of offsets. In it
 * every block rests on the bottom, on another block or on a pinned one. The order by offset plus rank lets each block rest
 * only on earlier ones ({@link Ranks}). The search decides on a section only while all blocks that can come next there can
 * come next in all of their sections; no block can come below them later.
 */
final class SkylineSearch {
    enum Outcome {
        FOUND,
        /** No layout is that low. */
        IMPOSSIBLE,
        /** The work is used up, or the search is not complete because blocks have holes or interlock. */
        UNKNOWN
    }

    private static final int NONE = -1;

    /** Returned instead of a list: a choice leaves no room. */
    private static final int FAILED = -2;

    private final Spans spans;
    private final Skyline skyline;
    private final Branching branching;
    private final FailedStates failed = new FailedStates();
    private final OpenSections open = new OpenSections();
    private final PseudoRandom random = new PseudoRandom(1);
    private int round;

    private Step[] steps = new Step[16];
    private int depth;

    /** Whether a search that ends without a layout proves that there is none. */
    private final boolean complete;

    /** One decision: its choices, and the state to go back to. */
    private static final class Step {
        int from;
        int to;
        /** The decision that this one follows from, or -1. */
        int parent;
        /** The other open ranges, see {@link OpenSections}. */
        int rest;

        int openSize;
        int mark;
        long hash;
        long hash2;
        /** For the choice that places nothing: the section, and the turn to which its blocks are postponed. */
        int section;

        int nextTurn;
        int[] blocks = {};
        int tried;
    }

    SkylineSearch(Spans spans, int limit) {
        this.spans = spans;
        complete = spans.ranks.isPresent() && !spans.holes;
        skyline = new Skyline(spans, spans.ranks.orElse(new int[spans.blocks]), limit);
        branching = new Branching(spans, skyline);
    }

    /** Work done so far. */
    long work() {
        return skyline.work + branching.work;
    }

    /** After {@link Outcome#FOUND}: offsets of all blocks. */
    int[] offsets() {
        return skyline.start.clone();
    }

    /**
     * Searches with restarts. Each restart has other preferences and another limit on the number of decisions. Called again,
     * it goes on with the next restart.
     */
    Outcome run(long maximumWork) {
        long end = work() + maximumWork;
        Outcome outcome = Outcome.UNKNOWN;
        while (outcome == Outcome.UNKNOWN && work() < end) {
            round++;
            outcome = descend(Math.max(500L, 3L * spans.blocks) * luby(round), end);
            branching.use(SearchPreferences.random(round % 2 == 1, random));
        }
        return outcome == Outcome.IMPOSSIBLE && !complete ? Outcome.UNKNOWN : outcome;
    }

    private Outcome descend(long mostDecisions, long end) {
        skyline.undo(0);
        if (skyline.isTooFull()) {
            return Outcome.IMPOSSIBLE;
        }
        open.cutTo(0);
        depth = 0;
        int list = split(0, spans.sections - 1, OpenSections.NONE, OpenSections.NONE);
        for (long count = 0; list != OpenSections.NONE; ) {
            int step = branch(list) ? depth++ : open.parent(list);
            list = FAILED;
            while (list == FAILED) {
                while (step >= 0 && steps[step].tried == steps[step].blocks.length) {
                    failed.add(steps[step].hash, steps[step].hash2);
                    step = steps[step].parent;
                }
                if (step < 0) {
                    return Outcome.IMPOSSIBLE;
                }
                if (count++ == mostDecisions || work() >= end) {
                    return Outcome.UNKNOWN;
                }
                list = takeNext(step);
            }
        }
        return Outcome.FOUND;
    }

    /** Undoes all that followed from a decision and takes its next choice; returns the list of open ranges. */
    private int takeNext(int index) {
        Step step = steps[index];
        depth = index + 1;
        skyline.undo(step.mark);
        open.cutTo(step.openSize);
        long hash = step.hash - skyline.hash;
        long hash2 = step.hash2 - skyline.hash2;
        int block = step.blocks[step.tried++];
        int full = block == Branching.NONE ? skyline.postpone(step.section, step.nextTurn) : skyline.place(block);
        if (full != Skyline.NONE) {
            branching.tooFull(full);
            return FAILED;
        }
        if (block != Branching.NONE && skyline.separates(block)) {
            return split(step.from, step.to, index, step.rest);
        }
        return open.add(step.from, step.to, index, hash + skyline.hash, hash2 + skyline.hash2, step.rest);
    }

    /** Splits a range where no remaining block crosses, and adds the ranges before a list. */
    private int split(int from, int to, int parent, int rest) {
        int list = rest;
        int begin = NONE;
        int reach = NONE;
        long hash = 0;
        long hash2 = 0;
        for (int k = spans.firstBlock[from]; k < spans.firstBlock[to + 1]; k++) {
            int i = spans.order[k];
            if (!skyline.placed[i]) {
                if (spans.firstSection(i) > reach) {
                    list = begin < 0 ? list : open.add(begin, reach, parent, hash, hash2, list);
                    begin = spans.firstSection(i);
                    hash = 0;
                    hash2 = 0;
                }
                reach = Math.max(reach, spans.lastSection(i));
                hash += skyline.hashOf(i);
                hash2 += PseudoRandom.mix(skyline.hashOf(i));
            }
        }
        return begin < 0 ? list : open.add(begin, reach, parent, hash, hash2, list);
    }

    /** Makes a decision for the first range of a list; false when its state is known to have no solution. */
    private boolean branch(int list) {
        if (failed.contains(open.hash(list), open.hash2(list))) {
            return false;
        }
        branching.find(open.from(list), open.to(list));
        Step step = nextStep();
        step.from = open.from(list);
        step.to = open.to(list);
        step.parent = open.parent(list);
        step.rest = open.next(list);
        step.openSize = open.size();
        step.mark = skyline.mark();
        step.hash = open.hash(list);
        step.hash2 = open.hash2(list);
        step.section = branching.section;
        step.nextTurn = branching.nextTurn;
        step.blocks = branching.blocks();
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

    /** The Luby sequence 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, ... for restarts. */
    private static long luby(int round) {
        int power = Integer.highestOneBit(round + 1);
        return round + 1 == power ? power / 2 : luby(round - power + 1);
    }
}
