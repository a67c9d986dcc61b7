package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Which trials there are, and how long each is trained.
 *
 * @param trials how many are drawn; all of the grid unless given
 * @param seed of what is drawn
 * @param first epochs of the first rung of halving
 * @param reduction what epochs of a rung are multiplied by for the next one, and what the number of trials is divided by
 * @param costs that decide beside accuracy which trials go on
 */
public record Plan(Method method, OptionalInt trials, long seed, int first, int reduction, List<Objective> costs) {
    private static final int USUAL_TRIALS = 20;

    public Plan {
        costs = List.copyOf(costs);
        if (first < 1) {
            throw Faults.setting("firstEpochs", "it is " + first, "give 1 or more");
        }
        if (reduction < 2) {
            throw Faults.setting("reduction", "it is " + reduction, "give 2 or more");
        }
        if (trials.isPresent() && trials.getAsInt() < 1) {
            throw Faults.setting("trials", "it is " + trials.getAsInt(), "give 1 or more");
        }
        if (costs.isEmpty()) {
            throw Faults.setting("objectives", "there is none", "give some of arena, flash, macs");
        }
    }

    /** How trials are chosen. */
    public enum Method {
        GRID("grid"),
        RANDOM("random"),
        HALVING("halving");

        private final String id;

        Method(String id) {
            this.id = id;
        }

        /** As settings name it. */
        public String id() {
            return id;
        }
    }

    /** The trials of a space, in a fixed order. */
    public List<SortedMap<String, String>> trials(Space space) {
        boolean drawn = method == Method.RANDOM || (method == Method.HALVING && trials.isPresent());
        return drawn ? space.drawn(trials.orElse(USUAL_TRIALS), seed) : space.grid();
    }

    /**
     * After how many epochs trials are compared; the last number is that of all epochs.
     *
     * @param epochs of a whole training
     */
    List<Integer> rungs(int epochs) {
        List<Integer> rungs = new ArrayList<>();
        if (method == Method.HALVING) {
            for (long rung = first; rung < epochs; rung *= reduction) {
                rungs.add((int) rung);
            }
        }
        rungs.add(epochs);
        return rungs;
    }

    /** How many of the trials of a rung go on. */
    int survivors(int trials) {
        return Math.max(1, (trials + reduction - 1) / reduction);
    }
}
