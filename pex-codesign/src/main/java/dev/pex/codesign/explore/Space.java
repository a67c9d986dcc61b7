package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The settings that an exploration varies.
 *
 * @param axes by name
 */
public record Space(List<Axis> axes) {
    private static final int MOST = 10_000;

    /** How often a trial is drawn that was there already before the space counts as used up. */
    private static final int MOST_REPEATS = 1000;

    public Space {
        axes = List.copyOf(axes);
    }

    /**
     * Reads a space.
     *
     * @param stated values by the name of the setting
     * @throws dev.pex.diagnostic.DiagnosticException when values make no sense, or there are none
     */
    public static Space of(SortedMap<String, String> stated) {
        List<Axis> axes = new ArrayList<>();
        stated.forEach((name, text) -> axes.add(Axis.parse(name, text)));
        if (axes.isEmpty()) {
            throw Faults.setting(
                    "explore",
                    "nothing is to be varied",
                    "name settings and their values in <explore>, such as <width>0.25, 0.5, 1</width>");
        }
        return new Space(axes);
    }

    /** The names of the axes. */
    public List<String> names() {
        return axes.stream().map(Axis::name).toList();
    }

    /**
     * All combinations; the last axis changes fastest.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when they cannot be counted, or are too many
     */
    List<SortedMap<String, String>> grid() {
        List<SortedMap<String, String>> all = List.of(new TreeMap<>());
        for (Axis axis : axes) {
            if (axis.span().isPresent()) {
                throw Faults.setting(
                        "explore." + axis.name(),
                        "a grid has no end of numbers between two others",
                        "state the values or a step, or draw trials with method = random");
            }
            List<SortedMap<String, String>> longer = new ArrayList<>();
            for (Map<String, String> trial : all) {
                for (String value : axis.values()) {
                    SortedMap<String, String> next = new TreeMap<>(trial);
                    next.put(axis.name(), value);
                    longer.add(next);
                }
            }
            all = longer;
            if (all.size() > MOST) {
                throw Faults.setting(
                        "explore", "the grid has more than " + MOST + " trials", "draw some with method = random");
            }
        }
        return all;
    }

    /**
     * Some trials by chance, each once; fewer when the space has no more.
     *
     * @param seed the same one draws the same; more trials begin with those of fewer
     */
    List<SortedMap<String, String>> drawn(int trials, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<SortedMap<String, String>> drawn = new LinkedHashSet<>();
        int repeats = 0;
        while (drawn.size() < trials && repeats < MOST_REPEATS) {
            SortedMap<String, String> trial = new TreeMap<>();
            for (Axis axis : axes) {
                trial.put(axis.name(), axis.draw(random));
            }
            repeats = drawn.add(trial) ? 0 : repeats + 1;
        }
        return List.copyOf(drawn);
    }
}
