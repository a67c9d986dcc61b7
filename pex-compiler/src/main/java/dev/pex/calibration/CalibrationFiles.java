package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a folder with calibration data, as bytes. A compilation is a function of these bytes and of the model.
 *
 * @param location the folder as the user wrote it; for diagnostics only, no output has it
 * @param files all files with samples and all files with mappings, by name with '/' between folders; from the folder itself,
 *     from one folder for each input, named by its number, and from {@code test}
 */
public record CalibrationFiles(String location, SortedMap<String, Bytes> files) {
    /** The most bytes of a folder. Samples of one byte take eight times as much memory. */
    private static final long MOST_BYTES = 1L << 27;

    /** The folder of the samples on which a network is only measured. */
    private static final String TEST = "test";

    private static final Pattern NAME = Pattern.compile("(" + TEST + "/)?([0-9]+/)?[^/]+");
    private static final int DEEPEST = 3;

    public CalibrationFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a folder.
     *
     * @throws DiagnosticException when it is no folder, or cannot be read
     */
    public static CalibrationFiles in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NO_CALIBRATION,
                    folder.toString(),
                    "there is no such folder",
                    "give a folder with samples as .npy, .png, .bmp or .wav files"));
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        Path current = folder;
        long total = 0;
        try (Stream<Path> found = Files.find(folder, DEEPEST, (path, kind) -> kind.isRegularFile())) {
            for (Path file : found.toList()) {
                current = file;
                String name = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (!isWanted(name)) {
                    continue;
                }
                total += Files.size(file);
                if (total > MOST_BYTES) {
                    throw new DiagnosticException(Diagnostic.error(
                            Code.CALIBRATION_FILE,
                            folder.toString(),
                            "its files have more than " + MOST_BYTES + " bytes",
                            "a few hundred samples are enough"));
                }
                files.put(name, Bytes.copyOf(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.CALIBRATION_FILE,
                    current.toString(),
                    "it cannot be read: " + e.getMessage(),
                    "check its permissions"));
        }
        return new CalibrationFiles(folder.toString(), files);
    }

    /**
     * The files of the samples on which the network is only measured; empty when there is no folder of them. Without a mapping
     * of its own the folder has that of the other samples.
     */
    public Optional<CalibrationFiles> test() {
        SortedMap<String, Bytes> own = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith(TEST + "/")) {
                own.put(name.substring(TEST.length() + 1), content);
            }
        });
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (own.keySet().stream().noneMatch(CalibrationFiles::isMapping)) {
            files.entrySet().stream()
                    .filter(each -> isMapping(each.getKey()))
                    .forEach(each -> own.put(each.getKey(), each.getValue()));
        }
        return Optional.of(new CalibrationFiles(location + "/" + TEST, own));
    }

    private static boolean isWanted(String name) {
        return NAME.matcher(name).matches() && (SampleFormat.of(name).isPresent() || isMapping(name));
    }

    private static boolean isMapping(String name) {
        return name.substring(name.lastIndexOf('/') + 1).equals(SampleMapping.FILE);
    }
}
