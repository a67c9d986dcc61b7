package dev.pex.compiler;

import dev.pex.report.Report;
import dev.pex.report.Report.EstimateLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What would bring a model closer to a budget for its arena, with figures. */
final class Remedies {
    private static final int SIGNIFICANT = 1000;

    private Remedies() {}

    /** In words, the options first; each is a clause that a comma may follow. */
    static List<String> of(Report report, long budget) {
        List<String> remedies = new ArrayList<>();
        otherChoice(report, budget).ifPresent(remedies::add);
        smaller(report, "resolution", budget).ifPresent(remedies::add);
        smaller(report, "channels", budget).ifPresent(remedies::add);
        return remedies;
    }

    /** The choice of options that does best, if it is better than the report's. */
    private static Optional<String> otherChoice(Report report, long budget) {
        return report.alternatives().peaks().stream()
                .filter(p -> p.arenaBytes() < report.arenaBytes())
                .min(Comparator.comparingInt(Report.PeakLine::arenaBytes))
                .map(p -> "take pex.inputMode=" + p.inputMode() + " with pex.partialExecution=" + p.partialExecution()
                        + " (" + bytes(p.arenaBytes()) + tooMany(p.arenaBytes(), budget) + ")");
    }

    /** The smallest change that keeps to the budget, or else the largest. */
    private static Optional<String> smaller(Report report, String change, long budget) {
        List<EstimateLine> lines = report.alternatives().estimates().stream()
                .filter(line -> line.change().equals(change))
                .sorted(Comparator.comparingInt(EstimateLine::eighths).reversed())
                .toList();
        return lines.stream()
                .filter(line -> rounded(line.arenaBytes()) <= budget)
                .findFirst()
                .or(() -> lines.stream().skip(Math.max(0, lines.size() - 1)).findFirst())
                .map(line -> "give the network " + line.network() + " (estimated at about "
                        + bytes(rounded(line.arenaBytes())) + tooMany(rounded(line.arenaBytes()), budget) + ")");
    }

    /** An estimate has three digits that mean something. */
    private static long rounded(long count) {
        long unit = 1;
        while (count / unit >= SIGNIFICANT) {
            unit *= 10;
        }
        return (count + unit - 1) / unit * unit;
    }

    private static String tooMany(long count, long budget) {
        return count <= budget ? "" : ", still too many";
    }

    static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }
}
