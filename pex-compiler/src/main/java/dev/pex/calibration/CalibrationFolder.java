package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Ints;
import dev.pex.graph.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a folder of {@code .npy} files. Each has one sample of the input's shape, or a batch of samples: the shape with
 * one dimension more in front. Files are taken in the order of their names. A network of several inputs has a folder for
 * each in it, named {@code 0}, {@code 1} and so on, with as many samples. The file {@code labels.npy} has the right
 * answers, one integer for each sample; it may be missing.
 */
public final class CalibrationFolder {
    private static final String LABELS = "labels.npy";

    /** A file larger than this is not read. */
    private static final long LARGEST_FILE = 1L << 30;

    private CalibrationFolder() {}

    /**
     * Reads the samples.
     *
     * @param inputs the inputs of the network, in order
     * @throws DiagnosticException when there are none, or one is damaged, of another shape, or not finite
     */
    public static CalibrationSet read(Path folder, List<Tensor> inputs) {
        List<List<double[]>> byInput = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Path own = inputs.size() == 1 ? folder : folder.resolve(String.valueOf(i));
            byInput.add(samples(own, inputs.get(i)));
            if (byInput.get(i).size() != byInput.get(0).size()) {
                throw fault(
                        Code.CALIBRATION_SHAPE,
                        own,
                        "it has " + byInput.get(i).size() + " samples but the folder of the first input "
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
        return new CalibrationSet(samples, labels(folder.resolve(LABELS), samples.size()));
    }

    private static List<double[]> samples(Path folder, Tensor input) {
        List<double[]> samples = new ArrayList<>();
        for (Path file : files(folder)) {
            NpyArray array = array(file);
            requireFinite(file, array);
            int size = input.extent().elements();
            if (!fits(array, input)) {
                throw fault(
                        Code.CALIBRATION_SHAPE,
                        file,
                        "it has the shape " + array.shape() + " but the input '" + input.name() + "' " + input.shape(),
                        "give one sample of that shape, or a batch with one dimension more in front");
            }
            for (int at = 0; at < array.size(); at += size) {
                samples.add(array.slice(at, at + size));
            }
        }
        if (samples.isEmpty()) {
            throw fault(
                    Code.NO_CALIBRATION,
                    folder,
                    "there is no sample in this folder",
                    "put .npy files there, as numpy.save writes them");
        }
        return samples;
    }

    /** One sample with or without the batch dimension of 1, or any number of such in a row. */
    private static boolean fits(NpyArray array, Tensor input) {
        List<Integer> shape = input.shape();
        List<Integer> single = !shape.isEmpty() && shape.get(0) == 1 ? shape.subList(1, shape.size()) : shape;
        List<Integer> given = array.shape();
        return given.equals(shape)
                || given.equals(single)
                || (!given.isEmpty()
                        && (given.subList(1, given.size()).equals(shape)
                                || given.subList(1, given.size()).equals(single)));
    }

    private static void requireFinite(Path file, NpyArray array) {
        for (int i = 0; i < array.size(); i++) {
            double value = array.get(i);
            if (!Double.isFinite((float) value)) {
                throw fault(
                        Code.CALIBRATION_VALUE,
                        file,
                        "element " + i + " is " + value,
                        "give numbers that are finite in float32");
            }
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw fault(
                    Code.NO_CALIBRATION, folder, "there is no such folder", "give a folder with samples as .npy files");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".npy"))
                    .filter(file -> !name(file).equals(LABELS))
                    .sorted((a, b) -> name(a).compareTo(name(b)))
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Optional<Ints> labels(Path file, int samples) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        NpyArray array = array(file);
        int[] labels = new int[array.size()];
        for (int i = 0; i < labels.length; i++) {
            double value = array.get(i);
            labels[i] = (int) value;
            if (labels[i] != value || labels[i] < 0) {
                throw fault(
                        Code.CALIBRATION_VALUE,
                        file,
                        "label " + i + " is " + value,
                        "give the index of the right element of the output, from 0 on");
            }
        }
        if (labels.length != samples) {
            throw fault(
                    Code.CALIBRATION_SHAPE,
                    file,
                    "it has " + labels.length + " labels for " + samples + " samples",
                    "give one for each sample, in the order of the files' names");
        }
        return Optional.of(Ints.copyOf(labels));
    }

    private static NpyArray array(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw fault(
                        Code.CALIBRATION_FILE,
                        file,
                        "it has more than " + LARGEST_FILE + " bytes",
                        "a few hundred samples are enough");
            }
            return NpyFile.read(Files.readAllBytes(file));
        } catch (NpyFile.FormatException e) {
            throw fault(Code.CALIBRATION_FILE, file, String.valueOf(e.getMessage()), "write the file with numpy.save");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DiagnosticException unreadable(Path file, IOException e) {
        return fault(Code.CALIBRATION_FILE, file, "it cannot be read: " + e.getMessage(), "check its permissions");
    }

    private static DiagnosticException fault(Code code, Path where, String what, String help) {
        return new DiagnosticException(Diagnostic.error(code, where.toString(), what, help));
    }
}
