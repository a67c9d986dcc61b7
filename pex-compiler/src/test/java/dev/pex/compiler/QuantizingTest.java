package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.diagnostic.Code;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Models that are not quantised, from the file to C. */
class QuantizingTest {
    private static ModelSource source(String model, Optional<CalibrationFiles> data) throws IOException {
        byte[] file = Files.readAllBytes(Goldens.inRepository("zoo/" + model));
        return new ModelSource(
                "model",
                "model.tflite",
                Bytes.copyOf(file),
                data.map(files -> new Quantizing(files, QuantizationOptions.defaults())));
    }

    private static CalibrationFiles data(String folder) {
        return CalibrationFiles.in(Goldens.inRepository("zoo/float/" + folder));
    }

    private static String text(Compilation compilation, String file) {
        Bytes content = Optional.ofNullable(compilation.files().get(file)).orElseThrow();
        return new String(content.toArray(), StandardCharsets.US_ASCII);
    }

    @Test
    void aFloatModelWithSamplesBecomesC() throws IOException {
        Compilation compilation = PexCompiler.compile(
                source("float/digits.tflite", Optional.of(data("test"))), CompilerOptions.defaults());

        assertThat(compilation.files()).containsKeys("model.h", "quantisation.json", "quantisation.txt");
        assertThat(text(compilation, "quantisation.txt"))
                .startsWith("Quantisation of model: min-max, biases corrected, 300 samples\n")
                .contains("right: 94.67 % in float32, ");
        assertThat(compilation.quantization().orElseThrow().layers()).hasSize(10);
        Compilation again = PexCompiler.compile(
                source("float/digits.tflite", Optional.of(data("test"))), CompilerOptions.defaults());
        assertThat(again.files()).isEqualTo(compilation.files());
    }

    @Test
    void heldOutSamplesAreMeasuredOnAndHaveNoOtherPart() throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>(data("calibration").files());
        data("test").files().forEach((name, content) -> files.put("test/" + name, content));

        Compilation both = PexCompiler.compile(
                source("float/digits.tflite", Optional.of(new CalibrationFiles("samples", files))),
                CompilerOptions.defaults());

        assertThat(text(both, "quantisation.txt"))
                .startsWith("Quantisation of model: min-max, biases corrected, 100 samples, measured on 300 others\n")
                .contains("right: 94.67 % in float32, ");
        assertThat(text(both, "quantisation.json"))
                .contains("\"samples\": 100", "\"heldOut\": 300", "\"labelled\": 300");
        Compilation alone = PexCompiler.compile(
                source("float/digits.tflite", Optional.of(data("calibration"))), CompilerOptions.defaults());
        assertThat(text(alone, "quantisation.json")).doesNotContain("heldOut", "labelled");
        assertThat(withoutQuantisation(both)).isEqualTo(withoutQuantisation(alone));
    }

    private static SortedMap<String, Bytes> withoutQuantisation(Compilation compilation) {
        SortedMap<String, Bytes> files = new TreeMap<>(compilation.files());
        files.keySet().removeIf(name -> name.startsWith("quantisation."));
        return files;
    }

    @Test
    void heldOutSamplesAreCheckedLikeTheOthers() {
        SortedMap<String, Bytes> files = new TreeMap<>(data("calibration").files());
        data("test").files().forEach((name, content) -> files.put("test/" + name, content));
        files.put(
                "test/labels.npy", Optional.ofNullable(files.get("digits.npy")).orElseThrow());

        assertThatThrownBy(() -> PexCompiler.compile(
                        source("float/digits.tflite", Optional.of(new CalibrationFiles("samples", files))),
                        CompilerOptions.defaults()))
                .hasMessageStartingWith(Code.CALIBRATION_SHAPE.id() + " samples/test/labels.npy: it has 6400 labels");
    }

    @Test
    void aFloatModelWithoutSamplesIsOneDiagnostic() {
        assertThatThrownBy(() -> PexCompiler.compile(
                        source("float/digits.tflite", Optional.empty()), CompilerOptions.defaults()))
                .hasMessageContaining(Code.UNSUPPORTED_KIND.id())
                .hasMessageContaining("or give samples with pex.calibration");
    }

    @Test
    void aQuantisedModelTakesNoNoticeOfSamples() throws IOException {
        Compilation with = PexCompiler.compile(
                source("ds_cnn.tflite", Optional.of(data("calibration"))), CompilerOptions.defaults());
        Compilation without =
                PexCompiler.compile(source("ds_cnn.tflite", Optional.empty()), CompilerOptions.defaults());

        assertThat(with.files()).isEqualTo(without.files());
        assertThat(with.quantization()).isEmpty();
    }

    @Test
    void anEmptyFolderIsOneDiagnostic() {
        CalibrationFiles nothing = new CalibrationFiles("samples", new TreeMap<>());

        assertThatThrownBy(() -> PexCompiler.compile(
                        source("float/digits.tflite", Optional.of(nothing)), CompilerOptions.defaults()))
                .hasMessageStartingWith(Code.NO_CALIBRATION.id() + " samples: ");
    }
}
