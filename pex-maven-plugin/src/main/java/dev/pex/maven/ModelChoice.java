package dev.pex.maven;

import dev.pex.maven.batch.ModelSelection;
import java.util.List;
import java.util.Optional;

/**
 * The models that the user asks for.
 *
 * @param files those in files
 * @param inJava names of those in Java; empty for all of them
 * @param typed whether the command line names the models, so that the POM has no say
 */
record ModelChoice(ModelSelection files, Optional<List<String>> inJava, boolean typed) {
    ModelChoice {
        inJava = inJava.map(List::copyOf);
    }
}
