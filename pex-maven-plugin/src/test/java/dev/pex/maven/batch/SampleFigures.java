package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Figures;
import dev.pex.report.Report;
import java.util.List;

/** Figures for tests. */
final class SampleFigures {
    private SampleFigures() {}

    static Figures of(String model, Diagnostic... warnings) {
        Report.Work work = new Report.Work(5_000_000_000L, 5_000_000_001L, 3);
        return new Figures(model, 600, 49, 12, 7, 900, 800, work, List.of(warnings));
    }
}
