package dev.pex.frontend.tflite;

import static dev.pex.diagnostic.Code.UNSUPPORTED_FORM;
import static dev.pex.diagnostic.Code.UNSUPPORTED_KIND;
import static dev.pex.frontend.tflite.Reading.assertRefused;
import static dev.pex.frontend.tflite.file.BuiltinOperator.CONV_2D;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static dev.pex.frontend.tflite.file.BuiltinOperator.TRANSPOSE_CONV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.diagnostic.Diagnostic;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Networks that are refused as a whole: exactly one diagnostic, which says what they are and what would do. */
class NetworkKindTest {
    private static final Path FOLDER = Goldens.inRepository("zoo/refused");
    private static final String STATE = "it keeps state from one inference to the next";
    private static final String AGAIN = "supported: full int8 quantisation; convert again";

    /** What is said of each file that the converter, or the schema, made. */
    private static final Map<String, List<String>> EXPECTED = Map.of(
            "float32", List.of("it is not quantised, its activations are floats (#0 CONV_2D '", " and 1 more)", AGAIN),
            "float16", List.of("its activations are floats and its weights are stored as FLOAT16 (#3 CONV_2D '", AGAIN),
            "hybrid", List.of("it is hybrid, only its weights are quantised", "(#0 CONV_2D '", " and 1 more)", AGAIN),
            "int16x8", List.of("it is quantised 16x8, its activations have 16 bits (#1 CONV_2D '", AGAIN),
            "variable", List.of(STATE + " (#1 VAR_HANDLE '", " and 2 more)", "networks without state"),
            "variable_float32", List.of(STATE + " (#1 VAR_HANDLE '", "networks without state"),
            "svdf", List.of(STATE + " (#0 SVDF 'output')", "as further inputs and outputs"),
            "lstm", List.of(STATE + " (#0 UNIDIRECTIONAL_SEQUENCE_LSTM 'output')"),
            "loop", List.of("it has control flow (#0 WHILE '", "unroll loops"));

    @TestFactory
    Stream<DynamicTest> convertedNetworks() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(FOLDER)) {
            names = files.map(f -> f.getFileName().toString())
                    .map(f -> f.replace(".tflite", ""))
                    .toList();
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) throws IOException {
        assertThat(Reading.faults(Files.readAllBytes(FOLDER.resolve(name + ".tflite"))))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.code()).isEqualTo(UNSUPPORTED_KIND);
                    assertThat(d.where()).isEqualTo("model network");
                    assertThat(d.toString()).contains(EXPECTED.getOrDefault(name, List.of()));
                });
    }

    @Test
    void publishedStreamingNetwork() throws IOException {
        Path file = Goldens.inRepository("../shared/models/mww_v2_okay_nabu.tflite");
        assumeTrue(Files.exists(file), "SKIPPED: there is no folder of published models beside the project");

        assertThat(Reading.faults(Files.readAllBytes(file)))
                .singleElement()
                .satisfies(d -> assertThat(d.toString()).contains(UNSUPPORTED_KIND.id(), STATE, "VAR_HANDLE"));
    }

    /** One convolution, 1x4x4x2 to 1x4x4x3, with activations of one type and a filter of another. */
    private static ModelWriter convolution(int activations, int filter) {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 1, 4, 4, 2);
        int out = m.activation("out", 1, 4, 4, 3);
        int weights = m.weights("filter", 1, 3, 3, 3, 2);
        m.operator(CONV_2D, new int[] {in, weights}, new int[] {out}, ModelWriter.convolution(0, 1, 1, 0));
        m.network(new int[] {in}, out);
        m.change(in, t -> t.type = activations);
        m.change(out, t -> t.type = activations);
        return m.change(weights, t -> {
            t.type = filter;
            t.data = new byte[filter == ModelWriter.FLOAT32 ? 4 * t.data.length : t.data.length];
        });
    }

    @Test
    void quantizationsOtherThanInt8() {
        assertRefused(convolution(ModelWriter.FLOAT32, ModelWriter.FLOAT32), UNSUPPORTED_KIND, "not quantised");
        assertRefused(convolution(ModelWriter.FLOAT32, ModelWriter.INT8), UNSUPPORTED_KIND, "hybrid");
        assertRefused(convolution(ModelWriter.INT16, ModelWriter.INT8), UNSUPPORTED_KIND, "16x8");
        assertRefused(convolution(ModelWriter.UINT8, ModelWriter.UINT8), UNSUPPORTED_KIND, "uint8", "before int8");
    }

    @Test
    void networksThatArePartlyInt8HaveAFaultForEachOperator() {
        ModelWriter m = convolution(ModelWriter.INT8, ModelWriter.INT8);
        for (String name : List.of("first", "second")) {
            int in = m.tensor(name, ModelWriter.FLOAT32, 1, 4, 4, 2);
            int out = m.tensor(name + " result", ModelWriter.FLOAT32, 1, 4, 4, 3);
            m.operator(CONV_2D, new int[] {in, 2}, new int[] {out}, ModelWriter.convolution(0, 1, 1, 0));
        }
        m.network(new int[] {0, 3, 5}, 1);

        assertThat(Reading.faults(m)).hasSize(2).extracting(Diagnostic::code).containsOnly(UNSUPPORTED_FORM);
    }

    @Test
    void aVariableIsState() {
        ModelWriter m = new ModelWriter();
        int in = m.activation("in", 4);
        int out = m.activation("out", 4);
        m.operator(RESHAPE, new int[] {in}, out).network(new int[] {in}, out);
        m.change(out, t -> t.variable = true);

        assertRefused(m, UNSUPPORTED_KIND, STATE, "#0 RESHAPE 'out'");
    }

    @Test
    void hostileIndicesAreNoKind() {
        ModelWriter m = convolution(ModelWriter.INT16, ModelWriter.INT8);
        m.operator(CONV_2D, new int[] {-1, 99}, new int[] {1 << 30}, ModelWriter.convolution(0, 1, 1, 0));
        m.operator(TRANSPOSE_CONV, new int[] {0, 2}, new int[] {}, ModelWriter::none);

        assertThat(Reading.faults(m)).extracting(Diagnostic::code).doesNotContain(UNSUPPORTED_KIND);
    }
}
