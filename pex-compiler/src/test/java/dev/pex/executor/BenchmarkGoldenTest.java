package dev.pex.executor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.graph.Graph;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executor on public benchmark models, where they lie beside the repository. */
class BenchmarkGoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tflm_hello_world_int8",
                "tflm_person_detect",
                "tflm_micro_speech_int8",
                "mlperf_vww_96_int8",
                "mlperf_kws_ref_int8",
                "mlperf_resnet8_int8",
                "mlperf_ad01_int8",
                "mlperf_strww_int8",
                "tinyengine_mcunet_vww"
            })
    void vectors(String name) throws IOException {
        Path shared = Goldens.inRepository("../shared");
        Path model = shared.resolve("models").resolve(name + ".tflite");
        Path folder = shared.resolve("goldens").resolve(name);
        assumeTrue(Files.exists(model) && Files.exists(folder), "no " + model + " with vectors: not tested");
        Graph graph = Goldens.read(model);
        for (int seed = 1; seed <= 3; seed++) {
            Goldens.check(graph, folder.resolve(seed + ".in.bin"), folder.resolve(seed + ".out.bin"));
        }
    }
}
