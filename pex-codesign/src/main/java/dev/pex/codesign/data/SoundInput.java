package dev.pex.codesign.data;

import dev.pex.array.NumberType;
import dev.pex.calibration.SampleException;
import dev.pex.calibration.SampleMapping;
import dev.pex.calibration.WavFile;
import dev.pex.codesign.sound.FrontEnd;
import dev.pex.codesign.sound.SoundSettings;
import dev.pex.diagnostic.Code;
import dev.pex.tensor.Extent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/** What a network gets of a sound: the features of its frames, or the waveform. */
final class SoundInput {
    private final Extent extent;
    private final Optional<FrontEnd> front;
    private final NumberMap map;
    private final OptionalInt rate;
    private final int length;

    private SoundInput(Extent extent, Optional<FrontEnd> front, NumberMap map, OptionalInt rate, int length) {
        this.extent = extent;
        this.front = front;
        this.map = map;
        this.rate = rate;
        this.length = length;
    }

    /**
     * What an input takes: frames along rows and features along columns and channels, or a waveform along the only dimension
     * above 1.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when the front end makes something else
     */
    static SoundInput of(Extent input, Optional<SoundSettings> sound, SampleMapping mapping, String location) {
        if (sound.isEmpty()) {
            int longest = Math.max(input.rows(), Math.max(input.columns(), input.channels()));
            require(longest == input.elements(), location, input, "without a front end it has one dimension above 1");
            NumberMap map = NumberMap.of(NumberType.INT16, mapping, 1, location);
            return new SoundInput(input, Optional.empty(), map, mapping.rate(), longest);
        }
        SoundSettings settings = sound.get();
        require(
                input.columns() * input.channels() == settings.width(),
                location,
                input,
                "the front end makes " + settings.width() + " features of a frame; frames are rows");
        if (mapping.rate().isPresent() && mapping.rate().getAsInt() != settings.rate()) {
            throw Faults.of(
                    Code.DATA_SETTING,
                    location + "/" + SampleMapping.FILE,
                    "it states a rate of " + mapping.rate().getAsInt() + ", and the front end one of "
                            + settings.rate(),
                    "give both the rate of the sounds");
        }
        return new SoundInput(
                input,
                Optional.of(new FrontEnd(settings)),
                NumberMap.FEATURES,
                OptionalInt.of(settings.rate()),
                settings.samples(input.rows()));
    }

    private static void require(boolean fits, String location, Extent input, String help) {
        if (!fits) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    location,
                    "it has sounds, which do not fit the input of " + input.rows() + "x" + input.columns() + "x"
                            + input.channels(),
                    help);
        }
    }

    /** Samples of sound in a second, where it is known. */
    OptionalInt rate() {
        return rate;
    }

    /** Samples of sound that an input takes. */
    int length() {
        return length;
    }

    /** The type in which what the network gets is stored. */
    NumberType type() {
        return front.isPresent() ? NumberType.INT8 : NumberType.INT16;
    }

    NumberMap map() {
        return map;
    }

    /**
     * The middle of a file as the input takes it; silence before and after a file that is shorter.
     *
     * @throws SampleException when the file is damaged, or has another rate or several channels
     */
    short[] wave(byte[] file) throws SampleException {
        WavFile sound = read(file);
        short[] wave = new short[length];
        int start = Math.max(0, (sound.frames() - length) / 2);
        int gap = Math.max(0, (length - sound.frames()) / 2);
        sound.samples().get(start, wave, gap, Math.min(length, sound.frames()));
        return wave;
    }

    /** A whole sound. */
    short[] noise(byte[] file) throws SampleException {
        WavFile sound = read(file);
        short[] samples = new short[sound.frames()];
        sound.samples().get(0, samples);
        return samples;
    }

    private WavFile read(byte[] file) throws SampleException {
        WavFile sound = WavFile.read(file);
        if (sound.channels() != 1) {
            throw new SampleException(
                    Code.DATA_FILE, "it has " + sound.channels() + " channels", "save the sound with one channel");
        }
        if (rate.isPresent() && rate.getAsInt() != sound.rate()) {
            throw new SampleException(
                    Code.DATA_SHAPE,
                    "it has " + sound.rate() + " samples a second, not " + rate.getAsInt(),
                    "convert the sound, or state its rate");
        }
        return sound;
    }

    /** Stores what the network gets of a sound, in its type. */
    void store(short[] wave, ByteBuffer values, int sample) {
        if (front.isPresent()) {
            byte[] features = new byte[extent.elements()];
            front.get().compute(wave, 0, extent.rows(), features, 0);
            values.put(sample * features.length, features);
        } else {
            storeWave(wave, values, sample);
        }
    }

    /** Stores a sound. */
    void storeWave(short[] wave, ByteBuffer values, int sample) {
        values.slice(sample * Short.BYTES * length, Short.BYTES * length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .put(wave);
    }

    /** Writes what the network gets of a sound. */
    void convert(short[] wave, float[] values, int from) {
        if (front.isEmpty()) {
            for (int i = 0; i < wave.length; i++) {
                values[from + i] = map.of(wave[i], 0);
            }
            return;
        }
        byte[] features = new byte[extent.elements()];
        front.get().compute(wave, 0, extent.rows(), features, 0);
        for (int i = 0; i < features.length; i++) {
            values[from + i] = features[i] * FrontEnd.SCALE;
        }
    }
}
