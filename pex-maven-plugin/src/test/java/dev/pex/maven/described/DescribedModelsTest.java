package dev.pex.maven.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.dsl.bridge.ModelBridge;
import dev.pex.output.Fingerprint;
import dev.pex.pexnet.PexnetReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Java sources to .pexnet files, and when nothing has to be done. */
class DescribedModelsTest {
    /** The code of models has its own classes, but the Java virtual machine of the test: it counts its runs here. */
    private static final String RUNS = "pex.test.runs";

    private static final List<Path> TOOLS = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    @TempDir
    private Path project;

    @BeforeEach
    void noRuns() {
        System.setProperty(RUNS, "0");
    }

    private static int runs() {
        return Integer.getInteger(RUNS);
    }

    private List<Described> models(Place... classPath) {
        Fingerprint plugin = Fingerprint.builder().build();
        return DescribedModels.of(
                new Workshop(
                        project, project.resolve("src"), project.resolve("target"), List.of(classPath), TOOLS, plugin),
                new SystemStreamLog());
    }

    private void write(String type, String name, String statement) throws IOException {
        write(type, name, "randomWeights = true", statement);
    }

    private void write(String type, String name, String weights, String statement) throws IOException {
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src").resolve(type + ".java"), """
                        import dev.pex.dsl.*;
                        import dev.pex.dsl.annotation.PexModel;

                        @PexModel(name = "%s", %s)
                        final class %s {
                          static void define(Network net) {
                            System.setProperty("%s", "" + (Integer.getInteger("%s") + 1));
                            %s
                            net.output(net.input("in", Shape.of(1, 4)).fullyConnected("out", FullyConnected.units(3)));
                          }
                        }
                        """.formatted(
                        name, weights, type, RUNS, RUNS, statement));
    }

    @Test
    void sourcesBecomeFilesAndAnUnchangedBuildRunsNothing() throws IOException {
        write("One", "first", "");
        write("Two", "second", "");

        List<Described> models = models();

        assertThat(models).extracting(each -> each.request().name()).containsExactly("first", "second");
        Path file = models.get(0).request().file();
        assertThat(PexnetReader.read("first", Files.readAllBytes(file)).graph().name())
                .isEqualTo("first");
        assertThat(runs()).isEqualTo(2);
        assertThat(models()).isEqualTo(models);
        assertThat(runs()).isEqualTo(2);

        write("Two", "renamed", "");
        assertThat(models()).extracting(each -> each.request().name()).containsExactly("first", "renamed");
        assertThat(runs()).isEqualTo(4);
        assertThat(project.resolve("target/java-models/second.pexnet")).doesNotExist();

        Files.writeString(file, "edited");
        models();
        assertThat(runs()).isEqualTo(6);
    }

    @Test
    void classPathsHaveModelsAndNeedNoPexDslOfTheirOwn() throws IOException {
        write("One", "first", "");
        models();
        Path classes = project.resolve("elsewhere");
        Files.move(project.resolve("target/java-classes"), classes);
        Files.delete(project.resolve("src/One.java"));

        List<Described> models = models(new Place(classes, project.resolve("module")));

        assertThat(models).extracting(Described::root).containsExactly(project.resolve("module"));
        assertThat(runs()).isEqualTo(2);
        assertThat(models()).isEmpty();
        assertThat(project.resolve("target/java-models/first.pexnet")).doesNotExist();
    }

    @Test
    void theOrderOfTheClassPathMakesNoDifference() throws IOException {
        Place one = classes("One", "second");
        Place other = classes("Two", "first");

        List<Described> forth = models(one, other);
        List<byte[]> contents = contents(forth);
        List<Described> back = models(other, one);

        assertThat(back).isEqualTo(forth);
        assertThat(back).extracting(each -> each.request().name()).containsExactly("first", "second");
        assertThat(contents(back)).containsExactlyElementsOf(contents);
    }

    /** A folder with the classes of one model. */
    private Place classes(String type, String name) throws IOException {
        write(type, name, "");
        models();
        Files.delete(project.resolve("src").resolve(type + ".java"));
        return new Place(Files.move(project.resolve("target/java-classes"), project.resolve(type)), project);
    }

    private static List<byte[]> contents(List<Described> models) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Described model : models) {
            contents.add(Files.readAllBytes(model.request().file()));
        }
        return contents;
    }

    @Test
    void otherWeightsRunTheModelThatOpenedThem() throws IOException {
        write("One", "first", "weights = \"w.safetensors\"", "");
        assertThatThrownBy(this::models)
                .hasMessageStartingWith(Code.WEIGHTS_UNREADABLE.id() + " w.safetensors: it does not exist");

        writeWeights(1);
        Path file = models().get(0).request().file();
        byte[] before = Files.readAllBytes(file);
        models();
        assertThat(runs()).isEqualTo(1);

        writeWeights(2);
        models();
        assertThat(runs()).isEqualTo(2);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }

    /** Twelve weights and three biases, each with this value. */
    private void writeWeights(float value) throws IOException {
        byte[] header = ("{\"out.weight\":{\"dtype\":\"F32\",\"shape\":[3,4],\"data_offsets\":[0,48]},"
                        + "\"out.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[48,60]}}")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + header.length + 15 * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        for (int i = 0; i < 15; i++) {
            content.putFloat(value);
        }
        Files.write(project.resolve("w.safetensors"), content.array());
    }

    @Test
    void faultsAreDiagnosticsWithThePlaceInTheUsersCode() throws IOException {
        write("One", "first", "if (net != null) throw new IllegalStateException(\"mine\");");
        assertThatThrownBy(this::models)
                .hasMessageStartingWith(
                        Code.MODEL_CODE.id() + " One: java.lang.IllegalStateException: mine, at One.java:8");

        write("One", "first", "net.input(\"in\", Shape.of(1, 2));");
        assertThatThrownBy(this::models)
                .hasMessage(Code.MODEL_CODE.id() + " One: input 'in': its name is taken already, at One.java:8,"
                        + " at One.java:9 (correct the description)");

        write("One", "first", "target = \"\"", "");
        assertThatThrownBy(this::models)
                .as("a fault of the whole has no line")
                .hasMessage(Code.MODEL_CODE.id() + " One: network 'first': it has no weights; name them with"
                        + " @PexModel, weights(file) or randomWeights(seed) (correct the description)");

        write("One", "first", "nonsense");
        assertThatThrownBy(this::models).hasMessageStartingWith(Code.MODEL_SOURCE.id() + " src: javac found 1 error");

        write("One", "same", "");
        write("Two", "same", "");
        assertThatThrownBy(this::models)
                .hasMessageStartingWith(Code.NAME_CLASH.id() + " Two: One has the same name, same");
    }

    @Test
    void anOldPexDslIsADiagnostic() throws IOException {
        write("One", "first", "");
        Path old = Files.createDirectories(project.resolve("old/dev/pex/dsl"));
        Files.write(old.resolve("Network.class"), new byte[0]);
        models();
        Path classes = project.resolve("elsewhere");
        Files.move(project.resolve("target/java-classes"), classes);
        Files.delete(project.resolve("src/One.java"));

        assertThatThrownBy(() -> models(new Place(classes, project), new Place(project.resolve("old"), project)))
                .hasMessageStartingWith(Code.DSL_VERSION.id() + " pex-dsl on the class path: ");
    }

    @Test
    void aPexDslWithAnotherInterfaceIsADiagnostic() throws IOException {
        write("One", "first", "");
        models();
        Path classes = project.resolve("elsewhere");
        Files.move(project.resolve("target/java-classes"), classes);
        Files.delete(project.resolve("src/One.java"));
        Path source = Files.createDirectories(project.resolve("other")).resolve("ModelBridge.java");
        Files.writeString(
                source,
                "package dev.pex.dsl.bridge; public final class ModelBridge { public static final int VERSION = 99; }");
        Path other = Files.createDirectories(project.resolve("newer"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", other.toString(), source.toString()))
                .isZero();
        Files.write(other.resolve("dev/pex/dsl/Network.class"), new byte[0]);

        assertThatThrownBy(() -> models(new Place(classes, project), new Place(other, project)))
                .hasMessageStartingWith(Code.DSL_VERSION.id() + " pex-dsl on the class path: its interface to builds is"
                        + " version 99, not " + ModelBridge.VERSION
                        + " (give pex-dsl, pex-processor and pex-maven-plugin");
    }

    @Test
    void aJavaWithoutACompilerIsADiagnosticAndLosesNothing() throws IOException {
        write("One", "first", "");
        models();
        Path classes = project.resolve("target/java-classes");
        ModelSources sources = new ModelSources(project.resolve("src"), "src/main/pex/java");

        assertThatThrownBy(() -> sources.compile(Optional.empty(), TOOLS, TOOLS, classes, new SystemStreamLog()))
                .hasMessage(Code.MODEL_SOURCE.id()
                        + " src/main/pex/java: this Java has no compiler (run Maven with a JDK" + " instead of a JRE)");
        assertThat(classes.resolve("One.class")).exists();
    }
}
