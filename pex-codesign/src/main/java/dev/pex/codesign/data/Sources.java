package dev.pex.codesign.data;

import dev.pex.calibration.SampleFormat;
import dev.pex.diagnostic.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a data set.
 *
 * @param root the folder
 * @param classes names of all classes, also of those without files
 * @param files sorted by name
 */
record Sources(Path root, List<String> classes, List<SourceFile> files) {
    /** The folder of sounds of noise, beside those of the classes. */
    static final String NOISE = "_background_noise_";

    private static final int MOST_FILES = 1 << 21;

    Sources {
        classes = sorted(classes);
        files = files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
        if (files.size() > MOST_FILES) {
            throw Faults.of(
                    Code.DATA_SHAPE,
                    root.toString(),
                    "it has more than " + MOST_FILES + " files",
                    "take fewer of them");
        }
    }

    /**
     * Finds the files of {@code root/class/}, or of {@code root/train/class/} and its siblings. The folder of noise, and those whose
     * name begins with a dot, are no classes.
     *
     * @throws dev.pex.diagnostic.DiagnosticException when it is no folder, or cannot be read
     */
    static Sources in(Path root) {
        Set<String> classes = new TreeSet<>();
        List<SourceFile> files = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            throw Faults.of(
                    Code.NO_DATA,
                    root.toString(),
                    "there is no such folder",
                    "give a folder with one folder for each class, or with train, validation and test");
        }
        try {
            if (hasSplits(root)) {
                requireOnlySplits(root);
                for (Split split : Split.values()) {
                    Path folder = root.resolve(split.folder());
                    if (Files.isDirectory(folder)) {
                        addClasses(root, folder, Optional.of(split), classes, files);
                    }
                }
            } else {
                addClasses(root, root, Optional.empty(), classes, files);
            }
        } catch (IOException e) {
            throw Faults.unreadable(root.toString(), e);
        } catch (UncheckedIOException e) {
            throw Faults.unreadable(root.toString(), new IOException(e.getMessage()));
        }
        return new Sources(root, List.copyOf(classes), files);
    }

    /** Whether the files are sounds; images otherwise. */
    boolean areSounds() {
        Set<Boolean> kinds = new TreeSet<>();
        files.forEach(file -> kinds.add(isSound(file.name())));
        if (kinds.size() > 1) {
            throw Faults.of(
                    Code.DATA_FILE,
                    root.toString(),
                    "it has both images and sounds",
                    "leave one kind in the folders of the classes");
        }
        return kinds.contains(true);
    }

    private static boolean isSound(String name) {
        return SampleFormat.of(name).filter(SampleFormat.SOUND::equals).isPresent();
    }

    /** Whether a file is one of the kinds that folders of classes have. */
    static boolean isSample(String name) {
        return SampleFormat.of(name)
                .filter(format -> format != SampleFormat.ARRAY)
                .isPresent();
    }

    /** Whether the classes lie in folders of splits. A folder "train" of files only is a class. */
    private static boolean hasSplits(Path root) throws IOException {
        Path training = root.resolve(Split.TRAINING.folder());
        return Files.isDirectory(training) && !folders(training).isEmpty();
    }

    private static void requireOnlySplits(Path root) throws IOException {
        List<String> splits = Stream.of(Split.values()).map(Split::folder).toList();
        for (String name : folders(root)) {
            if (!splits.contains(name)) {
                throw Faults.of(
                        Code.DATA_CLASSES,
                        root.resolve(name).toString(),
                        "it lies beside the folder '" + Split.TRAINING.folder() + "'",
                        "beside train only validation and test are folders of a data set; let the names of others begin with a dot");
            }
        }
    }

    private static void addClasses(
            Path root, Path folder, Optional<Split> split, Set<String> classes, List<SourceFile> files)
            throws IOException {
        for (String label : folders(folder)) {
            classes.add(label);
            Path own = folder.resolve(label);
            try (Stream<Path> found = Files.list(own)) {
                for (Path file : (Iterable<Path>) found::iterator) {
                    String name = root.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/");
                    if (isSample(name) && !isHidden(file) && Files.isRegularFile(file)) {
                        files.add(new SourceFile(name, file, label, split));
                    }
                }
            }
        }
    }

    private static List<String> folders(Path parent) throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(Files::isDirectory)
                    .filter(path -> !isHidden(path))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.equals(NOISE);
    }

    private static List<String> sorted(List<String> classes) {
        boolean numbers = classes.stream().allMatch(name -> name.matches("[0-9]{1,9}"));
        return classes.stream()
                .distinct()
                .sorted(
                        numbers
                                ? Comparator.comparing((String name) -> Integer.parseInt(name))
                                        .thenComparing(Comparator.naturalOrder())
                                : Comparator.naturalOrder())
                .toList();
    }
}
