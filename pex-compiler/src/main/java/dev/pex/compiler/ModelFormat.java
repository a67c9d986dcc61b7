package dev.pex.compiler;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * The format of a file: the one that its bytes have, else the one that its name promises, whose reader says best
     * what is wrong with it.
     *
     * @param location what the user calls the file
     * @throws DiagnosticException when the file is known to be of another format, or neither bytes nor name say any
     */
    public static ModelFormat of(String location, byte[] file) {
        Optional<ModelFormat> format =
                Arrays.stream(values()).filter(each -> each.hasSignature(file)).findFirst();
        if (format.isPresent()) {
            return format.get();
        }
        Optional<ForeignFile> foreign = ForeignFile.of(file);
        if (foreign.isPresent()) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.NOT_A_MODEL,
                    location,
                    "this is no model that Pex reads: it is " + foreign.get().what(),
                    foreign.get().help()));
        }
        return Arrays.stream(values())
                .filter(each -> each.isOf(location))
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        Code.NOT_A_MODEL,
                        location,
                        "this is no model that Pex reads: neither its bytes nor its name are those of a "
                                + Arrays.stream(values())
                                        .map(ModelFormat::extension)
                                        .collect(Collectors.joining(" or "))
                                + " file",
                        "give a .tflite file as TensorFlow's converter writes it")));
    }

    /** Whether the name of a file ends as those of this format do. */
    public boolean isOf(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(extension);
    }

    /** What the names of these files end in, with the dot. */
    public String extension() {
        return extension;
    }

    private boolean hasSignature(byte[] file) {
        return switch (this) {
            case TFLITE -> FileSignature.isTflite(file);
            case PEXNET -> FileSignature.isPexnet(file);
        };
    }
}
