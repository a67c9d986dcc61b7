package dev.pex.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.executor.GraphExecutor;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares what runs networks with recorded outputs of the reference kernels. */
public final class Goldens {
    private static final double FLOAT_TOLERANCE = 1e-6;

    private Goldens() {}

    /** The published models that every stage is held to, where they lie beside the repository. */
    public static Stream<String> benchmarkModels() {
        return Stream.of(
                "tflm_hello_world_int8",
                "tflm_person_detect",
                "tflm_micro_speech_int8",
                "mlperf_vww_96_int8",
                "mlperf_kws_ref_int8",
                "mlperf_resnet8_int8",
                "mlperf_ad01_int8",
                "mlperf_strww_int8",
                "tinyengine_mcunet_vww");
    }

    /** The other published int8 models; larger, so most tests leave them to longer runs. */
    public static Stream<String> largerModels() {
        return Stream.of(
                "arm_kws_cnn_l",
                "arm_kws_ds_cnn_l",
                "coral_tf2_mobilenet_v2_224_ptq",
                "emza_ssd_slim_120x160",
                "mlperf_resnet_large_int8",
                "st_nota_squeezenet11_128_pruned",
                "tinyengine_detection");
    }

    /** The models of the repository's own zoo. */
    public static Stream<String> zooModels() throws IOException {
        try (Stream<Path> files = Files.list(inRepository("zoo"))) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".tflite"))
                    .map(f -> f.substring(0, f.length() - ".tflite".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The networks over time, each of which the zoo has in two forms. */
    public static Stream<String> timeNetworks() {
        return Stream.of("audio", "denoise", "ecg", "gait", "gesture", "tcn");
    }

    /**
     * A network over time.
     *
     * @param form where time lies: {@code width} or {@code height}
     */
    public static Graph timeNetwork(String name, String form) throws IOException {
        return read(inRepository("zoo/time").resolve(name + "_" + form + ".tflite"));
    }

    /** A path inside the repository. */
    public static Path inRepository(String path) {
        return Path.of(System.getProperty("basedir", ""))
                .toAbsolutePath()
                .resolveSibling(path)
                .normalize();
    }

    public static Graph read(Path model) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        String name = model.getFileName().toString().replace(".tflite", "");
        Graph graph = TfliteFrontEnd.read(name, Files.readAllBytes(model), diagnostics);
        diagnostics.throwIfErrors();
        return graph;
    }

    /**
     * Runs a network on one vector through the executor.
     *
     * @param inputs all inputs, one after the other
     * @param outputs the expected outputs, one after the other
     */
    public static void check(Graph graph, Path inputs, Path outputs) throws IOException {
        byte[] in = Files.readAllBytes(inputs);
        compare(graph, GraphExecutor.run(graph, split(graph, graph.inputs(), in)), outputs);
    }

    /**
     * Compares outputs that something else made.
     *
     * @param actual all outputs, one after the other
     * @param outputs the expected outputs, one after the other
     */
    public static void compare(Graph graph, byte[] actual, Path outputs) throws IOException {
        compare(graph, split(graph, graph.outputs(), actual), outputs);
    }

    private static void compare(Graph graph, List<byte[]> actual, Path outputs) throws IOException {
        List<byte[]> expected = split(graph, graph.outputs(), Files.readAllBytes(outputs));
        for (int i = 0; i < expected.size(); i++) {
            Tensor tensor = graph.tensor(graph.outputs().get(i));
            if (tensor.type() == ElementType.FLOAT32) {
                compareFloats(actual.get(i), expected.get(i), tensor.name());
            } else {
                assertThat(actual.get(i)).as(tensor.name()).isEqualTo(expected.get(i));
            }
        }
    }

    private static List<byte[]> split(Graph graph, List<Integer> ids, byte[] all) {
        List<byte[]> arrays = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(all);
        for (int id : ids) {
            byte[] array = new byte[graph.tensor(id).bytes()];
            rest.get(array);
            arrays.add(array);
        }
        assertThat(rest.remaining()).as("bytes left over").isZero();
        return arrays;
    }

    private static void compareFloats(byte[] actual, byte[] expected, String name) {
        ByteBuffer a = ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer e = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        while (e.hasRemaining()) {
            float value = e.getFloat();
            assertThat(a.getFloat()).as(name).isCloseTo(value, within((float) (Math.abs(value) * FLOAT_TOLERANCE)));
        }
    }
}
