package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.report.Report;
import dev.pex.report.Report.EstimateLine;
import dev.pex.report.Report.PeakLine;
import dev.pex.report.Report.SegmentLine;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RemediesTest {
    private static final List<PeakLine> PEAKS =
            List.of(new PeakLine("resident", "all", 28_032), new PeakLine("streamed", "all", 9_888));
    private static final List<EstimateLine> ESTIMATES = List.of(
            new EstimateLine("resolution", 7, "an input of 84x84 instead of 96x96", 21_462),
            new EstimateLine("resolution", 6, "an input of 72x72 instead of 96x96", 15_768),
            new EstimateLine("resolution", 4, "an input of 48x48 instead of 96x96", 8_448),
            new EstimateLine("channels", 7, "7/8 of the channels", 27_984),
            new EstimateLine("channels", 6, "3/4 of the channels", 27_936));

    @Test
    void theSmallestChangeThatFitsIsNamedAndElseTheLargest() {
        assertThat(Remedies.of(report(PEAKS, ESTIMATES), 15_800))
                .containsExactly(
                        "take pex.inputMode=streamed with pex.partialExecution=all (9,888 bytes)",
                        "give the network an input of 72x72 instead of 96x96 (estimated at about 15,800 bytes)",
                        "give the network 3/4 of the channels (estimated at about 28,000 bytes, still too many)");
    }

    @Test
    void anEstimateIsRoundedUpBeforeItIsCompared() {
        assertThat(Remedies.of(report(List.of(), ESTIMATES), 15_780))
                .first()
                .asString()
                .contains("48x48", "8,450 bytes)");
    }

    @Test
    void theMessageNamesTheSegment() {
        assertThat(ArenaBudget.violation(report(PEAKS, List.of()), OptionalLong.of(9_000)))
                .hasValueSatisfying(d -> {
                    assertThat(d.what())
                            .isEqualTo(
                                    "the smallest arena that was found takes 28,032 bytes, 19,032 bytes more than the"
                                            + " budget of 9,000 bytes; the peak is set by #2 CONV_2D 'conv' with 28,000 bytes alive,"
                                            + " in the segment from #1 to #4 (4 operators, parts of 1 row)");
                    assertThat(d.help())
                            .isEqualTo(
                                    "take pex.inputMode=streamed with pex.partialExecution=all (9,888 bytes, still too"
                                            + " many), make the tensors around that operator smaller, or raise pex.arenaBudget");
                });
    }

    private static Report report(List<PeakLine> peaks, List<EstimateLine> estimates) {
        return new Report(
                new Report.Settings("1", "net", "generic", "balanced", "resident", "all"),
                new Report.Arena(
                        28_032, 28_000, 28_000, 27_648, 2, 0, new Report.Bottleneck(2, "CONV_2D", "conv", 28_000)),
                new Report.Alternatives(55_296, 55_296, 55_296, 46_080, peaks, estimates),
                new Report.Memory(0, 0, 0, 0, 0),
                new Report.Work(0, 0, 9),
                List.of(new SegmentLine(0, 0, 1, "whole", 27_900), new SegmentLine(1, 4, 4, "1 row", 28_000)),
                List.of(),
                List.of(),
                List.of());
    }
}
