package dev.pex.maven;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The files with labels.
 *
 * @param file for all models without a file of their own
 * @param byModel by the name of the model
 */
record LabelChoice(Optional<Path> file, Map<String, Path> byModel) {
    LabelChoice {
        byModel = Map.copyOf(byModel);
    }

    /** The file for a model. */
    Optional<Path> of(String model) {
        return Optional.ofNullable(byModel.get(model)).or(() -> file);
    }
}
