package dev.pex.maven.batch;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in columns: the first two to the left, figures to the right. */
final class TextTable {
    private static final int LEFT_COLUMNS = 2;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> head) {
        rows.add(List.copyOf(head));
    }

    /** Adds a row; it may have fewer cells than the head. */
    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String gap = " ".repeat(width(i) - cells.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(i < LEFT_COLUMNS ? cells.get(i) + gap : gap + cells.get(i));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
