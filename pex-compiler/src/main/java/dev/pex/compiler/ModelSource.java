package dev.pex.compiler;

import dev.pex.graph.Bytes;

/**
 * A model to compile.
 *
 * @param name name of the model in C and in reports; see {@link ModelName}
 * @param location what the user calls it, such as the file's name; for diagnostics only, it never
 *     reaches an output
 * @param content bytes of the model file
 */
public record ModelSource(String name, String location, Bytes content) {
    public ModelSource {
        if (!name.equals(ModelName.of(name))) {
            throw new IllegalArgumentException("'" + name + "' is no model name");
        }
    }
}
