package dev.pex.maven.batch;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.report.Report;
import java.util.List;

/** Reports for tests. */
final class Reports {
    private Reports() {}

    static Report of(String model, Diagnostic... warnings) {
        return new Report(
                "1",
                model,
                "generic",
                600,
                500,
                49,
                12,
                7,
                900,
                800,
                5_000_000_000L,
                5_000_000_001L,
                3,
                new Report.Bottleneck(0, "CONV_2D", "c", 500),
                List.of(),
                List.of(warnings));
    }
}
