package dev.pex.codesign.app;

import dev.pex.compiler.ModelName;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.ReadModel;
import dev.pex.output.FileFaults;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Model files that jobs begin with. */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Reads a model file as it is.
     *
     * @param name of the model; that of the file unless given
     * @throws DiagnosticException when the file cannot be read, or is at fault
     */
    public static ReadModel read(Path file, Optional<String> name) {
        try {
            byte[] content = Files.readAllBytes(file);
            String own = ModelName.ofFile(String.valueOf(file.getFileName()));
            return PexCompiler.read(new ModelSource(name.orElse(own), file.toString(), Bytes.copyOf(content)));
        } catch (IOException e) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.FILE_UNREADABLE,
                    file.toString(),
                    "it cannot be read: " + FileFaults.reason(e),
                    "name a .tflite or .pexnet file"));
        }
    }

    /**
     * Reads a float network.
     *
     * @throws DiagnosticException when the file is at fault, or quantised
     */
    static FloatNetwork floatNetwork(Path file, Optional<String> name) {
        if (read(file, name) instanceof FloatModel model) {
            return model.network();
        }
        throw new DiagnosticException(Diagnostic.error(
                Code.UNTRAINABLE,
                file.toString(),
                "it is quantised to int8, and only float networks are trained",
                "take the float model from before its quantisation, or describe it in Java and train it anew"));
    }

    /** The name of a model as that of a class. */
    public static String className(String name) {
        StringBuilder className = new StringBuilder();
        for (String word : name.split("_", -1)) {
            if (!word.isEmpty()) {
                className.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return className.toString();
    }
}
