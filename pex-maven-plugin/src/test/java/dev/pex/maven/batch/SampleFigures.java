package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Figures;
import java.util.List;

/** Figures for tests. */
final class SampleFigures {
    private SampleFigures() {}

    static Figures of(String model, Diagnostic... warnings) {
        return new Figures(model, 600, 49, 12, 7, 900, 800, 5_000_000_000L, 5_000_000_001L, 3, List.of(warnings));
    }
}
