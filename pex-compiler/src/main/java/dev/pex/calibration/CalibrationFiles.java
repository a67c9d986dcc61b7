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
 * The files of a folder with calibration data, as bytes: what is made of a network and of these is a function of both.
 *
 * @param location what the user calls the folder; for diagnostics only, it never reaches an output
 * @param files all files with samples, and what their numbers become, in the folder and in those that belong to it: one
 *     for each input, named by its number, and {@code test}; by name, with '/' between folders
 */
public record CalibrationFiles(String location, SortedMap<String, Bytes> files) {
    /** A folder with more than this is no calibration set; samples of single bytes take eight times as much memory. */
    private static final long MOST_BYTES = 1L << 27;

    /** The folder of the samples that a network is only measured on. */
    private static final String TEST = "test";

    private static final Pattern NAME = Pattern.compile("(" + TEST + "/)?([0-9]+/)?[^/]+");
    private static final int DEEPEST = 3;

    public CalibrationFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a folder.
     *
     * @throws DiagnosticException when it is none, or cannot be read
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
     * The samples that the network is only measured on; empty when there is no folder of them. Where nothing in it says
     * what their numbers become, it is what is said of the others.
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
