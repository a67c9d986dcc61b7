package dev.pex.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The arena offsets at which cells begin, and tables that give a cell's origin in one byte. A byte can number the origins
 * of one window of the list; a form names the start of its window. New origins join the current window as long as they
 * fit.
 */
final class Origins {
    /** Origins that a byte can number. */
    private static final int WINDOW = 256;

    private final List<Integer> all = new ArrayList<>();
    /** Names of the tables, of which equal ones are stored once. */
    private final Map<List<Integer>, String> names = new HashMap<>();

    private final SortedMap<String, List<Integer>> tables = new TreeMap<>();
    /** Index of the first origin of the current window. */
    private int window;

    /**
     * A table of cells.
     *
     * @param window index of the first origin of its window
     * @param name of the array
     */
    record Table(int window, String name) {}

    /** All origins. */
    List<Integer> all() {
        return List.copyOf(all);
    }

    /** By name: the origin of each cell, as an index in its form's window. */
    SortedMap<String, List<Integer>> tables() {
        return new TreeMap<>(tables);
    }

    /** Whether a table can number the origins of some cells. */
    static boolean fit(List<Integer> cells) {
        return Set.copyOf(cells).size() <= WINDOW;
    }

    /** How many of the origins of some cells are not in the current window. */
    int missing(List<Integer> cells) {
        Set<Integer> missing = new HashSet<>(cells);
        all.subList(window, all.size()).forEach(missing::remove);
        return missing.size();
    }

    /** Gives each cell an origin of its own and returns the index of the first one. */
    int addEach(List<Integer> cells) {
        int first = all.size();
        all.addAll(cells);
        window = all.size();
        return first;
    }

    /** The table of the origins of some cells, in the current window or, when they do not fit there, in a new one. */
    Table table(List<Integer> cells) {
        Set<Integer> members = new LinkedHashSet<>(all.subList(window, all.size()));
        members.addAll(cells);
        if (members.size() > WINDOW) {
            window = all.size();
            members = new LinkedHashSet<>(cells);
        }
        while (all.size() > window) {
            all.remove(all.size() - 1);
        }
        all.addAll(members);
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = window; i < all.size(); i++) {
            numbers.put(all.get(i), i - window);
        }
        List<Integer> table = new ArrayList<>();
        for (int cell : cells) {
            table.add(numbers.getOrDefault(cell, 0));
        }
        String name = names.computeIfAbsent(table, t -> "numbers_%04d".formatted(names.size()));
        tables.put(name, table);
        return new Table(window, name);
    }
}
