package dev.pex.codesign.data;

import dev.pex.calibration.SampleException;
import dev.pex.calibration.SampleFormat;
import dev.pex.calibration.SampleMapping;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Ints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a data set of files with sounds. */
final class SoundFiles {
    private final Sources sources;
    private final Labelled labelled;
    private final DataOptions options;
    private final String location;
    private final SoundInput input;

    SoundFiles(Sources sources, Labelled labelled, DataOptions options) {
        this.sources = sources;
        this.labelled = labelled;
        this.options = options;
        this.location = sources.root().toString();
        this.input = SoundInput.of(options.input(), options.sound(), NumberMap.in(sources.root()), location);
    }

    /**
     * Reads all sounds. What the network gets of each is kept, and the waveforms of the training data only when they are changed.
     *
     * @throws DiagnosticException when sounds are damaged or do not fit
     */
    DataSet read() {
        int files = sources.files().size();
        int bytes = options.input().elements() * input.type().bytes();
        ByteBuffer values = ByteBuffer.allocate(StoredArray.requireSize(location, files, bytes));
        Ints training = labelled.places(Split.TRAINING);
        boolean keep = options.augmentation().changesWaves();
        long most = keep ? (long) training.size() * Short.BYTES : 0;
        ByteBuffer waves = ByteBuffer.allocate(StoredArray.requireSize(location, most, input.length()));
        int[] places = new int[files];
        for (int i = 0; i < training.size(); i++) {
            places[training.get(i)] = i + 1;
        }
        FileDecoder.all(sources, (file, index) -> {
            short[] wave = input.wave(file);
            input.store(wave, values, index);
            if (keep && places[index] > 0) {
                input.storeWave(wave, waves, places[index] - 1);
            }
        });
        StoredArray array = new StoredArray(options.input(), input.type(), values, input.map());
        Samples plain = samples(array, Split.TRAINING, options.augmentation());
        Samples changed = keep ? new WaveSamples(plain, waves, input, augmenter(), masks()) : plain;
        return new DataSet(
                array.grid(),
                labelled.classes(),
                changed,
                samples(array, Split.VALIDATION, Augmentation.NONE),
                samples(array, Split.TEST, Augmentation.NONE));
    }

    private StoredSamples samples(StoredArray array, Split split, Augmentation augmentation) {
        Ints places = labelled.places(split);
        return new StoredSamples(array, places, labelled.labels(places), augmentation);
    }

    private ArrayAugmenter masks() {
        return new ArrayAugmenter(options.augmentation(), options.input(), new float[0]);
    }

    private WaveAugmenter augmenter() {
        if (input.rate().isEmpty() && options.augmentation().timeShift() > 0) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    location,
                    "sounds shall move by milliseconds, and nothing states their rate",
                    "write the rate into " + SampleMapping.FILE + ", such as rate = 16000");
        }
        return new WaveAugmenter(options.augmentation(), input.rate().orElse(0), noise());
    }

    private List<short[]> noise() {
        Path folder = sources.root().resolve(Sources.NOISE);
        List<short[]> noise = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return noise;
        }
        Path current = folder;
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                current = file;
                if (SampleFormat.of(file.toString())
                        .filter(SampleFormat.SOUND::equals)
                        .isPresent()) {
                    noise.add(input.noise(Files.readAllBytes(file)));
                }
            }
        } catch (SampleException e) {
            throw new DiagnosticException(Faults.ofSample(current.toString(), e));
        } catch (IOException e) {
            throw Faults.unreadable(current.toString(), e);
        }
        noise.removeIf(sound -> sound.length == 0);
        return noise;
    }
}
