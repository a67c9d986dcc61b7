package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.Network;
import dev.pex.dsl.Shape;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.ModelSelection;
import dev.pex.maven.batch.OutputClaims;
import dev.pex.maven.described.Described;
import dev.pex.output.Fingerprint;
import dev.pex.output.OutputFolder;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of goals without Maven. */
class PexBuildTest {
    @TempDir
    private Path folder;

    private final Fake surroundings = new Fake();

    /** A project whose log and models the test knows. */
    private final class Fake implements Surroundings {
        private final List<String> lines = new ArrayList<>();
        private final List<Described> inJava = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<JavaCompanions> added = new ArrayList<>();
        private boolean needsModels;

        @Override
        public Log log() {
            return new SystemStreamLog() {
                @Override
                public void info(CharSequence content) {
                    lines.add("INFO " + content);
                }

                @Override
                public void error(CharSequence content) {
                    lines.add("ERROR " + content);
                }
            };
        }

        @Override
        public boolean hasProject() {
            return true;
        }

        @Override
        public boolean needsModels() {
            return needsModels;
        }

        @Override
        public List<Described> modelsInJava() {
            return List.copyOf(inJava);
        }

        @Override
        public Fingerprint pluginContent() {
            return Fingerprint.builder().build();
        }

        @Override
        public OutputClaims claims() {
            return new OutputClaims();
        }

        @Override
        public void removeStale(Path root, Collection<String> now, Function<String, OutputFolder> folderOf) {
            removed.add(folder.relativize(root) + " except " + now);
        }

        @Override
        public JavaCompanions companions(Path root, String javaPackage) {
            return new JavaCompanions(root, javaPackage, false);
        }

        @Override
        public void add(JavaCompanions companions) {
            added.add(companions);
        }
    }

    private Path model(String name) throws IOException {
        Network net = Network.named(name).randomWeights(1);
        net.output(net.input("in", Shape.of(1, 2)).relu("out"));
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(), "");
        Path file = folder.resolve(name + ".pexnet");
        Files.write(file, PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes)));
        return file;
    }

    private Request request(Optional<List<String>> inJava, boolean typed, String optimize, Path... files) {
        List<ModelRequest> listed =
                List.of(files).stream().map(ModelRequest::of).toList();
        return new Request(
                new ModelChoice(
                        new ModelSelection(Optional.empty(), Optional.empty(), listed, Optional.empty()),
                        inJava,
                        typed),
                new CompilerChoice(Optional.empty(), optimize, "model", "resident", "all", Optional.empty()),
                new QuantizationChoice(Optional.empty(), "min-max", false),
                new LabelChoice(Optional.empty(), Map.of()),
                folder.resolve("out"),
                folder);
    }

    private void generate(Request request) throws BuildFailure {
        surroundings.lines.clear();
        new PexBuild(request, surroundings).run(new Generation(Optional.of("a.b"), folder.resolve("java")));
    }

    @Test
    void modelsBecomeFoldersAndStayWhenNothingChanges() throws IOException, BuildFailure {
        Request request = request(Optional.of(List.of()), false, "balanced", model("one"));

        generate(request);

        assertThat(folder.resolve("out/one/one.c")).exists();
        assertThat(folder.resolve("out/pex-summary.json")).doesNotExist();
        assertThat(surroundings.lines)
                .contains("INFO one.pexnet -> a.b.OneModel")
                .last()
                .asString()
                .matches("INFO one.pexnet -> .*one: arena \\d+ bytes, constants \\d+ bytes");
        assertThat(surroundings.removed).containsExactly("out except [one]", "java except [one]");
        assertThat(surroundings.added).hasSize(1);

        generate(request);
        assertThat(surroundings.lines).singleElement().asString().endsWith(" bytes, up to date");
    }

    @Test
    void aModelThatFailsDoesNotStopOthers() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.tflite"), "no model");
        Request request = request(Optional.of(List.of()), false, "balanced", broken, model("one"));

        assertThatThrownBy(() -> generate(request))
                .isInstanceOf(BuildFailure.class)
                .hasNoCause()
                .hasMessageMatching("1 of 2 models failed: broken.tflite \\(PEX-\\d{4}\\)");
        assertThat(folder.resolve("out/one/one.c")).exists();
        assertThat(folder.resolve("out/pex-summary.json")).exists();
        assertThat(surroundings.lines).anySatisfy(line -> assertThat(line).startsWith("ERROR PEX-"));
        assertThat(surroundings.added).as("companions of a build that failed").isEmpty();
    }

    @Test
    void aFaultOfPexIsItsCause() throws IOException {
        Request request = request(Optional.of(List.of()), false, "balanced", model("one"));
        Goal faulty = (build, requests, folderRun) -> build.handleAll(requests, folderRun, each -> {
            throw new IllegalStateException("bug");
        });

        assertThatThrownBy(() -> new PexBuild(request, surroundings).run(faulty))
                .isInstanceOf(BuildFailure.class)
                .hasMessage("Pex itself failed, please report this: java.lang.IllegalStateException: bug")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWrongOptionFailsOnceBeforeAnyModel() throws IOException {
        Request request = request(Optional.of(List.of()), false, "fastest", model("one"), model("two"));

        assertThatThrownBy(() -> generate(request))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("pex.optimize: 'fastest'");
        assertThat(surroundings.lines).isEmpty();
    }

    @Test
    void noModelsAreAMistakeOnlyWhenTheGoalWasCalledByName() throws BuildFailure {
        Request nothing = request(Optional.empty(), false, "balanced");

        generate(nothing);
        assertThat(surroundings.lines).singleElement().asString().startsWith("INFO no models, neither files");
        assertThat(surroundings.removed).containsExactly("out except []", "java except []");

        surroundings.needsModels = true;
        assertThatThrownBy(() -> generate(nothing))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("no model was found");
    }

    @Test
    void modelsInJavaAreAllOrTheNamedOnes() throws IOException, BuildFailure {
        surroundings.inJava.add(new Described(ModelRequest.of(model("one")), folder));
        surroundings.inJava.add(new Described(ModelRequest.of(model("two")), folder));

        generate(request(Optional.of(List.of("two")), false, "balanced"));
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/one");

        generate(request(Optional.empty(), false, "balanced"));
        assertThat(folder.resolve("out/one/one.c")).exists();
        assertThatThrownBy(() -> generate(request(Optional.of(List.of("three")), false, "balanced")))
                .hasMessageContaining("no model in Java has this name");
    }

    @Test
    void theCommandLineLeavesTheProjectAlone() throws IOException, BuildFailure {
        surroundings.inJava.add(new Described(ModelRequest.of(model("one")), folder));

        generate(request(Optional.of(List.of()), true, "balanced", model("two")));

        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/one");
        assertThat(surroundings.removed).isEmpty();
    }
}
