package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged models through the whole compiler: they compile or are refused with a reason. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BrokenModelTest {
    private static final int CHANGED_FILES = 2000;

    @ParameterizedTest
    @ValueSource(strings = {"add_00", "softmax_00", "average_pool_2d_00"})
    void everyTruncation(String model) throws IOException {
        byte[] whole = content(model);
        for (int length = 0; length < whole.length; length++) {
            compilesOrRefuses(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"add_00", "conv_2d_00", "fully_connected_00"})
    void changedBits(String model) throws IOException {
        byte[] whole = content(model);
        SplittableRandom random = new SplittableRandom(1);
        int compiled = 0;
        for (int i = 0; i < CHANGED_FILES; i++) {
            byte[] changed = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            compiled += compilesOrRefuses(changed) ? 1 : 0;
        }
        assertThat(compiled).isBetween(1, CHANGED_FILES - 1);
    }

    private static boolean compilesOrRefuses(byte[] file) {
        try {
            PexCompiler.compile(new ModelSource("model", "model", Bytes.copyOf(file)), CompilerOptions.defaults());
            return true;
        } catch (DiagnosticException refused) {
            assertThat(refused.diagnostics()).isNotEmpty();
            return false;
        }
    }

    private static byte[] content(String model) throws IOException {
        return Files.readAllBytes(Path.of("..", "zoo", "single", model + ".tflite"));
    }
}
