package dev.pex.compiler;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a compiled model keeps to the bytes that its user has for the arena. */
public final class ArenaBudget {
    private ArenaBudget() {}

    /** The diagnostic for a model whose arena is above the budget; it names who sets the peak. */
    public static Optional<Diagnostic> violation(Report report, OptionalLong budget) {
        if (budget.isEmpty() || report.arenaBytes() <= budget.getAsLong()) {
            return Optional.empty();
        }
        Report.Bottleneck peak = report.bottleneck();
        String who = peak.operator() < 0 ? peak.kind() : "#" + peak.operator() + " " + peak.kind();
        return Optional.of(Diagnostic.error(
                Code.ARENA_BUDGET,
                report.model(),
                "the smallest arena that was found takes " + bytes(report.arenaBytes()) + ", "
                        + bytes(report.arenaBytes() - budget.getAsLong()) + " more than the budget of "
                        + bytes(budget.getAsLong()) + "; the peak is set by " + who + " '" + peak.name() + "' with "
                        + bytes(peak.bytes()) + " alive",
                "raise pex.arenaBudget, " + otherChoice(report) + "or make the tensors around that operator smaller"));
    }

    /** A choice that would do better than the one of the report, in words that end in a comma. */
    private static String otherChoice(Report report) {
        return report.peaks().stream()
                .filter(p -> p.arenaBytes() < report.arenaBytes())
                .min(Comparator.comparingInt(Report.PeakLine::arenaBytes))
                .map(p -> "take pex.inputMode=" + p.inputMode() + " with pex.partialExecution=" + p.partialExecution()
                        + " (" + bytes(p.arenaBytes()) + "), ")
                .orElse("");
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }
}
