package dev.pex.calibration;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.graph.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a folder with calibration data, as bytes: what is made of a network and of these is a function of both.
 *
 * @param location what the user calls the folder; for diagnostics only, it never reaches an output
 * @param files all {@code .npy} files in the folder and in the folders in it, by name, with '/' between folders
 */
public record CalibrationFiles(String location, SortedMap<String, Bytes> files) {
    /** A folder with more than this is no calibration set; samples of single bytes take eight times as much memory. */
    private static final long MOST_BYTES = 1L << 27;

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
                    "give a folder with samples as .npy files"));
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        Path current = folder;
        long total = 0;
        try (Stream<Path> found = Files.find(folder, 2, (path, kind) -> kind.isRegularFile() && isArray(path))) {
            for (Path file : found.toList()) {
                current = file;
                total += Files.size(file);
                if (total > MOST_BYTES) {
                    throw new DiagnosticException(Diagnostic.error(
                            Code.CALIBRATION_FILE,
                            folder.toString(),
                            "its files have more than " + MOST_BYTES + " bytes",
                            "a few hundred samples are enough"));
                }
                String name = folder.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
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

    private static boolean isArray(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".npy");
    }
}
