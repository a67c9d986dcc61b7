package dev.pex.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What another reader of JSON finds in a report. */
class ReportJsonTest {
    private static final Report REPORT = new Report(
            new Report.Settings("1.2", "net", "generic", "balanced", "streamed", "channels"),
            new Report.Arena(600, 590, 580L, 49, 12, 7, new Report.Bottleneck(4, "CONV_2D", "a\"b\\ü", 500)),
            new Report.Alternatives(
                    800,
                    990L,
                    980L,
                    700,
                    List.of(new Report.PeakLine("resident", "none", 610)),
                    List.of(new Report.EstimateLine("channels", 6, "3/4 of them", 450))),
            new Report.Memory(900, 890, 44, 16, 512),
            new Report.Work(1L << 40, (1L << 40) + 1, 3),
            List.of(new Report.SegmentLine(-1, 4, 3, "1 row", 590L)),
            List.of(new Report.OperatorLine(4, "CONV_2D", "a", List.of(1, 48, 8), 5, 6, 7, 1)),
            List.of("yes", "no"),
            List.of(Diagnostic.warning(Code.UNSUPPORTED_FORM, "there", "so \"so\"", "")));

    @Test
    void everyComponentIsThereUnderItsName() {
        JsonNode json = JsonMapper.shared().readTree(ReportJson.of(REPORT));

        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "pexVersion",
                        "model",
                        "target",
                        "optimize",
                        "inputMode",
                        "partialExecution",
                        "arenaBytes",
                        "liveBytes",
                        "inputBytes",
                        "outputBytes",
                        "scratchBytes",
                        "weightsBytes",
                        "plainWeightsBytes",
                        "peakLayerByLayerBytes",
                        "orderPeakBytes",
                        "orderLowerBoundBytes",
                        "peakChannelsBytes",
                        "lowerBoundBytes",
                        "scheduleFlashBytes",
                        "stateBytes",
                        "stackBytes",
                        "macsNetwork",
                        "macsSchedule",
                        "steps",
                        "segments",
                        "peaks",
                        "estimates",
                        "bottleneck",
                        "operators",
                        "labels",
                        "diagnostics");
        assertThat(json.get("schema").stringValue()).isEqualTo("pex-report/1");
        assertThat(json.get("arenaBytes").intValue()).isEqualTo(600);
        assertThat(json.get("liveBytes").intValue()).isEqualTo(590);
        assertThat(json.get("weightsBytes").intValue()).isEqualTo(900);
        assertThat(json.get("plainWeightsBytes").intValue()).isEqualTo(890);
        assertThat(json.get("inputMode").stringValue()).isEqualTo("streamed");
        assertThat(json.get("partialExecution").stringValue()).isEqualTo("channels");
        assertThat(json.get("orderPeakBytes").longValue()).isEqualTo(990);
        assertThat(json.get("orderLowerBoundBytes").longValue()).isEqualTo(980);
        assertThat(json.get("peakChannelsBytes").intValue()).isEqualTo(700);
        assertThat(json.get("lowerBoundBytes").intValue()).isEqualTo(580);
        assertThat(json.get("scheduleFlashBytes").intValue()).isEqualTo(44);
        assertThat(json.get("stateBytes").intValue()).isEqualTo(16);
        assertThat(json.get("segments").get(0).get("first").intValue()).isEqualTo(-1);
        assertThat(json.get("segments").get(0).get("parts").stringValue()).isEqualTo("1 row");
        assertThat(json.get("peaks").get(0).get("arenaBytes").intValue()).isEqualTo(610);
        assertThat(json.get("estimates").toString())
                .isEqualTo("[{\"change\":\"channels\",\"eighths\":6,\"network\":\"3/4 of them\",\"arenaBytes\":450}]");
        assertThat(json.get("macsNetwork").longValue()).isEqualTo(1L << 40);
        assertThat(json.get("macsSchedule").longValue()).isEqualTo((1L << 40) + 1);
        assertThat(json.get("bottleneck").toString())
                .isEqualTo("{\"operator\":4,\"kind\":\"CONV_2D\",\"name\":\"a\\\"b\\\\ü\",\"bytes\":500}");
        assertThat(json.get("operators").toString())
                .isEqualTo("[{\"operator\":4,\"kind\":\"CONV_2D\",\"name\":\"a\",\"output\":[1,48,8],"
                        + "\"macs\":5,\"weightsBytes\":6,\"liveBytes\":7,\"steps\":1}]");
        assertThat(json.get("labels").toString()).isEqualTo("[\"yes\",\"no\"]");
        assertThat(json.get("diagnostics").toString())
                .isEqualTo("[{\"code\":\"PEX-0202\",\"severity\":\"WARNING\",\"where\":\"there\","
                        + "\"what\":\"so \\\"so\\\"\",\"help\":\"\"}]");
    }
}
