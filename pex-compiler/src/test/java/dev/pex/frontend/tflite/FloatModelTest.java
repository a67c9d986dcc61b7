package dev.pex.frontend.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.operator.Conv2d;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that are not quantised, read as networks in real numbers. */
class FloatModelTest {
    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Goldens.inRepository("zoo/" + name));
    }

    @Test
    void weightsLieBesideTheGraph() throws IOException {
        FloatNetwork network = TfliteFrontEnd.readFloat("model", file("refused/float32.tflite"), new Diagnostics());

        Conv2d conv = (Conv2d) network.graph().operators().get(0);
        assertThat(conv.filter()).isEqualTo(Filter.NONE);
        assertThat(conv.bias().size()).isEqualTo(32);
        assertThat(network.weights()).hasSize(2);
        assertThat(network.weights(0).filter().size()).isEqualTo(3 * 3 * 4 * 32);
        assertThat(network.graph().tensors()).allSatisfy(t -> {
            assertThat(t.type()).isEqualTo(ElementType.FLOAT32);
            assertThat(t.quantization()).isEmpty();
        });
    }

    @Test
    void kindsAreToldApart() throws IOException {
        assertThat(TfliteFrontEnd.isFloat(file("refused/float32.tflite"))).isTrue();
        for (String other : List.of(
                "refused/float16.tflite",
                "refused/hybrid.tflite",
                "refused/int16x8.tflite",
                "residual_float_io.tflite",
                "ds_cnn.tflite")) {
            assertThat(TfliteFrontEnd.isFloat(file(other))).as(other).isFalse();
        }
        assertThat(TfliteFrontEnd.isFloat(new byte[40])).isFalse();
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        byte[] file = file("refused/float32.tflite");
        FloatNetwork network = TfliteFrontEnd.readFloat("model", file, new Diagnostics());
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        float first = network.weights(0).filter().get(0);
        for (int at = 0; at + Float.BYTES <= file.length; at += Float.BYTES) {
            if (bytes.getFloat(at) == first) {
                bytes.putFloat(at, Float.NaN);
            }
        }

        DiagnosticException e = catchThrowableOfType(
                DiagnosticException.class, () -> TfliteFrontEnd.readFloat("model", file, new Diagnostics()));

        assertThat(e.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.INVALID_NETWORK);
            assertThat(d.what()).contains("holds NaN at position 0");
        });
    }

    @Test
    void quantisedFilesAreNoRealOnes() throws IOException {
        byte[] file = file("ds_cnn.tflite");

        DiagnosticException e = catchThrowableOfType(
                DiagnosticException.class, () -> TfliteFrontEnd.readFloat("model", file, new Diagnostics()));

        assertThat(e.diagnostics()).isNotEmpty().allMatch(d -> d.code() == Code.UNSUPPORTED_FORM);
    }
}
