package dev.pex.codesign.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.ProjectDependenciesResolver;

/**
 * Trains a float network of Java or of a file on a data set, with random weights or its own, and writes it in int8,
 * ready for pex:generate, with its accuracy as the generated C has it. An interrupted training goes on from its last
 * epoch.
 */
@Mojo(name = "train", requiresProject = false, threadSafe = true)
public final class TrainMojo extends AbstractTrainingMojo {
    @Inject
    public TrainMojo(ProjectDependenciesResolver resolver) {
        super(resolver);
    }

    @Override
    String goal() {
        return "train";
    }
}
