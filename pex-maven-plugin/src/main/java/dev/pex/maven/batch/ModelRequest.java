package dev.pex.maven.batch;

import dev.pex.compiler.ModelFormat;
import dev.pex.compiler.ModelName;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A model that the user wants to be compiled.
 *
 * @param file the model file
 * @param name its name in C and in reports
 */
public record ModelRequest(Path file, String name) {
    /** The extension of files with networks from Java. */
    public static final String PEXNET = ModelFormat.PEXNET.extension();

    /** The request for a file without a name of its own: the name is made from the file's stem. */
    public static ModelRequest of(Path file) {
        return new ModelRequest(file, ModelName.ofFile(fileName(file)));
    }

    /** The name that messages use: never a path, so that they are the same in every folder. */
    public String fileName() {
        return fileName(file);
    }

    static boolean isModel(Path file) {
        String name = fileName(file);
        return Arrays.stream(ModelFormat.values()).anyMatch(format -> format.isOf(name));
    }

    private static String fileName(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }
}
