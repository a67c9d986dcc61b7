package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.output.Fingerprint;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of companions in a project, and when they are made again. */
class JavaCompanionsTest {
    private static final ModelRequest MODEL = ModelRequest.of(Path.of("autoencoder.tflite"));
    private static final Fingerprint ONE =
            Fingerprint.builder().add("model", "1").build();
    private static final Fingerprint TWO =
            Fingerprint.builder().add("model", "2").build();

    @TempDir
    private Path root;

    private static Compilation compilation() throws IOException {
        Path file =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("zoo/autoencoder.tflite");
        return PexCompiler.compile(
                new ModelSource("autoencoder", "autoencoder", Bytes.copyOf(Files.readAllBytes(file))),
                CompilerOptions.defaults());
    }

    private static MavenProject project(String... dependencies) {
        MavenProject project = new MavenProject();
        for (String each : dependencies) {
            Dependency dependency = new Dependency();
            dependency.setGroupId("dev.pex");
            dependency.setArtifactId(each);
            project.getModel().addDependency(dependency);
        }
        return project;
    }

    @Test
    void theyAreCurrentUntilSomethingChanges() throws IOException {
        JavaCompanions companions = new JavaCompanions(root, "a.b", false);
        assertThat(companions.isCurrent(MODEL, ONE)).isFalse();

        companions.write(MODEL, compilation(), ONE);

        assertThat(companions.isCurrent(MODEL, ONE)).isTrue();
        assertThat(companions.isCurrent(MODEL, TWO)).isFalse();
        assertThat(new JavaCompanions(root, "a.c", false).isCurrent(MODEL, ONE)).isFalse();
        assertThat(new JavaCompanions(root, "a.b", true).isCurrent(MODEL, ONE)).isFalse();
        Files.writeString(root.resolve("main/a/b/AutoencoderModel.java"), "edited");
        assertThat(companions.isCurrent(MODEL, ONE)).isFalse();
        assertThat(companions.write(MODEL, compilation(), ONE).written())
                .containsExactly("main/a/b/AutoencoderModel.java");
    }

    @Test
    void anotherPackageLeavesNothingBehind() throws IOException {
        new JavaCompanions(root, "a.b", true).write(MODEL, compilation(), ONE);
        assertThat(root.resolve("test/a/b/AutoencoderRunner.java")).exists();

        new JavaCompanions(root, "a", false).write(MODEL, compilation(), ONE);

        assertThat(root.resolve("main/a/AutoencoderModel.java")).exists();
        assertThat(root.resolve("main/a/b")).doesNotExist();
        assertThat(root.resolve("test")).doesNotExist();
        JavaCompanions.folderOf(root, "autoencoder").clear();
        assertThat(root).doesNotExist();
    }

    @Test
    void rootsAreAddedOnceAndThoseForTestsOnlyWithACompiler() {
        MavenProject plain = project("pex-dsl");
        JavaCompanions.of(plain, root, "a").addTo(plain);
        assertThat(plain.getCompileSourceRoots())
                .containsExactly(root.resolve("main").toString());
        assertThat(plain.getTestCompileSourceRoots()).isEmpty();

        MavenProject tested = project("pex-dsl", "pex-compiler");
        JavaCompanions companions = JavaCompanions.of(tested, root, "a");
        companions.addTo(tested);
        companions.addTo(tested);
        assertThat(tested.getCompileSourceRoots()).hasSize(1);
        assertThat(tested.getTestCompileSourceRoots())
                .containsExactly(root.resolve("test").toString());
        assertThat(tested.getTestResources())
                .extracting(resource -> resource.getDirectory())
                .containsExactly(root.resolve("test-resources").toString());
    }

    @Test
    void modelsWhoseClassesWouldBeOneFileHaveTheSamePlace() {
        JavaCompanions companions = new JavaCompanions(root, "a", false);
        ModelRequest one = ModelRequest.of(Path.of("a_b.tflite"));
        ModelRequest other = ModelRequest.of(Path.of("ab.tflite"));

        assertThat(companions.places(one)).containsAnyElementsOf(companions.places(other));
        assertThat(companions.places(one)).doesNotContainAnyElementsOf(companions.places(MODEL));
    }
}
