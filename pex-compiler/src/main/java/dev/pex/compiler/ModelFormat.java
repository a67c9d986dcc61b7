package dev.pex.compiler;

import java.util.Locale;

/** Kinds of model files. */
public enum ModelFormat {
    /** A TensorFlow Lite flat buffer. */
    TFLITE(".tflite"),
    /** The message that a network in Java becomes. */
    PEXNET(".pexnet");

    private final String extension;

    ModelFormat(String extension) {
        this.extension = extension;
    }

    /** The format that a file's name says: TensorFlow Lite, unless it ends in {@code .pexnet}. */
    public static ModelFormat of(String fileName) {
        return PEXNET.isOf(fileName) ? PEXNET : TFLITE;
    }

    /** Whether the name of a file ends as those of this format do. */
    public boolean isOf(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(extension);
    }

    /** What the names of such files end in, with the dot. */
    public String extension() {
        return extension;
    }
}
