package dev.pex.maven;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.maven.batch.ModelRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code <model>} in the configuration's {@code <models>}: only a file, or {@code <file>} and {@code <name>}, or
 * {@code <name>} alone for a model in Java; all except the first may have {@code <labels>}. Maven fills it.
 */
public final class Model {
    private @Nullable File file;
    private @Nullable String name;
    private @Nullable File labels;

    /** The short form: {@code <model>net.tflite</model>}. */
    public void set(File value) {
        file = value;
    }

    public void setFile(File value) {
        file = value;
    }

    public void setName(String value) {
        name = value;
    }

    public void setLabels(File value) {
        labels = value;
    }

    /** The file with the labels of the model's classes. */
    Optional<Path> labels() {
        return Optional.ofNullable(labels).map(UserPaths::path);
    }

    /** The name of the model, in a file or in Java. */
    String modelName() {
        return described().orElseGet(() -> toRequest().name());
    }

    /** The name of a model in Java; empty for a model in a file. */
    Optional<String> described() {
        return file == null ? Optional.ofNullable(name) : Optional.empty();
    }

    ModelRequest toRequest() {
        if (file == null) {
            throw new DiagnosticException(Diagnostic.error(
                    Code.BAD_PARAMETER,
                    "configuration of pex-maven-plugin",
                    "a <model> of <models> names no file",
                    "write <model>FILE</model> or <model><file>FILE</file><name>NAME</name></model>"));
        }
        ModelRequest request = ModelRequest.of(UserPaths.path(file));
        return name == null ? request : new ModelRequest(request.file(), name);
    }
}
