package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pex.array.Npy;
import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays become data sets. */
class ArrayFilesTest {
    private static final Extent INPUT = new Extent(2, 3, 1);
    private static final int ELEMENTS = 6;

    @TempDir
    Path folder;

    private Path npz(Map<String, NumberArray> arrays) throws IOException {
        Path file = folder.resolve("data.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(Npy.write(array.getValue()));
            }
        }
        return file;
    }

    /** Sample i has the numbers 6 i, 6 i + 1 and so on. */
    private static NumberArray samples(int number, NumberType type) {
        ByteBuffer values =
                ByteBuffer.allocate(number * ELEMENTS * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < number * ELEMENTS; i++) {
            switch (type) {
                case UINT8, INT8 -> values.put((byte) i);
                case INT16 -> values.putShort((short) (256 * i));
                case FLOAT32 -> values.putFloat(i / 2f);
                case FLOAT64 -> values.putDouble(i / 2.0);
                default -> values.putInt(i);
            }
        }
        return new NumberArray(List.of(number, 2, 3), type, Bytes.copyOf(values.array()));
    }

    /** Classes 0, 1, 0, 1 and so on. */
    private static NumberArray labels(int number) {
        byte[] labels = new byte[number];
        for (int i = 0; i < number; i++) {
            labels[i] = (byte) (i % 2);
        }
        return new NumberArray(List.of(number, 1), NumberType.UINT8, Bytes.copyOf(labels));
    }

    private DataSet read(Map<String, NumberArray> arrays) throws IOException {
        return DataReader.read(npz(arrays), DataOptions.of(INPUT));
    }

    @Test
    void validationDataIsTakenFromTheTrainingData() throws IOException {
        DataSet data = read(Map.of(
                "x_train",
                samples(20, NumberType.FLOAT32),
                "y_train",
                labels(20),
                "x_test",
                samples(4, NumberType.FLOAT32),
                "y_test",
                labels(4)));

        assertThat(data.classes()).containsExactly("0", "1");
        assertThat(data.training().size()).isEqualTo(18);
        assertThat(data.validation().size()).isEqualTo(2);
        assertThat(data.test().size()).isEqualTo(4);
        assertThat(SampleFiles.read(data.test(), 1, ELEMENTS)).containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f);
        assertThat(data.test().label(1)).isEqualTo(1);
        float validated = SampleFiles.read(data.validation(), 0, ELEMENTS)[0];
        for (int i = 0; i < data.training().size(); i++) {
            assertThat(SampleFiles.read(data.training(), i, ELEMENTS)[0]).isNotEqualTo(validated);
        }
    }

    @Test
    void numbersAreWhatTheirTypeSays() throws IOException {
        assertThat(first(NumberType.UINT8)).isEqualTo((float) (-1 + 2 / 255.0));
        assertThat(first(NumberType.INT8)).isEqualTo(1 / 128f);
        assertThat(first(NumberType.INT16)).isEqualTo(256 / 32768f);
        assertThat(first(NumberType.FLOAT32)).isEqualTo(0.5f);
        assertThat(first(NumberType.FLOAT64)).isEqualTo(0.5f);
        SampleFiles.write(folder, "samples.properties", "pixels = 0..255\nsound = -32768..32768\n");
        assertThat(first(NumberType.UINT8)).isEqualTo(1);
        assertThat(first(NumberType.INT16)).isEqualTo(256);
    }

    @Test
    void integersOfOneByteAreAGridWhereZeroIsOneOfThem() throws IOException {
        assertThat(grid(NumberType.UINT8)).isEmpty();
        assertThat(grid(NumberType.INT8)).contains(new Quantization(0x1p-7f, 0));
        assertThat(grid(NumberType.INT16)).isEmpty();
        assertThat(grid(NumberType.FLOAT32)).isEmpty();
        for (String range : List.of("0..255", "-100..155", "0..1", "-0.2..0.8")) {
            SampleFiles.write(folder, "samples.properties", "pixels = " + range + "\n");
            Quantization grid = grid(NumberType.UINT8).orElseThrow();
            assertThat(grid.scale() * (1 - 128 - grid.zeroPoint()))
                    .as(range)
                    .isCloseTo(first(NumberType.UINT8), within(1e-6f));
        }
        for (String range : List.of("1..2", "1..0", "-0.3..0.81")) {
            SampleFiles.write(folder, "samples.properties", "pixels = " + range + "\n");
            assertThat(grid(NumberType.UINT8)).as(range).isEmpty();
        }
    }

    private Optional<Quantization> grid(NumberType type) throws IOException {
        return read(Map.of("x_train", samples(20, type), "y_train", labels(20))).grid();
    }

    /** Element 1 of the first test sample. */
    private float first(NumberType type) throws IOException {
        DataSet data = read(Map.of(
                "x_train", samples(20, type), "y_train", labels(20), "x_test", samples(4, type), "y_test", labels(4)));
        return SampleFiles.read(data.test(), 0, ELEMENTS)[1];
    }

    @Test
    void foldersOfArraysNameTheirClasses() throws IOException {
        for (String split : List.of("train", "validation", "test")) {
            SampleFiles.write(folder, split + "/samples.npy", Npy.write(samples(6, NumberType.UINT8)));
            SampleFiles.write(folder, split + "/labels.npy", Npy.write(labels(6)));
        }
        SampleFiles.write(folder, "classes.txt", "cat\ndog\n");

        DataSet data = DataReader.read(folder, DataOptions.of(INPUT));

        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(List.of(
                        data.training().size(),
                        data.validation().size(),
                        data.test().size()))
                .containsExactly(6, 6, 6);

        SampleFiles.write(folder, "classes.txt", "cat\ndog\nbird\n");
        assertThatThrownBy(() -> DataReader.read(folder, DataOptions.of(INPUT)))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0603")
                .hasMessageContaining("the class 'bird' has no samples");
    }

    @Test
    void whatDoesNotFitIsADiagnostic() throws IOException {
        NumberArray good = samples(20, NumberType.UINT8);
        NumberArray turned = new NumberArray(List.of(20, 3, 2), NumberType.UINT8, good.values());
        NumberArray single = new NumberArray(List.of(), NumberType.UINT8, Bytes.copyOf(new byte[1]));
        assertFault(Map.of("x_train", turned, "y_train", labels(20)), "PEX-0604", "shape [20, 3, 2]");
        assertFault(Map.of("x_train", single, "y_train", labels(20)), "PEX-0604", "labels of the shape");
        assertFault(Map.of("x_train", good, "y_train", labels(19)), "PEX-0604", "for 20 samples");
        assertFault(Map.of("x_train", good, "y_train", samples(20, NumberType.FLOAT32)), "PEX-0604", "FLOAT32");
        assertFault(Map.of("x_train", samples(20, NumberType.INT32), "y_train", labels(20)), "PEX-0604", "INT32");
        assertFault(Map.of("x_train", good), "PEX-0601", "only one of x_train and y_train");
        assertFault(Map.of("x_test", good, "y_test", labels(20)), "PEX-0601", "no arrays x_train");
        byte[] negative = new byte[20];
        negative[7] = -1;
        NumberArray wrong = new NumberArray(List.of(20), NumberType.INT8, Bytes.copyOf(negative));
        assertFault(Map.of("x_train", good, "y_train", wrong), "PEX-0605", "label 7 is -1");
        float[] numbers = new float[20 * ELEMENTS];
        numbers[33] = Float.NaN;
        assertFault(
                Map.of("x_train", NumberArray.of(List.of(20, 2, 3), numbers), "y_train", labels(20)),
                "PEX-0605",
                "element 33");
    }

    private void assertFault(Map<String, NumberArray> arrays, String code, String what) {
        assertThatThrownBy(() -> read(arrays))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(what);
    }

    @Test
    void damagedArchivesAreDiagnostics() throws IOException {
        Path file = npz(Map.of("x_train", samples(20, NumberType.UINT8), "y_train", labels(20)));
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length += 17) {
            Files.write(file, Arrays.copyOf(good, length));
            try {
                DataReader.read(file, DataOptions.of(INPUT));
            } catch (DiagnosticException e) {
                assertThat(e.diagnostics().get(0).code().id()).startsWith("PEX-06");
            }
        }
    }
}
