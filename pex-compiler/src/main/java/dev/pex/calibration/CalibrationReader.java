package dev.pex.calibration;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npy;
import dev.pex.array.NumberArray;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes samples from files. A {@code .npy} file holds one sample of the input's shape, or a batch of samples: one more
 * dimension before that shape. An image is one sample; a sound is one sample for each window. Files are read in the order of
 * their names. A network with several inputs has a folder for each, named {@code 0}, {@code 1} and so on, with the same number
 * of samples. The optional file {@code labels.npy} holds the right answers, one integer for each sample.
 * {@code samples.properties}, in the folder of an input or above it, says how pixels and amplitudes are mapped
 * ({@link SampleMapping}).
 */
public final class CalibrationReader {
    private static final String LABELS = "labels.npy";

    /** The most numbers of a calibration set. Images and overlapping windows can be many times larger than their files. */
    private static final long MOST_ELEMENTS = 1L << 27;

    private final CalibrationFiles files;
    private long elements;

    private CalibrationReader(CalibrationFiles files) {
        this.files = files;
    }

    /**
     * Reads the samples.
     *
     * @param inputs the inputs of the network, in order
     * @throws DiagnosticException when there are no samples, or when one is damaged, has another shape, or is not finite
     */
    public static CalibrationSet read(CalibrationFiles files, List<Tensor> inputs) {
        return new CalibrationReader(files).read(inputs);
    }

    private CalibrationSet read(List<Tensor> inputs) {
        List<List<double[]>> byInput = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            String folder = inputs.size() == 1 ? "" : i + "/";
            byInput.add(samples(folder, inputs.get(i)));
            if (byInput.get(i).size() != byInput.get(0).size()) {
                throw fault(
                        Code.CALIBRATION_SHAPE,
                        folder,
                        "it has " + byInput.get(i).size() + " samples but the folder of the first input has "
                                + byInput.get(0).size(),
                        "give as many samples for each input");
            }
        }
        List<List<double[]>> samples = new ArrayList<>();
        for (int s = 0; s < byInput.get(0).size(); s++) {
            List<double[]> sample = new ArrayList<>();
            for (List<double[]> own : byInput) {
                sample.add(own.get(s));
            }
            samples.add(List.copyOf(sample));
        }
        return new CalibrationSet(samples, labels(samples.size()));
    }

    private List<double[]> samples(String folder, Tensor input) {
        List<double[]> samples = new ArrayList<>();
        for (String file : files.files().keySet()) {
            boolean inFolder = file.startsWith(folder) && file.indexOf('/', folder.length()) < 0;
            if (inFolder && !file.equals(LABELS) && SampleFormat.of(file).isPresent()) {
                samples.addAll(samples(folder, file, input));
            }
        }
        if (samples.isEmpty()) {
            throw fault(
                    Code.NO_CALIBRATION,
                    folder,
                    "there is no sample in this folder",
                    "put .npy, .png, .bmp or .wav files there");
        }
        return samples;
    }

    private List<double[]> samples(String folder, String file, Tensor input) {
        try {
            requireFewer(input.extent().elements());
            List<double[]> samples = switch (SampleFormat.of(file).orElseThrow()) {
                case ARRAY -> arrays(file, input);
                case IMAGE -> List.of(ImageSample.of(content(file), input, mapping(folder)));
                case SOUND -> SoundSamples.of(content(file), input, mapping(folder), MOST_ELEMENTS - elements);
                case LOSSY_IMAGE ->
                    throw new SampleException(
                            Code.CALIBRATION_FILE,
                            "it is a JPEG file, of which decoders make different pixels, so that a build would depend on its"
                                    + " machine",
                            "save the image as PNG");
            };
            long more = (long) samples.size() * input.extent().elements();
            requireFewer(more);
            elements += more;
            return samples;
        } catch (SampleException e) {
            throw fault(e.code(), file, String.valueOf(e.getMessage()), e.help());
        }
    }

    private void requireFewer(long more) throws SampleException {
        if (elements + more > MOST_ELEMENTS) {
            throw new SampleException(
                    Code.CALIBRATION_FILE,
                    "with it the samples have more than " + MOST_ELEMENTS + " numbers",
                    "a few hundred samples are enough");
        }
    }

    private List<double[]> arrays(String file, Tensor input) {
        NumberArray array = array(file);
        double[] values = array.doubles();
        requireFinite(file, values);
        if (!fits(array, input)) {
            throw fault(
                    Code.CALIBRATION_SHAPE,
                    file,
                    "it has the shape " + array.shape() + " but the input '" + input.name() + "' has " + input.shape(),
                    "give one sample of that shape, or a batch with one dimension more in front");
        }
        List<double[]> samples = new ArrayList<>();
        int size = input.extent().elements();
        for (int at = 0; at < values.length; at += size) {
            samples.add(Arrays.copyOfRange(values, at, at + size));
        }
        return samples;
    }

    private SampleMapping mapping(String folder) {
        for (String file : List.of(folder + SampleMapping.FILE, SampleMapping.FILE)) {
            if (files.files().containsKey(file)) {
                try {
                    return SampleMapping.read(content(file));
                } catch (SampleException e) {
                    throw fault(e.code(), file, String.valueOf(e.getMessage()), e.help());
                }
            }
        }
        return SampleMapping.NOTHING_SAID;
    }

    /** Whether an array is one sample, with or without the batch dimension of 1, or a batch of samples. */
    private static boolean fits(NumberArray array, Tensor input) {
        List<Integer> shape = input.shape();
        List<Integer> single = !shape.isEmpty() && shape.get(0) == 1 ? shape.subList(1, shape.size()) : shape;
        List<Integer> given = array.shape();
        if (given.equals(shape) || given.equals(single)) {
            return true;
        }
        List<Integer> one = given.isEmpty() ? given : given.subList(1, given.size());
        return !given.isEmpty() && (one.equals(shape) || one.equals(single));
    }

    private void requireFinite(String file, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite((float) values[i])) {
                throw fault(
                        Code.CALIBRATION_VALUE,
                        file,
                        "element " + i + " is " + values[i],
                        "give numbers that are finite in float32");
            }
        }
    }

    private Optional<Ints> labels(int samples) {
        if (!files.files().containsKey(LABELS)) {
            return Optional.empty();
        }
        double[] values = array(LABELS).doubles();
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            double value = values[i];
            labels[i] = (int) value;
            if (labels[i] != value || labels[i] < 0) {
                throw fault(
                        Code.CALIBRATION_VALUE,
                        LABELS,
                        "label " + i + " is " + value,
                        "give the index of the right element of the output, from 0 on");
            }
        }
        if (labels.length != samples) {
            throw fault(
                    Code.CALIBRATION_SHAPE,
                    LABELS,
                    "it has " + labels.length + " labels for " + samples + " samples",
                    "give one for each sample, in the order of the files' names");
        }
        return Optional.of(Ints.copyOf(labels));
    }

    private NumberArray array(String file) {
        try {
            return Npy.read(content(file));
        } catch (MalformedFileException e) {
            throw fault(Code.CALIBRATION_FILE, file, e.what(), "write the file with numpy.save");
        }
    }

    private byte[] content(String file) {
        return files.files().getOrDefault(file, Bytes.copyOf(new byte[0])).toArray();
    }

    private DiagnosticException fault(Code code, String file, String what, String help) {
        String where = file.isEmpty() ? files.location() : files.location() + "/" + file;
        return new DiagnosticException(Diagnostic.error(code, where, what, help));
    }
}
