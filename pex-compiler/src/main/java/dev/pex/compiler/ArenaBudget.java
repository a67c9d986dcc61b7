package dev.pex.compiler;

import static dev.pex.compiler.Remedies.bytes;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report;
import dev.pex.report.Report.SegmentLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a compiled model keeps to the bytes that its user has for the arena. */
public final class ArenaBudget {
    private ArenaBudget() {}

    /** The diagnostic for a model whose arena is above the budget; it names what sets the peak. */
    public static Optional<Diagnostic> violation(Report report, OptionalLong budget) {
        if (budget.isEmpty() || report.arenaBytes() <= budget.getAsLong()) {
            return Optional.empty();
        }
        Report.Bottleneck peak = report.arena().bottleneck();
        String who = peak.operator() < 0 ? peak.kind() : "#" + peak.operator() + " " + peak.kind();
        return Optional.of(Diagnostic.error(
                Code.ARENA_BUDGET,
                report.model(),
                "the smallest arena that was found takes " + bytes(report.arenaBytes()) + ", "
                        + bytes(report.arenaBytes() - budget.getAsLong()) + " more than the budget of "
                        + bytes(budget.getAsLong()) + "; the peak is set by " + who + " '" + peak.name() + "' with "
                        + bytes(peak.bytes()) + " alive" + segment(report),
                help(report, budget.getAsLong())));
    }

    private static String help(Report report, long budget) {
        List<String> ways = new ArrayList<>(Remedies.of(report, budget));
        ways.add("make the tensors around that operator smaller");
        ways.add("raise pex.arenaBudget");
        return String.join(", ", ways.subList(0, ways.size() - 1)) + ", or " + ways.get(ways.size() - 1);
    }

    /** The segment with the most bytes alive; of several the one that may hold the operator of the peak. */
    private static String segment(Report report) {
        int operator = report.arena().bottleneck().operator();
        return report.segments().stream()
                .max(Comparator.comparingLong(SegmentLine::liveBytes)
                        .thenComparing(s -> s.first() <= operator && operator <= s.last()))
                .map(s -> words(s, operator))
                .orElse("");
    }

    private static String words(SegmentLine segment, int operator) {
        if (segment.operators() == 1) {
            return segment.last() == operator ? ", alone in its segment" : ", in the segment of #" + segment.last();
        }
        String parts = segment.parts().equals("whole") ? "whole tensors" : "parts of " + segment.parts();
        return ", in the segment from " + (segment.first() < 0 ? "the input" : "#" + segment.first()) + " to #"
                + segment.last() + " (" + segment.operators() + " operators, " + parts + ")";
    }
}
