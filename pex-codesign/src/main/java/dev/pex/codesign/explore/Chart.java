package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against one cost as SVG: a point for each trial, filled where none is both more accurate and cheaper, and a line along
 * those.
 */
final class Chart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 320;
    private static final int LEFT = 56;
    private static final int RIGHT = 36;
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;

    private final Objective objective;
    private final List<Row> rows;
    private final Scale x;
    private final Scale y;

    private Chart(Objective objective, List<Row> rows) {
        this.objective = objective;
        this.rows = rows;
        this.x = Scale.of(0, rows.stream().mapToDouble(this::cost).max().orElse(1), LEFT, WIDTH - RIGHT);
        double least = rows.stream().mapToDouble(Chart::percent).min().orElse(0);
        double most = rows.stream().mapToDouble(Chart::percent).max().orElse(100);
        this.y = Scale.of(least, most, HEIGHT - BOTTOM, TOP);
    }

    /** The chart of the rows that have figures. */
    static String of(Objective objective, List<Row> rows) {
        return new Chart(
                        objective,
                        rows.stream()
                                .filter(row -> row.result().figures().isPresent())
                                .toList())
                .svg();
    }

    /** Numbers along an axis between two round ones. */
    private record Scale(double least, double most, double step, int from, int to) {
        static Scale of(double least, double most, int from, int to) {
            double range = Math.max(most - least, 1);
            double raw = range / TICKS;
            double power = 1;
            while (power * 10 <= raw) {
                power *= 10;
            }
            while (power > raw) {
                power /= 10;
            }
            double step = power * (raw <= 2 * power ? 2 : raw <= 5 * power ? 5 : 10);
            double start = Math.floor(least / step) * step;
            double end = Math.ceil(most / step) * step;
            return new Scale(end > start ? start : end - step, end, step, from, to);
        }

        double place(double value) {
            return from + (value - least) / (most - least) * (to - from);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            int count = (int) Math.round((most - least) / step);
            for (int i = 0; i <= count; i++) {
                ticks.add(least + i * step);
            }
            return ticks;
        }
    }

    private double cost(Row row) {
        return objective.cost(row.result().figures().orElseThrow());
    }

    private static double percent(Row row) {
        return 100 * row.result().figures().orElseThrow().accuracy();
    }

    private String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Accuracy against %s\">\n",
                WIDTH, HEIGHT, objective.title().toLowerCase(Locale.ROOT)));
        for (double tick : x.ticks()) {
            double place = x.place(tick);
            svg.append(text(
                    "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                    place, TOP, place, HEIGHT - BOTTOM));
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    place, HEIGHT - BOTTOM + 16, number(tick)));
        }
        for (double tick : y.ticks()) {
            double place = y.place(tick);
            svg.append(text(
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                    LEFT, place, WIDTH - RIGHT, place));
            svg.append(text(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s %%</text>\n", LEFT - 6, place + 4, number(tick)));
        }
        svg.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, objective.title()));
        points(svg);
        return svg.append("</svg>\n").toString();
    }

    private void points(StringBuilder svg) {
        Front front = new Front(List.of(objective));
        List<Figures> all =
                rows.stream().map(row -> row.result().figures().orElseThrow()).toList();
        List<Row> best = rows.stream()
                .filter(row -> front.holds(row.result().figures().orElseThrow(), all))
                .sorted(Comparator.comparingDouble(this::cost))
                .toList();
        StringBuilder path = new StringBuilder();
        for (Row row : best) {
            path.append(
                    path.isEmpty()
                            ? text("M%.1f %.1f", x.place(cost(row)), y.place(percent(row)))
                            : text(" H%.1f V%.1f", x.place(cost(row)), y.place(percent(row))));
        }
        svg.append("<path class=\"front\" d=\"").append(path).append("\"/>\n");
        List<Row> order = new ArrayList<>(rows);
        order.removeAll(best);
        order.addAll(best);
        for (Row row : order) {
            svg.append(text(
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"><title>%s\n%.2f %%, %,.0f</title></circle>\n",
                    best.contains(row) ? "best" : "other",
                    x.place(cost(row)),
                    y.place(percent(row)),
                    Page.escaped(Row.label(row.values())),
                    percent(row),
                    cost(row)));
        }
    }

    private static String number(double value) {
        boolean whole = Math.abs(value - Math.rint(value)) < 1e-6;
        return whole ? text("%,.0f", value) : text("%.2f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
