package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of images become data sets, or one clear diagnostic for each fault. */
class ImageFolderTest {
    private static final DataOptions OPTIONS = DataOptions.of(new Extent(4, 4, 3));

    @TempDir
    Path folder;

    /** Twenty images of each class; the red of an image says which one it is. */
    private void twoClasses(String prefix) throws IOException {
        for (int i = 0; i < 20; i++) {
            SampleFiles.write(folder, prefix + "b/" + i + ".png", SampleFiles.plain("png", i << 16));
            SampleFiles.write(folder, prefix + "a/" + i + ".bmp", SampleFiles.plain("bmp", ((i + 100) << 16) | 255));
        }
    }

    private static Set<Float> reds(Samples samples) {
        Set<Float> reds = new TreeSet<>();
        for (int i = 0; i < samples.size(); i++) {
            reds.add(SampleFiles.read(samples, i, 48)[0]);
        }
        return reds;
    }

    @Test
    void classesAreSplitInProportion() throws IOException {
        twoClasses("");

        DataSet data = DataReader.read(folder, OPTIONS);

        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(labels(data.test())).containsExactly(2L, 2L);
        assertThat(labels(data.validation())).containsExactly(2L, 2L);
        assertThat(labels(data.training())).containsExactly(16L, 16L);
        Set<Float> all = new TreeSet<>();
        Stream.of(data.training(), data.validation(), data.test()).forEach(split -> all.addAll(reds(split)));
        assertThat(all).hasSize(40);
    }

    private static List<Long> labels(Samples samples) {
        Long[] counts = {0L, 0L};
        for (int i = 0; i < samples.size(); i++) {
            counts[samples.label(i)]++;
        }
        return Arrays.asList(counts);
    }

    @Test
    void pixelsAreMappedAsTheFolderStates() throws IOException {
        twoClasses("");
        assertThat(DataReader.read(folder, OPTIONS).grid())
                .as("0 lies between two pixels")
                .isEmpty();
        assertThat(SampleFiles.read(DataReader.read(folder, OPTIONS).training(), 0, 48))
                .startsWith((float) (-1 + 2 * 100 / 255.0), -1, 1);

        SampleFiles.write(folder, "samples.properties", "pixels = 0..1\n");
        assertThat(DataReader.read(folder, OPTIONS).grid()).contains(new Quantization(1 / 255f, -128));

        SampleFiles.write(folder, "samples.properties", "pixels = 0..255, 0..1, -2..3\n");
        assertThat(DataReader.read(folder, OPTIONS).grid())
                .as("channels differ")
                .isEmpty();
        float[] sample = SampleFiles.read(DataReader.read(folder, OPTIONS).training(), 0, 48);
        assertThat(sample).startsWith(100, 0, 3).endsWith(100, 0, 3);

        SampleFiles.write(folder, "samples.properties", "pixels = 0..255, 0..1\n");
        assertFault("PEX-0606", "2 ranges of pixels for 3 channels");
        SampleFiles.write(folder, "samples.properties", "pixel = 0..1\n");
        assertFault("PEX-0606", "'pixel', which means nothing");
    }

    @Test
    void givenSplitsStay() throws IOException {
        twoClasses("train/");
        for (int i = 0; i < 3; i++) {
            SampleFiles.write(folder, "test/a/" + i + ".png", SampleFiles.plain("png", (200 + i) << 16));
            SampleFiles.write(folder, "validation/b/" + i + ".png", SampleFiles.plain("png", (220 + i) << 16));
        }

        DataSet data = DataReader.read(folder, OPTIONS);

        assertThat(data.training().size()).isEqualTo(40);
        assertThat(labels(data.validation())).containsExactly(0L, 3L);
        assertThat(labels(data.test())).containsExactly(3L, 0L);
        assertThat(reds(data.test())).allMatch(red -> red > 0.5);
    }

    @Test
    void validationComesFromTheTrainingDataOnly() throws IOException {
        twoClasses("train/");
        SampleFiles.write(folder, "test/a/x.png", SampleFiles.plain("png", 0xffffff));

        DataSet data = DataReader.read(folder, OPTIONS);

        assertThat(data.test().size()).isEqualTo(1);
        assertThat(data.validation().size()).isEqualTo(4);
        assertThat(reds(data.validation())).doesNotContain(1f);
    }

    @Test
    void everyDamagedFileIsNamed() throws IOException {
        twoClasses("");
        byte[] png = SampleFiles.plain("png", 77);
        byte[] jpeg = SampleFiles.image("jpg", 64, 64, (x, y) -> ((x * 4) << 16) | (y * 4));
        SampleFiles.write(folder, "a/cut.png", Arrays.copyOf(png, png.length - 20));
        SampleFiles.write(folder, "a/cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
        SampleFiles.write(folder, "a/empty.jpeg", new byte[0]);
        SampleFiles.write(folder, "b/text.png", "no image".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> DataReader.read(folder, OPTIONS))
                .isInstanceOfSatisfying(DiagnosticException.class, e -> {
                    assertThat(e.diagnostics())
                            .allMatch(each -> each.code().id().equals("PEX-0602"));
                    assertThat(e.diagnostics())
                            .extracting(each ->
                                    folder.relativize(Path.of(each.where())).toString())
                            .containsExactly("a/cut.jpg", "a/cut.png", "a/empty.jpeg", "b/text.png");
                });
    }

    @Test
    void manyDamagedFilesAreCounted() throws IOException {
        twoClasses("");
        for (int i = 0; i < 33; i++) {
            SampleFiles.write(folder, "a/damaged" + i + ".png", new byte[9]);
        }

        assertThatThrownBy(() -> DataReader.read(folder, OPTIONS))
                .isInstanceOfSatisfying(DiagnosticException.class, e -> {
                    assertThat(e.diagnostics()).hasSize(21);
                    assertThat(e.diagnostics().get(20).what()).contains("13 more");
                });
    }

    @Test
    void jpegDamagedAnywhereIsReadOrReported() throws IOException {
        twoClasses("");
        byte[] jpeg = SampleFiles.image("jpg", 24, 24, (x, y) -> ((x * 10) << 16) | (y * 10));
        for (int i = 0; i < jpeg.length; i += 7) {
            byte[] damaged = jpeg.clone();
            damaged[i] ^= 0x5a;
            SampleFiles.write(folder, "a/damaged.jpg", damaged);
            try {
                assertThat(DataReader.read(folder, OPTIONS).classes()).hasSize(2);
            } catch (DiagnosticException e) {
                assertThat(e.diagnostics()).hasSize(1);
                assertThat(e.diagnostics().get(0).code().id()).isEqualTo("PEX-0602");
            }
        }
    }

    @Test
    void classesWithoutSamplesAreNamed() throws IOException {
        twoClasses("");
        Files.createDirectories(folder.resolve("c"));
        assertFault("PEX-0603", "the class 'c' has no samples");
    }

    @Test
    void oneClassIsNotEnough() throws IOException {
        SampleFiles.write(folder, "a/1.png", SampleFiles.plain("png", 1));
        assertFault("PEX-0603", "one class, a");
    }

    @Test
    void classesOfTestDataAreThoseOfTrainingData() throws IOException {
        twoClasses("train/");
        SampleFiles.write(folder, "test/other/1.png", SampleFiles.plain("png", 1));
        assertFault("PEX-0603", "the class 'other' has no training data");
    }

    @Test
    void foldersBesideSplitsAreFaults() throws IOException {
        twoClasses("train/");
        Files.createDirectories(folder.resolve("val"));
        assertFault("PEX-0603", "beside the folder 'train'");
    }

    @Test
    void classesMayBeCalledTrainOrUnknown() throws IOException {
        for (int i = 0; i < 4; i++) {
            SampleFiles.write(folder, "train/" + i + ".png", SampleFiles.plain("png", i));
            SampleFiles.write(folder, "_unknown_/" + i + ".png", SampleFiles.plain("png", i));
            SampleFiles.write(folder, ".hidden/" + i + ".png", SampleFiles.plain("png", i));
        }
        assertThat(DataReader.read(folder, OPTIONS).classes()).containsExactly("_unknown_", "train");
    }

    @Test
    void missingDataIsAFault() throws IOException {
        assertFault("PEX-0601", "no samples in it");
        assertThatThrownBy(() -> DataReader.read(folder.resolve("none"), OPTIONS))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0601");
        SampleFiles.write(folder, "a/1.png", SampleFiles.plain("png", 1));
        SampleFiles.write(folder, "b/1.png", SampleFiles.plain("png", 2));
        assertFault("PEX-0601", "no samples are left for validation");
    }

    @Test
    void oneKindOfFilesIsEnough() throws IOException {
        twoClasses("");
        SampleFiles.write(folder, "a/1.wav", SampleFiles.wav(8000, 1, new short[10]));
        assertFault("PEX-0602", "both images and sounds");
    }

    @Test
    void inputsWithoutColoursTakeNoImages() throws IOException {
        twoClasses("");
        assertThatThrownBy(() -> DataReader.read(folder, DataOptions.of(new Extent(4, 4, 2))))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0604");
    }

    @Test
    void numbersOfClassesAreInTheirOrder() throws IOException {
        for (int label = 0; label < 11; label++) {
            for (int i = 0; i < 4; i++) {
                SampleFiles.write(folder, label + "/" + i + ".png", SampleFiles.plain("png", label));
            }
        }
        assertThat(DataReader.read(folder, OPTIONS).classes())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    private void assertFault(String code, String what) {
        assertThatThrownBy(() -> DataReader.read(folder, OPTIONS))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .hasSize(
                                        e.diagnostics().get(0).code().id().equals("PEX-0601")
                                                ? e.diagnostics().size()
                                                : 1))
                .hasMessageContaining(code)
                .hasMessageContaining(what);
    }
}
