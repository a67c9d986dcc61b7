package dev.pex.report;

import dev.pex.report.Report.OperatorLine;
import dev.pex.report.Report.PeakLine;
import dev.pex.report.Report.SegmentLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a table for the console. */
public final class ReportText {
    private static final int NAME_WIDTH = 32;
    private static final int LABELS = 12;

    private ReportText() {}

    /** Lines, each of which ends in a line feed. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(report.model())
                .append(" (target ")
                .append(report.settings().target())
                .append(", optimize ")
                .append(report.settings().optimize())
                .append(", input ")
                .append(report.settings().inputMode())
                .append(", partial execution ")
                .append(report.settings().partialExecution())
                .append(")\n\n");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"#", "operator", "output", "MACs", "constants", "live bytes", "name"});
        for (OperatorLine o : report.operators()) {
            rows.add(new String[] {
                Integer.toString(o.operator()),
                o.kind(),
                o.output().stream().map(String::valueOf).collect(Collectors.joining("x")),
                o.macs() == 0 ? "-" : number(o.macs()),
                o.weightsBytes() == 0 ? "-" : number(o.weightsBytes()),
                o.steps() == 0 ? "alias" : number(o.liveBytes()),
                shortened(o.name())
            });
        }
        table(text, rows);
        text.append('\n');
        figures(text, report);
        return text.toString();
    }

    private static void figures(StringBuilder text, Report r) {
        figure(
                text,
                "arena",
                r.arenaBytes(),
                "all memory an inference writes, except the stack; input and output included");
        figure(text, "  input", r.arena().inputBytes(), "");
        figure(text, "  output", r.arena().outputBytes(), "");
        figure(text, "  scratch", r.arena().scratchBytes(), "");
        figure(text, "live bytes", r.arena().liveBytes(), "the most bytes alive at once in this plan");
        figure(text, "lower bound", r.arena().lowerBoundBytes(), bound(r));
        figure(
                text,
                "layer by layer",
                r.alternatives().layerByLayerBytes(),
                "whole tensors in file order, nothing in place");
        figure(
                text,
                "best order",
                r.alternatives().orderPeakBytes(),
                "the same in the best order of operators; " + order(r));
        figure(text, "constants", r.memory().weightsBytes(), "weights, biases, requantisation; in flash");
        figure(text, "schedule", r.memory().scheduleFlashBytes(), "steps and tables of parts and places; in flash");
        figure(
                text,
                "flash",
                (long) r.memory().weightsBytes() + r.memory().scheduleFlashBytes(),
                "constants and schedule; the compiled code is not included");
        text.append('\n');
        peaks(text, r);
        segments(text, r);
        labels(text, r);
        text.append("MACs ")
                .append(number(r.work().macsNetwork()))
                .append(" in the network, ")
                .append(number(r.work().macsSchedule()))
                .append(" in the schedule; steps ")
                .append(number(r.work().steps()))
                .append('\n');
        text.append("The peak is set by #")
                .append(r.arena().bottleneck().operator())
                .append(' ')
                .append(r.arena().bottleneck().kind())
                .append(" '")
                .append(shortened(r.arena().bottleneck().name()))
                .append("' with ")
                .append(number(r.arena().bottleneck().bytes()))
                .append(" bytes alive")
                .append(others(r))
                .append(".\n");
        r.diagnostics().forEach(d -> text.append(d).append('\n'));
    }

    private static String bound(Report r) {
        String gap = r.arenaBytes() == r.arena().lowerBoundBytes()
                ? "the arena is optimal"
                : "the arena is " + number(r.arenaBytes() - r.arena().lowerBoundBytes()) + " bytes above";
        return "no plan of this kind has fewer bytes alive; " + gap;
    }

    private static String order(Report r) {
        return r.alternatives().orderPeakBytes() == r.alternatives().orderLowerBoundBytes()
                ? "no order has a lower peak"
                : "no order is below " + number(r.alternatives().orderLowerBoundBytes());
    }

    private static void peaks(StringBuilder text, Report r) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"input mode", "partial execution", "arena"});
        for (PeakLine line : r.alternatives().peaks()) {
            rows.add(new String[] {line.inputMode(), line.partialExecution(), number(line.arenaBytes())});
        }
        table(text, rows);
        text.append('\n');
    }

    private static void segments(StringBuilder text, Report r) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"segment", "parts", "operators", "live bytes"});
        for (SegmentLine line : r.segments()) {
            if (line.operators() > 1) {
                String first = line.first() < 0 ? "input" : "#" + line.first();
                rows.add(new String[] {
                    first + " to #" + line.last(),
                    line.parts(),
                    Integer.toString(line.operators()),
                    number(line.liveBytes())
                });
            }
        }
        if (rows.size() > 1) {
            table(text, rows);
            text.append('\n');
        }
    }

    private static void labels(StringBuilder text, Report r) {
        if (r.labels().isEmpty()) {
            return;
        }
        int more = r.labels().size() - LABELS;
        text.append("labels ").append(r.labels().size()).append(": ");
        text.append(r.labels().stream().limit(LABELS).collect(Collectors.joining(", ")));
        text.append(more > 0 ? ", and " + more + " more" : "").append("\n\n");
    }

    /** How many other operators have as many bytes alive. */
    private static String others(Report r) {
        long equal = r.operators().stream()
                .filter(o ->
                        o.steps() > 0 && o.liveBytes() == r.arena().bottleneck().bytes())
                .count();
        return equal > 1 ? ", as during " + (equal - 1) + " other operators" : "";
    }

    private static void figure(StringBuilder text, String name, long bytes, String note) {
        text.append(String.format(Locale.ROOT, "%-16s %12s", name, number(bytes)));
        text.append(note.isEmpty() ? "" : "  " + note).append('\n');
    }

    private static void table(StringBuilder text, List<String[]> rows) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                boolean left = c == 1 || c == columns - 1;
                String padding = " ".repeat(widths[c] - row[c].length());
                line.append(left ? row[c] + padding : padding + row[c]).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * Names in models can be very long. Of names that a converter joined with semicolons the first is the operator's own; the
     * end of a path is more specific than its beginning.
     */
    private static String shortened(String name) {
        int joint = name.indexOf(';');
        String first = joint > 0 ? name.substring(0, joint) : name;
        String printable = first.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= NAME_WIDTH
                ? printable
                : "..." + printable.substring(printable.length() - NAME_WIDTH + 3);
    }
}
