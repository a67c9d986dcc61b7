package dev.pex.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.CompilerOptions;
import dev.pex.dsl.Network;
import dev.pex.dsl.Shape;
import dev.pex.kernel.Target;
import dev.pex.maven.batch.ModelRequest;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.quantize.QuantizationOptions;
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

/** Who says what about a model: the build, or where it is silent, the model's description. */
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

    private Task task(CompilerOptions options, boolean targetSaid, Optional<Path> labels, Map<String, Path> own) {
        return new Tasks(
                        options,
                        targetSaid,
                        Optional.empty(),
                        QuantizationOptions.defaults(),
                        labels,
                        own,
                        Map.of(),
                        folder)
                .of(model);
    }

    @Test
    void aSilentBuildTakesWhatTheDescriptionSays() {
        Task task = task(CompilerOptions.defaults(), false, Optional.empty(), Map.of());

        assertThat(task.options().target()).isEqualTo(Target.CORTEX_M4);
        assertThat(task.options().arenaBudget()).isEqualTo(OptionalLong.of(4096));
        assertThat(task.source().quantizing()).isPresent();
        assertThat(task.source().labels()).as("left to the file").isEmpty();
    }

    @Test
    void theBuildWins() {
        Optional<Path> all = Optional.of(folder.resolve("all.txt"));
        CompilerOptions options = CompilerOptions.defaults().withArenaBudget(7);

        Task task = task(options, true, all, Map.of("other", folder.resolve("own.txt")));
        assertThat(task.options()).isEqualTo(options);
        assertThat(task.source().labels()).containsExactly("c", "d");

        Task own = task(options, true, all, Map.of("net", folder.resolve("own.txt")));
        assertThat(own.source().labels()).containsExactly("e", "f");
    }

    @Test
    void whatTwoExecutionsCouldChooseDifferentlyIsAmongTheChoices() {
        Task task = task(CompilerOptions.defaults(), false, Optional.empty(), Map.of());

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
        assertThat(task(CompilerOptions.defaults(), false, Optional.of(folder.resolve("all.txt")), Map.of())
                        .choices())
                .as("with labels of the build")
                .isNotEqualTo(choices);
    }
}
