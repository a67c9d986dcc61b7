package dev.pex.maven.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Code;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.InputMode;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users compile and call, against recorded outputs of the reference kernels. */
class CompanionTest {
    private static final Path ZOO =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("zoo");
    private static final List<String> LABELS =
            IntStream.range(0, 12).mapToObj(i -> "word \u00e9\\u0041\" " + i).toList();

    @TempDir
    private Path folder;

    private static ModelSource fromZoo(String model) throws IOException {
        return new ModelSource(model, model, Bytes.copyOf(Files.readAllBytes(ZOO.resolve(model + ".tflite"))));
    }

    private static ModelSource described(Network net) {
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(), "");
        byte[] message = PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes));
        return new ModelSource("net", "net.pexnet", Bytes.copyOf(message));
    }

    private SortedMap<String, Bytes> files(ModelSource source, CompilerOptions options) {
        return Companion.files(
                new CompanionNames("com.example.nets", source.name()), PexCompiler.compile(source, options), true);
    }

    private Compiled compiled(ModelSource source) throws IOException {
        return Compiled.of(files(source, CompilerOptions.defaults()), folder);
    }

    private static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
        return type.getField(name).get(null);
    }

    private static Object call(Object runner, String method, Object... arguments) throws Throwable {
        Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
        try {
            return runner.getClass().getMethod(method, types).invoke(runner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static byte[] vector(String model, String name) throws IOException {
        return Files.readAllBytes(ZOO.resolve("vectors").resolve(model).resolve(name));
    }

    @Test
    void theConstantsAreThoseOfTheReportAndTheHeader() throws Exception {
        CompilerOptions options = CompilerOptions.defaults().withInputMode(InputMode.STREAMED);
        ModelSource source = fromZoo("ds_cnn").withLabels(LABELS);
        Compilation compilation = PexCompiler.compile(source, options);
        Bytes file = Objects.requireNonNull(compilation.files().get("ds_cnn.h"));
        String header = new String(file.toArray(), StandardCharsets.UTF_8);
        try (Compiled compiled = Compiled.of(files(source, options), folder)) {
            Class<?> type = compiled.constants("com.example.nets.DsCnnModel");

            assertThat(constant(type, "NAME")).isEqualTo("ds_cnn");
            assertThat(constant(type, "INPUT_MODE")).isEqualTo("streamed");
            assertThat(constant(type, "ARENA_BYTES"))
                    .isEqualTo(compilation.report().arenaBytes());
            assertThat(constant(type, "WEIGHTS_BYTES"))
                    .isEqualTo(compilation.report().memory().weightsBytes());
            assertThat(constant(type, "INPUT_0_SHAPE")).isEqualTo(List.of(1, 49, 10, 1));
            assertThat(constant(type, "INPUT_0_BYTES")).isEqualTo(490);
            assertThat(constant(type, "OUTPUT_0_TYPE")).isEqualTo("int8");
            assertThat(constant(type, "OUTPUT_0_SCALE")).isEqualTo(1 / 256f);
            assertThat(constant(type, "OUTPUT_0_ZERO_POINT")).isEqualTo(-128);
            assertThat(constant(type, "LABELS")).isEqualTo(LABELS);
            for (String name : List.of("ARENA_BYTES", "ARENA_ALIGN", "INPUT_COUNT", "INPUT_BYTES", "OUTPUT_0_BYTES")) {
                assertThat(header).contains("#define PEX_DS_CNN_" + name + " " + constant(type, name) + "u\n");
            }
            assertThat(header).contains("#define PEX_DS_CNN_INPUT_0_SCALE " + constant(type, "INPUT_0_SCALE") + "f\n");
        }
    }

    @Test
    void theRunnerComputesWhatTheReferenceComputes() throws Throwable {
        try (Compiled compiled = compiled(fromZoo("ds_cnn").withLabels(LABELS))) {
            Object runner = compiled.runner("com.example.nets.DsCnnRunner", folder);
            byte[] input = vector("ds_cnn", "1.in.bin");
            byte[] expected = vector("ds_cnn", "1.out.bin");

            assertThat(call(runner, "runQuantized", input)).isEqualTo(expected);

            Class<?> constants = compiled.constants("com.example.nets.DsCnnModel");
            float scale = (float) constant(constants, "INPUT_0_SCALE");
            int zeroPoint = (int) constant(constants, "INPUT_0_ZERO_POINT");
            float[] reals = new float[input.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = scale * (input[i] - zeroPoint);
            }
            float[] scores = (float[]) call(runner, "run", reals);
            int best = 0;
            for (int i = 0; i < scores.length; i++) {
                assertThat(scores[i]).isEqualTo((expected[i] + 128) / 256f);
                best = scores[i] > scores[best] ? i : best;
            }
            assertThat(call(runner, "classify", reals)).isEqualTo(LABELS.get(best));
            assertThat(call(runner, "classifyQuantized", input)).isEqualTo(LABELS.get(best));
            assertThatThrownBy(() -> call(runner, "run", new float[489]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of shape [1, 49, 10, 1] has 490 elements; 489 are given");
        }
    }

    @Test
    void severalOutputsAreComponentsOfARecord() throws Throwable {
        try (Compiled compiled = compiled(fromZoo("detector"))) {
            Object runner = compiled.runner("com.example.nets.DetectorRunner", folder);
            byte[] expected = vector("detector", "2.out.bin");

            Object outputs = call(runner, "runQuantized", vector("detector", "2.in.bin"));

            byte[] first = (byte[]) call(outputs, "output0");
            byte[] second = (byte[]) call(outputs, "output1");
            assertThat(ByteBuffer.allocate(expected.length)
                            .put(first)
                            .put(second)
                            .array())
                    .isEqualTo(expected);
            assertThat(runner.getClass().getMethods())
                    .extracting(Method::getName)
                    .doesNotContain("classify", "classifyQuantized");
        }
    }

    @Test
    void realNumbersThatTheFirmwareTakesStayThem() throws Throwable {
        try (Compiled compiled = compiled(fromZoo("residual_float_io"))) {
            Object runner = compiled.runner("com.example.nets.ResidualFloatIoRunner", folder);
            float[] input = floats(vector("residual_float_io", "1.in.bin"));
            float[] expected = floats(vector("residual_float_io", "1.out.bin"));

            assertThat((float[]) call(runner, "run", input))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(expected);
            assertThat(runner.getClass().getMethods())
                    .extracting(Method::getName)
                    .doesNotContain("runQuantized");
        }
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void severalInputsHaveTheNamesOfTheirTensorsWhereJavaAllows() throws Throwable {
        Network net = Network.named("net").randomWeights(1);
        Node sum = net.input("left", Shape.of(1, 4)).add("sum", net.input("right", Shape.of(1, 4)));
        net.output(sum.fullyConnected("scores", FullyConnected.units(3)).argMax("best", Axis.CHANNELS));
        try (Compiled compiled = compiled(described(net).withLabels(List.of("a", "b", "c")))) {
            Object runner = compiled.runner("com.example.nets.NetRunner", folder);
            float[] left = {1, 0, -1, 0.5f};

            int[] best = (int[]) call(runner, "run", left, left);

            assertThat(best).hasSize(1);
            assertThat(call(runner, "classify", left, left))
                    .isEqualTo(List.of("a", "b", "c").get(best[0]));
            String source = Files.readString(folder.resolve("test/com/example/nets/NetRunner.java"));
            assertThat(source).contains("float[] left").contains("byte[] right");
        }
    }

    @Test
    void namesThatAreNoneOfJavaAreNumbered() throws Throwable {
        Network net = Network.named("net").randomWeights(1);
        Node sum = net.input("left", Shape.of(1, 4)).add("sum", net.input("class", Shape.of(1, 4)));
        net.output(sum.fullyConnected("scores", FullyConnected.units(3)));
        try (Compiled compiled = compiled(described(net))) {
            Object runner = compiled.runner("com.example.nets.NetRunner", folder);

            assertThat((float[]) call(runner, "run", new float[4], new float[4]))
                    .hasSize(3);
            assertThat(Files.readString(folder.resolve("test/com/example/nets/NetRunner.java")))
                    .contains("float[] input0")
                    .contains("float[] input1");
            assertThat(constant(compiled.constants("com.example.nets.NetModel"), "INPUT_1_NAME"))
                    .isEqualTo("class");
        }
    }

    @Test
    void anotherNetworkBesideTheRunnerIsRefused() throws Exception {
        try (Compiled compiled = compiled(fromZoo("autoencoder"))) {
            Path network = folder.resolve("test-resources/com/example/nets/autoencoder.pexnet");
            byte[] bytes = Files.readAllBytes(network);
            bytes[bytes.length / 2] ^= 1;
            Files.write(network, bytes);

            Throwable thrown = catchThrowable(() -> compiled.runner("com.example.nets.AutoencoderRunner", folder));

            assertThat(thrown.getCause())
                    .hasMessageStartingWith(
                            Code.COMPANION.id() + " com.example.nets.AutoencoderRunner: the network beside"
                                    + " it is not the one that it was generated with");
        }
    }

    @Test
    void theSameModelGivesTheSameBytesAndNoRunnerWithoutACompiler() throws IOException {
        ModelSource source = fromZoo("ds_cnn").withLabels(LABELS);
        Compilation compilation = PexCompiler.compile(source, CompilerOptions.defaults());
        CompanionNames names = new CompanionNames("com.example.nets", "ds_cnn");

        assertThat(Companion.files(names, compilation, true))
                .isEqualTo(files(source, CompilerOptions.defaults()))
                .containsOnlyKeys(
                        "main/com/example/nets/DsCnnModel.java",
                        "test/com/example/nets/DsCnnRunner.java",
                        "test-resources/com/example/nets/ds_cnn.pexnet",
                        "test-resources/com/example/nets/ds_cnn.plan.pb");
        assertThat(Companion.files(names, compilation, false))
                .containsOnlyKeys("main/com/example/nets/DsCnnModel.java");
    }
}
