package dev.pex.compiler;

import dev.pex.tensor.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A model to compile.
 *
 * @param name name of the model in C and in reports; see {@link ModelName}
 * @param location what the user calls it, such as the file's name; for diagnostics, and to know what a damaged file
 *     was meant to be; it never reaches an output
 * @param content bytes of the model file, which say of what format it is
 * @param quantizing how it is quantised, if it is not
 * @param labels names of the classes that its first output tells apart; empty for those that the file states
 */
public record ModelSource(
        String name, String location, Bytes content, Optional<Quantizing> quantizing, List<String> labels) {
    public ModelSource {
        labels = List.copyOf(labels);
        if (!name.equals(ModelName.of(name))) {
            throw new IllegalArgumentException("'" + name + "' is no model name");
        }
    }

    /** A model with the labels that its file states. */
    public ModelSource(String name, String location, Bytes content, Optional<Quantizing> quantizing) {
        this(name, location, content, quantizing, List.of());
    }

    /** A model that is quantised already. */
    public ModelSource(String name, String location, Bytes content) {
        this(name, location, content, Optional.empty());
    }

    public ModelSource withLabels(List<String> value) {
        return new ModelSource(name, location, content, quantizing, value);
    }
}
