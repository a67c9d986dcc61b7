package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class LocationsTest {
    private static final Path CURRENT = Path.of("current");

    @Test
    void withoutAPomResultsGoBelowTheCurrentFolder() {
        MavenProject none = new MavenProject(new Model());

        assertThat(Locations.output(none, "pex", CURRENT)).isEqualTo(CURRENT.resolve("pex-out"));
        assertThat(Locations.standardModelsOf(none)).isEmpty();
    }

    @Test
    void inAProjectResultsGoBelowItsBuildFolder() {
        MavenProject project = new MavenProject(new Model());
        project.setFile(new File("/project/pom.xml"));
        project.getModel().setBuild(new Build());
        project.getBuild().setDirectory("/project/target");

        assertThat(Locations.output(project, "pex", CURRENT)).isEqualTo(Path.of("/project/target/pex"));
        assertThat(Locations.standardModelsOf(project)).contains(Path.of("/project/src/main/pex"));
    }
}
