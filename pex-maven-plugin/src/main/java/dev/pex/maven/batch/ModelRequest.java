package dev.pex.maven.batch;

import dev.pex.compiler.ModelName;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A model that the user wants to be compiled.
 *
 * @param file where it is
 * @param name what it is called in C and in reports
 */
public record ModelRequest(Path file, String name) {
    private static final String EXTENSION = ".tflite";

    /** The request for a file without a name of its own: the name is made from the file's stem. */
    public static ModelRequest of(Path file) {
        return new ModelRequest(file, ModelName.of(stem(fileName(file))));
    }

    /** The name that messages use: never a path, so that they are the same in every folder. */
    public String fileName() {
        return fileName(file);
    }

    static boolean isModel(Path file) {
        return fileName(file).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    private static String fileName(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
