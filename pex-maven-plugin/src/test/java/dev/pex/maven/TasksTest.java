package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.CompilerOptions;
import dev.pex.dsl.Network;
import dev.pex.dsl.Shape;
import dev.pex.kernel.Target;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.maven.batch.ModelSelection;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of a model: those of the build, or where it states none, those of the model's description. */
class TasksTest {
    @TempDir
    private Path folder;

    private ModelRequest model = ModelRequest.of(Path.of("none"));

    @BeforeEach
    void describeAModel() throws IOException {
        Network net = Network.named("net").randomWeights(1);
        net.output(net.input("in", Shape.of(1, 2)).relu("out"));
        Pexnet.Notes notes = new Pexnet.Notes("", true, "cortex-m4", 4096, List.of("a", "b"), "samples");
        Files.write(folder.resolve("net.pexnet"), PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes)));
        Files.writeString(folder.resolve("all.txt"), "c\nd\n");
        Files.writeString(folder.resolve("own.txt"), "e\nf\n");
        Files.createDirectory(folder.resolve("samples"));
        model = ModelRequest.of(folder.resolve("net.pexnet"));
    }

    private static CompilerChoice silent() {
        return compiler(Optional.empty(), Optional.empty());
    }

    private static CompilerChoice compiler(Optional<String> target, Optional<String> arenaBudget) {
        return new CompilerChoice(target, "balanced", "model", "resident", "all", arenaBudget);
    }

    private Task task(CompilerChoice compiler, Optional<Path> labels, Map<String, Path> own) {
        ModelSelection nothing = new ModelSelection(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        Request request = new Request(
                new ModelChoice(nothing, Optional.empty(), false),
                compiler,
                new QuantizationChoice(Optional.empty(), "min-max", false),
                new LabelChoice(labels, own),
                folder,
                folder);
        return new Tasks(request, Map.of()).of(model);
    }

    @Test
    void aSilentBuildTakesWhatTheDescriptionSays() {
        Task task = task(silent(), Optional.empty(), Map.of());

        assertThat(task.options().target()).isEqualTo(Target.CORTEX_M4);
        assertThat(task.options().arenaBudget()).isEqualTo(OptionalLong.of(4096));
        assertThat(task.source().quantizing()).isPresent();
        assertThat(task.source().labels()).as("left to the file").isEmpty();
    }

    @Test
    void theBuildWins() {
        Optional<Path> all = Optional.of(folder.resolve("all.txt"));
        CompilerChoice compiler = compiler(Optional.of("generic"), Optional.of("7"));

        Task task = task(compiler, all, Map.of("other", folder.resolve("own.txt")));
        assertThat(task.options()).isEqualTo(CompilerOptions.defaults().withArenaBudget(7));
        assertThat(task.source().labels()).containsExactly("c", "d");

        Task own = task(compiler, all, Map.of("net", folder.resolve("own.txt")));
        assertThat(own.source().labels()).containsExactly("e", "f");
    }

    @Test
    void whatTwoExecutionsCouldChooseDifferentlyIsAmongTheChoices() {
        Task task = task(silent(), Optional.empty(), Map.of());

        SortedMap<String, String> choices = task.choices();
        assertThat(choices)
                .containsOnlyKeys(
                        "arenaBudget",
                        "calibration",
                        "calibrationMethod",
                        "equalize",
                        "inputMode",
                        "io",
                        "labels",
                        "optimize",
                        "partialExecution",
                        "target")
                .containsEntry("target", "cortex-m4")
                .containsEntry("calibration", folder.resolve("samples").toString());
        assertThat(Arrays.stream(CompilerOptions.class.getRecordComponents()).map(RecordComponent::getName))
                .as("options of the compiler")
                .isSubsetOf(choices.keySet());
        assertThat(task(silent(), Optional.of(folder.resolve("all.txt")), Map.of())
                        .choices())
                .as("with labels of the build")
                .isNotEqualTo(choices);
    }
}
