package dev.pex.codesign.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An exploration as one page of HTML that needs no other file. */
public final class Page {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>NETWORK: exploration</title>
            <style>
            :root { color-scheme: light dark; --text: #1b1f24; --soft: #5b6470; --line: #d5d9de; --ground: #fff; --front: #0b62c4; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e3e6ea; --soft: #9aa3ae; --line: #3a414a; --ground: #14171b; --front: #6cb0ff; }
            }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); max-width: 75rem;
              margin: 2rem auto; padding: 0 1rem; }
            p, caption, svg text { color: var(--soft); }
            svg text { fill: var(--soft); font-size: 12px; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; }
            .grid { stroke: var(--line); }
            .front { stroke: var(--front); fill: none; stroke-width: 1.5; }
            .best { fill: var(--front); }
            .other { fill: var(--ground); stroke: var(--soft); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { text-align: right; padding: .25rem .75rem; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; }
            td.words { text-align: left; }
            tr.best td { font-weight: 600; color: var(--front); }
            </style>
            </head>
            <body>
            <h1>NETWORK</h1>
            """;

    private final Explored explored;
    private final StringBuilder html = new StringBuilder();

    private Page(Explored explored) {
        this.explored = explored;
    }

    /** The page; the same exploration gives the same bytes. */
    public static String of(Explored explored) {
        return new Page(explored).written();
    }

    private String written() {
        html.append(HEAD.replace("NETWORK", escaped(explored.network())));
        int sound = explored.all().size();
        html.append(String.format(
                Locale.ROOT,
                "<p>Trials over %s: %d. Networks that came out: %d, of which nothing surpasses %d. Accuracy is that of the"
                        + " generated C on validation data.</p>\n",
                escaped(String.join(", ", explored.axes())),
                explored.rows().size(),
                sound,
                explored.front().size()));
        html.append("<div class=\"charts\">\n");
        for (Objective objective : Objective.values()) {
            html.append(Chart.of(objective, explored.rows()));
        }
        html.append("</div>\n");
        List<Row> others = new ArrayList<>(explored.rows());
        others.removeAll(explored.front());
        others.removeIf(row -> row.result().figures().isEmpty());
        table("The front", explored.front(), true);
        table("Other trials", others, false);
        failures();
        return html.append("</body>\n</html>\n").toString();
    }

    private void table(String title, List<Row> rows, boolean best) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<h2>").append(title).append("</h2>\n<div class=\"scroll\"><table>\n<tr>");
        explored.axes()
                .forEach(axis -> html.append("<th>").append(escaped(axis)).append("</th>"));
        html.append("<th>epochs</th><th>accuracy</th><th>arena</th><th>flash</th><th>MACs</th><th>trial</th></tr>\n");
        for (Row row : rows) {
            Figures figures = row.result().figures().orElseThrow();
            html.append(best ? "<tr class=\"best\">" : "<tr>");
            values(row);
            html.append(String.format(
                    Locale.ROOT,
                    "<td>%d</td><td>%.2f %%</td><td>%,d</td><td>%,d</td><td>%,d</td><td>%s</td></tr>\n",
                    row.result().epochs(),
                    100 * figures.accuracy(),
                    figures.arenaBytes(),
                    figures.flashBytes(),
                    figures.macs(),
                    escaped(row.result().id())));
        }
        html.append("</table></div>\n");
    }

    private void values(Row row) {
        explored.axes()
                .forEach(axis -> html.append("<td>")
                        .append(escaped(row.values().getOrDefault(axis, "")))
                        .append("</td>"));
    }

    private void failures() {
        List<Row> failed = explored.rows().stream()
                .filter(row -> row.result().fault().isPresent())
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        html.append("<h2>Trials without a network</h2>\n<div class=\"scroll\"><table>\n<tr>");
        explored.axes()
                .forEach(axis -> html.append("<th>").append(escaped(axis)).append("</th>"));
        html.append("<th>code</th><th>what</th></tr>\n");
        for (Row row : failed) {
            var fault = row.result().fault().orElseThrow();
            html.append("<tr>");
            values(row);
            html.append("<td>")
                    .append(fault.code().id())
                    .append("</td><td class=\"words\">")
                    .append(escaped(fault.where() + ": " + fault.what()))
                    .append("</td></tr>\n");
        }
        html.append("</table></div>\n");
    }

    /** Text between tags or in quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
