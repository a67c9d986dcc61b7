package dev.pex.maven.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.ok(ModelRequest.of(Path.of("/secret/place/net.tflite")), SampleFigures.of("net")),
            Outcome.failed(
                    ModelRequest.of(Path.of("/secret/place/Bad 1.tflite")),
                    List.of(Diagnostic.error(
                            Code.NOT_A_MODEL, "Bad 1.tflite", "it is text", "look at /secret/place"))));

    @Test
    void theJsonIsTheSameEverywhere() {
        assertThat(Summary.json(OUTCOMES)).isEqualTo("""
                        {
                          "schema": "pex-summary/1",
                          "models": [
                            {
                              "model": "net",
                              "file": "net.tflite",
                              "status": "ok",
                              "arenaBytes": 600,
                              "inputBytes": 49,
                              "outputBytes": 12,
                              "scratchBytes": 7,
                              "weightsBytes": 900,
                              "peakLayerByLayerBytes": 800,
                              "macsNetwork": 5000000000,
                              "macsSchedule": 5000000001,
                              "steps": 3,
                              "diagnostics": []
                            },
                            {
                              "model": "bad_1",
                              "file": "Bad 1.tflite",
                              "status": "failed",
                              "diagnostics": [
                                {
                                  "code": "PEX-0102",
                                  "severity": "ERROR",
                                  "where": "Bad 1.tflite",
                                  "what": "it is text"
                                }
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void theTableHasOneLineForEachModel() {
        assertThat(Summary.table(OUTCOMES))
                .containsExactly(
                        "model  status     arena  layer by layer  input  output  constants        MACs  steps",
                        "net    ok           600             800     49      12        900  5000000000      3",
                        "bad_1  failed  PEX-0102");
    }
}
