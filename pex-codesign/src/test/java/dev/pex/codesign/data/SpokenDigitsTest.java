package dev.pex.codesign.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.codesign.sound.SoundSettings;
import dev.pex.tensor.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real speech: 3,000 recordings of ten digits by six speakers, when ../shared has them. */
class SpokenDigitsTest {
    private static final int FRAMES = 49;
    private static final int BANDS = 40;
    private static final SplitOptions SPEAKERS = SplitOptions.DEFAULT.withGroup("^[0-9]_([a-z]+)_");
    private static final DataOptions OPTIONS =
            DataOptions.of(new Extent(FRAMES, BANDS, 1)).withSplits(SPEAKERS).withSound(SoundSettings.speech(8000));

    @TempDir
    static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        Path archive = Stream.of(
                        Path.of("..", "shared"), Path.of("..", "..", "shared"), Path.of("..", "..", "..", "shared"))
                .map(shared -> shared.resolve("data").resolve("fsdd.zip"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(archive != null, "fsdd.zip is not in ../shared/data");
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.endsWith(".wav")) {
                    SampleFiles.write(folder, name.charAt(0) + "/" + name, zip.readAllBytes());
                }
            }
        }
    }

    @Test
    void speakersAreSplitAndFeaturesMakeSense() {
        DataSet data = DataReader.read(folder, OPTIONS);

        assertThat(data.classes()).hasSize(10);
        assertThat(data.training().size()).isEqualTo(2000);
        assertThat(data.validation().size()).isEqualTo(500);
        assertThat(data.test().size()).isEqualTo(500);
        double sum = 0;
        double squares = 0;
        long limits = 0;
        long highest = 0;
        int elements = FRAMES * BANDS;
        float[] sample = new float[elements];
        for (int i = 0; i < data.training().size(); i++) {
            data.training().read(i, sample, 0);
            for (float value : sample) {
                sum += value;
                squares += value * value;
                limits += value == -4 ? 1 : 0;
                highest += value > 3.96f ? 1 : 0;
            }
        }
        double numbers = (double) elements * data.training().size();
        double mean = sum / numbers;
        double deviation = Math.sqrt(squares / numbers - mean * mean);
        assertThat(mean).isBetween(-3.0, 1.0);
        assertThat(deviation).isBetween(0.5, 3.0);
        assertThat(limits / numbers).isLessThan(0.6);
        assertThat(highest / numbers).isLessThan(0.001);
    }

    /** The nearest of some recordings of the same speakers has the same digit nearly always. */
    @Test
    void neighboursTellDigitsApart() {
        DataSet data = DataReader.read(folder, OPTIONS.withSplits(SplitOptions.DEFAULT));
        int elements = FRAMES * BANDS;
        float[][] known = new float[data.training().size() / 4][elements];
        for (int i = 0; i < known.length; i++) {
            data.training().read(4 * i, known[i], 0);
        }
        float[] sample = new float[elements];
        int right = 0;
        for (int i = 0; i < data.test().size(); i++) {
            data.test().read(i, sample, 0);
            int best = 0;
            float least = Float.MAX_VALUE;
            for (int k = 0; k < known.length; k++) {
                float distance = 0;
                for (int e = 0; e < elements; e++) {
                    distance += (sample[e] - known[k][e]) * (sample[e] - known[k][e]);
                }
                if (distance < least) {
                    least = distance;
                    best = data.training().label(4 * k);
                }
            }
            right += best == data.test().label(i) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(data.test().size() * 7 / 10);
    }

    @Test
    void foldsTestEveryRecordingOnce() {
        int tested = 0;
        DataOptions small = OPTIONS.withSound(SoundSettings.speech(8000).withCoefficients(2));
        for (int fold = 0; fold < 3; fold++) {
            DataOptions options = new DataOptions(
                    new Extent(2, 2, 1),
                    SPEAKERS.withFold(3, fold),
                    small.augmentation(),
                    small.sound(),
                    small.cache());
            tested += DataReader.read(folder, options).test().size();
        }
        assertThat(tested).isEqualTo(3000);
    }

    @Test
    void changedFeaturesTakeLessThanTwoMilliseconds() {
        DataSet data = DataReader.read(
                folder,
                OPTIONS.withAugmentation(
                        Augmentation.NONE.withWaves(100, 6, 0.01).withMasks(5, 5)));
        float[] sample = new float[FRAMES * BANDS];
        SplittableRandom random = new SplittableRandom(1);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                data.training().augmented(i, random, sample, 0);
            }
            best = Math.min(best, (System.nanoTime() - start) / 50);
        }
        assertThat(best).isLessThan(20_000_000);
    }
}
