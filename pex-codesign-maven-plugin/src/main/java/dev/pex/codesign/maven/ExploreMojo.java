package dev.pex.codesign.maven;

import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network in many forms and with many settings, prunes it where there is a budget, and shows which of the results nothing
 * surpasses in accuracy, SRAM, flash and multiply-accumulates, as a table and a page with pictures. An exploration that was interrupted goes
 * on where it stopped.
 */
@Mojo(name = "explore", requiresProject = false, threadSafe = true)
public final class ExploreMojo extends AbstractTrainingMojo {
    /**
     * The settings to vary, with their values: {@code <width>0.25, 0.5, 1</width>}, {@code <sram>500..4000 times 2</sram>}, {@code
     * <learningRate>0.01..0.3 log</learningRate>}. Besides all settings of the goals train and prune there are {@code width},
     * {@code resolution} and {@code depth} of the network. On the command line each is {@code pex.codesign.explore.NAME}.
     */
    @Parameter
    private @Nullable Map<String, String> explore;

    @Inject
    public ExploreMojo(ProjectDependenciesResolver resolver) {
        super(resolver);
    }

    @Override
    String goal() {
        return "explore";
    }

    @Override
    Map<String, String> more() {
        Map<String, String> more = new TreeMap<>(processes());
        if (explore != null) {
            explore.forEach((name, values) -> more.put("explore." + name, values));
        }
        return more;
    }
}
