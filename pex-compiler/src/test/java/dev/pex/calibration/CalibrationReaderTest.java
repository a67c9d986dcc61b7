package dev.pex.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of samples, good and bad: every fault is one diagnostic that names the file. */
class CalibrationReaderTest {
    private static final Tensor INPUT = new Tensor(
            0, "in", List.of(1, 2, 1, 3), new Extent(2, 1, 3), ElementType.FLOAT32, Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private static byte[] npy(String descr, String shape, byte[] data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        file.putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.ISO_8859_1));
        file.put(data);
        return file.array();
    }

    private static byte[] floats(float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return data.array();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private Diagnostic diagnostic(Tensor... inputs) {
        DiagnosticException e = catchThrowableOfType(
                DiagnosticException.class, () -> CalibrationReader.read(CalibrationFiles.in(folder), List.of(inputs)));
        assertThat(e.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.where()).startsWith(folder.toString());
            assertThat(d.help()).isNotEmpty();
        });
        return e.diagnostics().get(0);
    }

    private Code fault(Tensor... inputs) {
        return diagnostic(inputs).code();
    }

    /** The whole of it, below the folder. */
    private String message(Tensor... inputs) {
        return diagnostic(inputs).toString().replace(folder + "/", "");
    }

    @Test
    void singleSamplesAndBatchesInTheOrderOfTheirNames() throws IOException {
        write("b.npy", npy("<f4", "1, 2, 1, 3", floats(1, 2, 3, 4, 5, 6)));
        write("a.npy", npy("|u1", "2, 2, 1, 3", new byte[] {-1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
        write("c.npy", npy(">i2", "2, 1, 3", new byte[] {0, 1, 0, 2, 0, 3, 0, 4, -1, -1, 0, 6}));
        write("notes.txt", new byte[] {1});
        write("labels.npy", npy("<i4", "4,", new byte[] {3, 0, 0, 0, 0, 0, 0, 0, 9, 1, 0, 0, 2, 0, 0, 0}));

        CalibrationSet set = CalibrationReader.read(CalibrationFiles.in(folder), List.of(INPUT));

        assertThat(set.samples()).hasSize(4);
        assertThat(set.samples().get(0).get(0)).containsExactly(255, 1, 2, 3, 4, 5);
        assertThat(set.samples().get(1).get(0)).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(set.samples().get(2).get(0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(set.samples().get(3).get(0)).containsExactly(1, 2, 3, 4, -1, 6);
        assertThat(set.labels()).contains(Ints.copyOf(3, 0, 265, 2));
    }

    @Test
    void severalInputsHaveFoldersOfTheirOwn() throws IOException {
        write("0/x.npy", npy("<f4", "2, 2, 1, 3", floats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
        write("1/x.npy", npy("<f4", "2, 2, 1, 3", floats(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)));

        CalibrationSet set = CalibrationReader.read(CalibrationFiles.in(folder), List.of(INPUT, INPUT));

        assertThat(set.samples()).hasSize(2);
        assertThat(set.samples().get(1).get(0)).containsExactly(7, 8, 9, 10, 11, 12);
        assertThat(set.samples().get(1).get(1)).containsOnly(1);
        assertThat(set.labels()).isEmpty();
    }

    @Test
    void heldOutSamplesAreOfNoInterestToTheOthers() throws IOException {
        write("x.npy", npy("<f4", "2, 1, 3", floats(1, 2, 3, 4, 5, 6)));
        write("samples.properties", "hop = 1".getBytes(StandardCharsets.US_ASCII));
        write("test/y.npy", npy("<f4", "2, 1, 3", floats(7, 8, 9, 10, 11, 12)));
        write("test/0/y.npy", npy("<f4", "2, 1, 3", floats(7, 8, 9, 10, 11, 12)));
        write("test/other/y.npy", new byte[0]);
        write("other/y.npy", new byte[0]);
        write("test/labels.npy", npy("<i4", "1,", new byte[] {2, 0, 0, 0}));
        CalibrationFiles files = CalibrationFiles.in(folder);

        assertThat(files.files())
                .containsOnlyKeys("x.npy", "samples.properties", "test/y.npy", "test/0/y.npy", "test/labels.npy");
        assertThat(CalibrationReader.read(files, List.of(INPUT)).samples()).hasSize(1);
        CalibrationFiles test = files.test().orElseThrow();
        assertThat(test.location()).isEqualTo(folder + "/test");
        assertThat(test.files()).containsOnlyKeys("y.npy", "0/y.npy", "labels.npy", "samples.properties");
        CalibrationSet set = CalibrationReader.read(test, List.of(INPUT));
        assertThat(set.samples().get(0).get(0)).containsExactly(7, 8, 9, 10, 11, 12);
        assertThat(set.labels()).contains(Ints.copyOf(2));
        assertThat(test.test()).isEmpty();
        assertThat(CalibrationFiles.in(folder.resolve("other")).test()).isEmpty();
    }

    @Test
    void differentNumbersOfSamples() throws IOException {
        write("0/x.npy", npy("<f4", "2, 1, 3", floats(1, 2, 3, 4, 5, 6)));
        write("1/x.npy", npy("<f4", "0, 2, 1, 3", floats()));
        write("1/y.npy", npy("<f4", "2, 2, 1, 3", floats(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)));

        assertThat(message(INPUT, INPUT))
                .isEqualTo("PEX-0503 1/: it has 2 samples but the folder of the first input has 1"
                        + " (give as many samples for each input)");
    }

    @Test
    void nothingThere() throws IOException {
        assertThat(fault(INPUT)).isEqualTo(Code.NO_CALIBRATION);
        write("empty.npy", npy("<f4", "0, 2, 1, 3", floats()));
        assertThat(fault(INPUT)).isEqualTo(Code.NO_CALIBRATION);
        assertThat(fault(INPUT, INPUT)).isEqualTo(Code.NO_CALIBRATION);
    }

    @Test
    void wrongShape() throws IOException {
        write("x.npy", npy("<f4", "3, 2", floats(1, 2, 3, 4, 5, 6)));

        assertThat(message(INPUT))
                .isEqualTo("PEX-0503 x.npy: it has the shape [3, 2] but the input 'in' has [1, 2, 1, 3]"
                        + " (give one sample of that shape, or a batch with one dimension more in front)");
    }

    @Test
    void numbersThatAreNotFinite() throws IOException {
        write("x.npy", npy("<f4", "2, 1, 3", floats(1, 2, 3, Float.NaN, 5, 6)));
        assertThat(message(INPUT))
                .isEqualTo("PEX-0504 x.npy: element 3 is NaN (give numbers that are finite in float32)");
        byte[] large = ByteBuffer.allocate(48).putDouble(1e39).array();
        write("x.npy", npy(">f8", "2, 1, 3", large));
        assertThat(fault(INPUT)).isEqualTo(Code.CALIBRATION_VALUE);
    }

    @Test
    void wrongLabels() throws IOException {
        write("x.npy", npy("<f4", "2, 1, 3", floats(1, 2, 3, 4, 5, 6)));
        write("labels.npy", npy("<f4", "2,", floats(1, 2)));
        assertThat(fault(INPUT)).isEqualTo(Code.CALIBRATION_SHAPE);
        write("labels.npy", npy("<f4", "1,", floats(1.5f)));
        assertThat(fault(INPUT)).isEqualTo(Code.CALIBRATION_VALUE);
        write("labels.npy", npy("<f4", "", floats(2)));
        assertThat(CalibrationReader.read(CalibrationFiles.in(folder), List.of(INPUT))
                        .labels())
                .contains(Ints.copyOf(2));
    }

    @Test
    void damagedFiles() throws IOException {
        write("x.npy", npy("<c8", "1,", new byte[8]));
        assertThat(fault(INPUT)).isEqualTo(Code.CALIBRATION_FILE);
        write("x.npy", npy("<f4", "2, 1, 4", floats(1, 2, 3, 4, 5, 6)));
        assertThat(message(INPUT))
                .isEqualTo("PEX-0502 x.npy: it has 24 bytes of numbers; its shape [2, 1, 4] of FLOAT32"
                        + " takes 32 (write the file with numpy.save)");
    }
}
