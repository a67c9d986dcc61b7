package dev.pex.codesign.data;

import dev.pex.array.MalformedFileException;
import dev.pex.array.Npy;
import dev.pex.array.Npz;
import dev.pex.array.NumberArray;
import dev.pex.diagnostic.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads data sets that are arrays: a {@code .npz} file with {@code x_train}, {@code y_train} and the same for {@code validation}
 * and {@code test}, or a folder with {@code train/samples.npy}, {@code train/labels.npy} and siblings. The classes have the names
 * that {@code classes.txt} in the folder states, one in each line, or those of their numbers.
 */
final class ArrayFiles {
    private static final String ARCHIVE = ".npz";
    private static final String SAMPLES = "samples.npy";
    private static final String LABELS = "labels.npy";
    private static final String CLASSES = "classes.txt";
    private static final long LONGEST = Integer.MAX_VALUE - 64L;

    private ArrayFiles() {}

    /** Whether there are arrays at a place. */
    static boolean areAt(Path location) {
        return (Files.isRegularFile(location) && location.toString().endsWith(ARCHIVE))
                || Files.isRegularFile(location.resolve(Split.TRAINING.folder()).resolve(SAMPLES));
    }

    static DataSet read(Path location, DataOptions options) {
        boolean folder = Files.isDirectory(location);
        Map<Split, ArraySamples> given = folder ? files(location) : archive(location);
        if (!given.containsKey(Split.TRAINING)) {
            throw Faults.of(
                    Code.NO_DATA,
                    location.toString(),
                    "it has no arrays x_train and y_train",
                    "write it with numpy.savez(file, x_train=..., y_train=..., x_test=..., y_test=...)");
        }
        Path beside = folder ? location : location.toAbsolutePath().resolveSibling("");
        Optional<List<String>> classes = folder ? classes(location.resolve(CLASSES)) : Optional.empty();
        return new ArrayData(location.toString(), given, classes, NumberMap.in(beside), options).read();
    }

    private static Map<Split, ArraySamples> files(Path folder) {
        Map<Split, ArraySamples> given = new TreeMap<>();
        for (Split split : Split.values()) {
            Path own = folder.resolve(split.folder());
            if (Files.isRegularFile(own.resolve(SAMPLES))) {
                given.put(
                        split,
                        new ArraySamples(own.toString(), array(own.resolve(SAMPLES)), array(own.resolve(LABELS))));
            }
        }
        return given;
    }

    private static Map<Split, ArraySamples> archive(Path file) {
        Map<Split, ArraySamples> given = new TreeMap<>();
        try {
            NavigableMap<String, NumberArray> arrays = Npz.read(bytes(file));
            for (Split split : Split.values()) {
                NumberArray samples = arrays.get("x_" + split.folder());
                NumberArray labels = arrays.get("y_" + split.folder());
                if (samples != null && labels != null) {
                    given.put(split, new ArraySamples(file + ", " + split.folder(), samples, labels));
                } else if (samples != null || labels != null) {
                    throw Faults.of(
                            Code.NO_DATA,
                            file.toString(),
                            "it has only one of x_" + split.folder() + " and y_" + split.folder(),
                            "give samples and labels");
                }
            }
        } catch (MalformedFileException e) {
            throw damaged(file, e);
        }
        return given;
    }

    private static NumberArray array(Path file) {
        try {
            return Npy.read(bytes(file));
        } catch (MalformedFileException e) {
            throw damaged(file, e);
        }
    }

    private static RuntimeException damaged(Path file, MalformedFileException fault) {
        return Faults.of(Code.DATA_FILE, file.toString(), fault.what(), "write the file again with NumPy");
    }

    private static Optional<List<String>> classes(Path file) {
        return Files.isRegularFile(file)
                ? Optional.of(new String(bytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList())
                : Optional.empty();
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw Faults.of(
                        Code.DATA_FILE,
                        file.toString(),
                        "it has more than 2 GiB",
                        "take fewer samples, or a smaller input");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Faults.unreadable(file.toString(), e);
        }
    }
}
