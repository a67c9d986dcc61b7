package dev.pex.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows that take turns. In a segment a row of one tensor follows another at a steady pace, and so do those of the others. When a
 * row lies where an earlier one of its tensor lay, after the same time for all tensors, the places of a few rows are the places
 * of all. It is a rolling buffer, except that other tensors use its places in between.
 */
final class RollingRows {
    /** With fewer rows a tensor has no pace. */
    private static final int FEWEST = 4;

    private RollingRows() {}

    /**
     * Ties each row block to the one that comes a period later, where both may have one address.
     *
     * @param cycles the period: how many rows of the tensor with the fewest rows of its segment
     */
    static void tie(RigidGroups groups, List<RowBlock> rowBlocks, int cycles) {
        for (List<List<Integer>> segment : segments(rowBlocks)) {
            int fewest = segment.stream().mapToInt(List::size).min().orElseThrow();
            for (List<Integer> rows : segment) {
                int period = cycles * Math.round((float) rows.size() / fewest);
                for (int i = 0; i + period < rows.size(); i++) {
                    groups.tieIfAllowed(rows.get(i), rows.get(i + period), 0);
                }
            }
        }
    }

    /** The row blocks of tensors with enough rows, in the order of rows; those that are live together through others as one list. */
    private static List<List<List<Integer>>> segments(List<RowBlock> rowBlocks) {
        SortedMap<Integer, List<Integer>> byAliasSet = new TreeMap<>();
        for (int i = 0; i < rowBlocks.size(); i++) {
            RowBlock rowBlock = rowBlocks.get(i);
            if (rowBlock.aliasSet() != RowBlock.NONE && rowBlock.slice() == 0) {
                byAliasSet
                        .computeIfAbsent(rowBlock.aliasSet(), set -> new ArrayList<>())
                        .add(i);
            }
        }
        List<List<Integer>> rolling = byAliasSet.values().stream()
                .filter(rows -> rows.size() >= FEWEST)
                .sorted(Comparator.comparingInt(rows -> first(rowBlocks, rows)))
                .toList();
        List<List<List<Integer>>> segments = new ArrayList<>();
        int end = Integer.MIN_VALUE;
        for (List<Integer> rows : rolling) {
            if (segments.isEmpty() || first(rowBlocks, rows) > end) {
                segments.add(new ArrayList<>());
            }
            segments.get(segments.size() - 1).add(rows);
            end = Math.max(end, last(rowBlocks, rows));
        }
        return segments;
    }

    private static int first(List<RowBlock> rowBlocks, List<Integer> rows) {
        return rows.stream().mapToInt(i -> rowBlocks.get(i).first()).min().orElseThrow();
    }

    private static int last(List<RowBlock> rowBlocks, List<Integer> rows) {
        return rows.stream().mapToInt(i -> rowBlocks.get(i).last()).max().orElseThrow();
    }
}
