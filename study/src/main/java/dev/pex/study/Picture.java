package dev.pex.study;

import dev.pex.plan.InputMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Test accuracy of the generated C against bytes of SRAM, as SVG: a mark for each row, in shape and colour of its method. */
final class Picture {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 32;
    private static final int TOP = 40;
    private static final int BOTTOM = 46;
    /** Between two lines of the grid, in points of accuracy. */
    private static final int STEP = 5;

    private static final String DENSE = "dense";

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="Accuracy against bytes of SRAM">
            <style>
            svg { --text: #5b6470; --line: #d5d9de; --dense: #1b1f24; --uniform: #8a5a00; --importance: #7a3e9d; --compiler: #0b62c4;
              --grown: #12805c; }
            @media (prefers-color-scheme: dark) {
              svg { --text: #9aa3ae; --line: #3a414a; --dense: #e3e6ea; --uniform: #e0b050; --importance: #c79be0; --compiler: #6cb0ff;
                --grown: #5fd0a5; }
            }
            text { fill: var(--text); font: 12px system-ui, sans-serif; }
            .grid { stroke: var(--line); }
            .dense { fill: var(--dense); } .uniform { fill: var(--uniform); } .importance { fill: var(--importance); }
            .compiler { fill: var(--compiler); } .grown { fill: var(--grown); }
            </style>
            """;

    /** A mark; what it says is shown by browsers. */
    private record Mark(String method, String title, int bytes, double percent) {}

    private final List<Mark> marks;
    private final double least;
    private final double most;
    private final int low;
    private final int high;
    private final StringBuilder svg = new StringBuilder();

    private Picture(List<Mark> marks) {
        this.marks = marks;
        this.least = Math.floor(log(marks.stream().mapToInt(Mark::bytes).min().orElse(1)) - 0.1);
        this.most = Math.ceil(log(marks.stream().mapToInt(Mark::bytes).max().orElse(2)) + 0.1);
        double worst = marks.stream().mapToDouble(Mark::percent).min().orElse(0);
        double best = marks.stream().mapToDouble(Mark::percent).max().orElse(100);
        this.low = STEP * (int) Math.floor((worst - 1) / STEP);
        this.high = STEP * (int) Math.ceil((best + 1) / STEP);
    }

    /** Pictures of all networks and second tests that have rows, by their names. */
    static SortedMap<String, String> all(Store store) throws IOException {
        SortedMap<String, String> pictures = new TreeMap<>();
        for (Subject subject : Subject.all()) {
            for (String network : List.of(subject.id(), Subject.second(subject.id()))) {
                List<Mark> marks = marks(store.results(network));
                if (!marks.isEmpty()) {
                    pictures.put(network, new Picture(marks).drawn());
                }
            }
        }
        return pictures;
    }

    private static List<Mark> marks(List<Result> results) {
        List<Mark> marks = new ArrayList<>();
        for (Row row : Row.all()) {
            List<Result> own = row.of(results);
            if (own.isEmpty() || row.equals(Row.HALF_WORK)) {
                continue;
            }
            double percent = 100.0
                    * own.stream().mapToInt(result -> result.test().int8()).sum()
                    / own.stream().mapToInt(result -> result.test().samples()).sum();
            if (row.equals(Row.DENSE)) {
                Sizes sizes = own.get(0).sizes();
                marks.add(new Mark(DENSE, "dense, layer by layer", sizes.layerByLayer(), percent));
                marks.add(new Mark(DENSE, "dense, whole tensors share places", sizes.wholeResident(), percent));
                marks.add(new Mark(DENSE, "dense, parts", sizes.allResident(), percent));
                marks.add(new Mark(DENSE, "dense, parts, input streamed", sizes.allStreamed(), percent));
            } else {
                int bytes = own.stream()
                        .mapToInt(result -> result.arena(row.input()))
                        .max()
                        .orElseThrow();
                String method = row.id().substring(0, row.id().indexOf('-'));
                String input = row.input() == InputMode.STREAMED ? ", input streamed" : "";
                marks.add(new Mark(method, row.id() + input, bytes, percent));
            }
        }
        return marks;
    }

    private String drawn() {
        add(HEAD, WIDTH, HEIGHT);
        for (int tick = (int) least; tick <= most; tick++) {
            double x = x(1 << tick);
            grid(x, TOP, x, HEIGHT - BOTTOM);
            String bytes = String.format(Locale.ROOT, "%,d", 1 << tick);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x, HEIGHT - BOTTOM + 18, bytes);
        }
        for (int tick = low; tick <= high; tick += STEP) {
            double y = y(tick);
            grid(LEFT, y, WIDTH - RIGHT, y);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>\n", LEFT - 6, y + 4, tick);
        }
        int middle = (LEFT + WIDTH - RIGHT) / 2;
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">bytes of SRAM</text>\n", middle, HEIGHT - 8);
        int x = LEFT + 8;
        List<String> methods = new ArrayList<>(List.of(DENSE));
        methods.addAll(Row.METHODS);
        for (String method : methods) {
            if (marks.stream().anyMatch(mark -> mark.method.equals(method))) {
                add("%s<text x=\"%d\" y=\"22\">%s</text>\n", shape(method, x, 18, ""), x + 10, method);
                x += 110;
            }
        }
        for (Mark mark : marks) {
            String title = String.format(
                    Locale.ROOT, "<title>%s: %,d bytes, %.2f %%</title>", mark.title, mark.bytes, mark.percent);
            svg.append(shape(mark.method, x(mark.bytes), y(mark.percent), title))
                    .append('\n');
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid(double x1, double y1, double x2, double y2) {
        add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2);
    }

    private static String shape(String method, double x, double y, String title) {
        String points = switch (method) {
            case "uniform" -> "%.1f,%.1f h10 v10 h-10 z";
            case "importance" -> "%.1f,%.1f m5,-1 l6,11 h-12 z";
            case "grown" -> "%.1f,%.1f m5,-1 l6,6 l-6,6 l-6,-6 z";
            case "compiler" -> "%.1f,%.1f m0,5 a5,5 0 1,0 10,0 a5,5 0 1,0 -10,0 z";
            default -> "%.1f,%.1f m4,0 h2 v4 h4 v2 h-4 v4 h-2 v-4 h-4 v-2 h4 z";
        };
        String path = String.format(Locale.ROOT, points, x - 5, y - 5);
        return "<path class=\"" + method + "\" d=\"M" + path + "\">" + title + "</path>";
    }

    private double x(int bytes) {
        return LEFT + (log(bytes) - least) / (most - least) * (WIDTH - RIGHT - LEFT);
    }

    private double y(double percent) {
        return HEIGHT - BOTTOM - (percent - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
    }

    /** To the base 2, the same on every machine. */
    private static double log(double bytes) {
        return StrictMath.log(bytes) / StrictMath.log(2);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
