package dev.pex.codesign.explore;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A trial with its last result.
 *
 * @param values what it varies
 */
public record Row(SortedMap<String, String> values, TrialResult result) {
    public Row {
        values = new TreeMap<>(values);
    }

    /** The values in words. */
    public static String label(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
