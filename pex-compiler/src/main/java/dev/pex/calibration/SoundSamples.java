package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes samples from sound: windows as long as the input of a network that takes the waveform itself. Windows begin at the
 * first frame and every {@code hop} frames after it. Frames after the last whole window are ignored.
 */
final class SoundSamples {
    private static final int STEPS = 1 << 16;

    private SoundSamples() {}

    /**
     * Cuts a file into windows.
     *
     * @param mostElements the most elements that all windows together may have
     * @throws SampleException when the file is damaged, or does not fit the input
     */
    static List<double[]> of(byte[] file, Tensor input, SampleMapping mapping, long mostElements)
            throws SampleException {
        WavFile sound = WavFile.read(file);
        NumberRange range = mapping.sound().orElseThrow(SoundSamples::unmapped);
        if (mapping.rate().isPresent() && mapping.rate().getAsInt() != sound.rate()) {
            throw misfit(
                    "it has " + sound.rate() + " samples a second, not the "
                            + mapping.rate().getAsInt() + " that " + SampleMapping.FILE + " states",
                    "convert it in the way in which the firmware gets its sound");
        }
        int frames = frames(input, sound.channels());
        int hop = mapping.hop().orElse(frames);
        if (sound.frames() < frames) {
            throw misfit(
                    "it is " + sound.frames() + " frames long, and the input '" + input.name() + "' takes " + frames,
                    "leave it out, or fill it up in the way in which the firmware does");
        }
        int windows = (sound.frames() - frames) / hop + 1;
        int elements = frames * sound.channels();
        if ((long) windows * elements > mostElements) {
            throw new SampleException(
                    Code.CALIBRATION_FILE,
                    "with it the samples have too many numbers: " + windows + " windows of " + elements,
                    "state a longer hop in " + SampleMapping.FILE + "; a few hundred samples are enough");
        }
        List<double[]> samples = new ArrayList<>();
        for (int w = 0; w < windows; w++) {
            samples.add(window(sound, (long) w * hop * sound.channels(), elements, range));
        }
        return samples;
    }

    private static double[] window(WavFile sound, long start, int elements, NumberRange range) {
        double[] values = new double[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = range.at(sound.samples().get((int) start + i) - Short.MIN_VALUE, STEPS);
        }
        return values;
    }

    /** How many frames an input takes: one dimension is time, and the one after it has the channels, if there are several. */
    private static int frames(Tensor input, int channels) throws SampleException {
        List<Integer> shape = input.shape();
        int last = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        List<Integer> time = channels == 1 ? shape : shape.subList(0, Math.max(0, shape.size() - 1));
        boolean fits = channels == 1 || last == channels;
        if (!fits || time.stream().filter(size -> size > 1).count() > 1) {
            throw misfit(
                    "it is sound of " + channels + (channels == 1 ? " channel" : " channels") + " but the input '"
                            + input.name() + "' has the shape " + shape,
                    "give what the firmware computes from sound, such as spectra, as .npy files; sound itself is for"
                            + " inputs with one dimension for the time and the same channels");
        }
        return input.extent().elements() / channels;
    }

    private static SampleException unmapped() {
        return new SampleException(
                Code.CALIBRATION_MAPPING,
                "nothing says what its numbers become",
                "write what -32768 and 32768 are to the network into " + SampleMapping.FILE
                        + " in the folder, such as sound = -1..1");
    }

    private static SampleException misfit(String what, String help) {
        return new SampleException(Code.CALIBRATION_SHAPE, what, help);
    }
}
