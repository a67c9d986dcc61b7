package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an exploration found.
 *
 * @param network its name
 * @param axes the names of what was varied
 * @param rows a trial each
 */
public record Explored(String network, List<String> axes, List<Row> rows) {
    private static final Front ALL = new Front(List.of(Objective.values()));

    public Explored {
        axes = List.copyOf(axes);
        rows = List.copyOf(rows);
    }

    /** The rows that no other one surpasses in accuracy, arena, flash and multiply-accumulates together, by arena. */
    public List<Row> front() {
        return rows.stream()
                .filter(this::isOnFront)
                .sorted(Comparator.comparingLong((Row row) -> figures(row).arenaBytes())
                        .thenComparingLong(row -> figures(row).flashBytes())
                        .thenComparingLong(row -> figures(row).macs()))
                .toList();
    }

    /** Whether a row has figures, and no other one surpasses them. */
    boolean isOnFront(Row row) {
        return row.result().figures().isPresent() && ALL.holds(figures(row), all());
    }

    /** All figures. */
    List<Figures> all() {
        return rows.stream().flatMap(row -> row.result().figures().stream()).toList();
    }

    private static Figures figures(Row row) {
        return row.result().figures().orElseThrow();
    }

    /** All trials as comma-separated values. */
    public String csv() {
        StringBuilder csv = new StringBuilder();
        List<String> heading = new ArrayList<>(axes);
        heading.addAll(List.of(
                "epochs",
                "accuracy",
                "correct",
                "samples",
                "arenaBytes",
                "flashBytes",
                "macs",
                "front",
                "code",
                "trial"));
        csv.append(String.join(",", heading)).append('\n');
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            axes.forEach(axis -> cells.add(quoted(row.values().getOrDefault(axis, ""))));
            cells.add(String.valueOf(row.result().epochs()));
            Optional<Figures> figures = row.result().figures();
            cells.add(figures.map(own -> String.format(Locale.ROOT, "%.4f", own.accuracy()))
                    .orElse(""));
            cells.add(figures.map(own -> String.valueOf(own.correct())).orElse(""));
            cells.add(figures.map(own -> String.valueOf(own.samples())).orElse(""));
            for (Objective objective : Objective.values()) {
                cells.add(
                        figures.map(own -> String.valueOf(objective.cost(own))).orElse(""));
            }
            cells.add(isOnFront(row) ? "yes" : "no");
            cells.add(row.result().fault().map(fault -> fault.code().id()).orElse(""));
            cells.add(row.result().id());
            csv.append(String.join(",", cells)).append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\n\r]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** The front as lines of a table for a console. */
    public List<String> table() {
        List<List<String>> cells = new ArrayList<>();
        List<String> heading = new ArrayList<>(axes);
        heading.addAll(List.of("epochs", "accuracy", "arena", "flash", "MACs", "trial"));
        cells.add(heading);
        for (Row row : front()) {
            List<String> line = new ArrayList<>();
            axes.forEach(axis -> line.add(row.values().getOrDefault(axis, "")));
            line.add(String.valueOf(row.result().epochs()));
            line.add(String.format(Locale.ROOT, "%.2f %%", 100 * figures(row).accuracy()));
            for (Objective objective : Objective.values()) {
                line.add(String.format(Locale.ROOT, "%,d", objective.cost(figures(row))));
            }
            line.add(row.result().id());
            cells.add(line);
        }
        int[] widths = new int[heading.size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "" : "  ")
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(line.get(i));
            }
            lines.add(text.toString());
        }
        return lines;
    }
}
