package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front end of a file is the one of its bytes; its name decides only where these say nothing. */
class ModelFormatTest {
    private static byte[] tflite() throws IOException {
        return Files.readAllBytes(Goldens.inRepository("regressions/model-named-pex/pex.tflite"));
    }

    private static byte[] pexnet() throws IOException {
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of(), "");
        return PexnetWriter.bytes(Pexnet.of(TfliteFrontEnd.read("net", tflite(), new Diagnostics()), notes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tflite", "a.pexnet", "a.bin", "a"})
    void theBytesDecide(String location) throws IOException {
        assertThat(ModelFormat.of(location, tflite())).isEqualTo(ModelFormat.TFLITE);
        assertThat(ModelFormat.of(location, pexnet())).isEqualTo(ModelFormat.PEXNET);
        for (byte[] file : List.of(tflite(), pexnet())) {
            assertThat(PexCompiler.compile(
                                    new ModelSource("net", location, Bytes.copyOf(file)), CompilerOptions.defaults())
                            .files())
                    .containsKey("net.c");
        }
    }

    @Test
    void theNameDecidesWhereTheBytesSayNothing() {
        byte[] file = {1, 2, 3};

        assertThat(ModelFormat.of("a.TFLITE", file)).isEqualTo(ModelFormat.TFLITE);
        assertThat(ModelFormat.of("a.pexnet", file)).isEqualTo(ModelFormat.PEXNET);
        assertThatThrownBy(() -> ModelFormat.of("a.bin", file))
                .hasMessage(
                        "PEX-0102 a.bin: this is no model that Pex reads: neither its bytes nor its name are those of a"
                                + " .tflite or .pexnet file (give a .tflite file as TensorFlow's converter writes it)");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0089HDF\r\n', HDF5",
        "'PK\u0003\u0004', ZIP",
        "'\u0008\u0008\u0012\u0007pytorch', ONNX",
        "'version https://git-lfs.github.com/spec/v1', git lfs pull",
        "'<!DOCTYPE html>', web page",
        "'\u001f\u008b', gzip"
    })
    void filesThatAreTakenForModelsAreNamed(String head, String words) {
        assertThatThrownBy(() -> ModelFormat.of("a.tflite", head.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageStartingWith("PEX-0102 a.tflite: this is no model that Pex reads: it is ")
                .hasMessageContaining(words);
    }

    /** A saved model of TensorFlow begins as a .pexnet file does, except for the name. */
    @Test
    void aSavedModelIsNoPexnet() {
        byte[] saved = {8, 1, 18, 40, 10, 4, 8, 1};

        assertThat(ModelFormat.of("saved_model.tflite", saved)).isEqualTo(ModelFormat.TFLITE);
    }
}
