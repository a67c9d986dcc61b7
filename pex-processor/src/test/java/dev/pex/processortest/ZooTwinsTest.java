package dev.pex.processortest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.array.NumberArray;
import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.Network;
import dev.pex.dsl.ProjectFiles;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.proto.NetworkMessage;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The networks of {@code zoo/java} are those of the zoo's files: in each form, by each compiler, with the weights and scales
 * of the file they become the same C, the same plan and the same arena.
 */
class ZooTwinsTest {
    private static final Path ZOO = Path.of("..", "zoo");
    private static final List<String> FORMS = List.of("built", "declared");
    private static final int MOST_LINES = 40;

    @TempDir
    private static Path work;

    /** By name, what javac made of each form, and what Eclipse's compiler made of it. */
    private static SortedMap<String, List<ModelDefinition>> models = new TreeMap<>();

    @BeforeAll
    static void compile() throws IOException {
        List<ModelDefinition> all = new ArrayList<>();
        for (JavaCompiler compiler : List.of(Compiled.javac(), Compiled.eclipse())) {
            List<Path> classPath = new ArrayList<>();
            for (String form : FORMS) {
                classPath.add(classes(form, compiler));
                Compiled.into(classes(form, compiler), compiler, sources(form));
            }
            all.addAll(Compiled.models(classPath.toArray(Path[]::new)));
        }
        models = all.stream().collect(groupingBy(model -> model.settings().name(), TreeMap::new, toList()));
        for (String name : models.keySet()) {
            Files.write(work.resolve(name + ".safetensors"), ArrayFile.safetensors(learnt(name)));
        }
    }

    private static Path classes(String form, JavaCompiler compiler) throws IOException {
        return Files.createDirectories(work.resolve(compiler.getClass().getSimpleName() + "-" + form));
    }

    private static List<Path> sources(String form) throws IOException {
        try (Stream<Path> files = Files.list(ZOO.resolve("java").resolve(form))) {
            return files.sorted().toList();
        }
    }

    private static List<ModelDefinition> forms(String name) {
        return Objects.requireNonNull(models.get(name));
    }

    private static byte[] content(String name) throws IOException {
        return Files.readAllBytes(ZOO.resolve(name + ".tflite"));
    }

    private static Graph file(String name) throws IOException {
        return TfliteFrontEnd.read(name, content(name), new Diagnostics());
    }

    private static NavigableMap<String, NumberArray> learnt(String name) throws IOException {
        return LearntByFile.of(architecture(name), file(name));
    }

    private static Graph architecture(String name) {
        Network net = Network.named(name);
        forms(name).get(0).define(net);
        return net.architecture();
    }

    private static byte[] pexnet(ModelDefinition model) {
        return model.pexnet(new ProjectFiles(work));
    }

    private static Compilation compiled(String name, String extension, byte[] content) {
        ModelSource source = new ModelSource(name, name + extension, Bytes.copyOf(content));
        return PexCompiler.compile(source, CompilerOptions.defaults());
    }

    @Test
    void everyArchitectureIsThereAndShort() throws IOException {
        assertThat(models.keySet())
                .containsExactly("autoencoder", "ds_cnn", "mobilenet_v1", "mobilenet_v1_96", "mobilenet_v2", "resnet8");
        for (String form : FORMS) {
            for (Path source : sources(form)) {
                assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
            }
        }
    }

    /**
     * The twin is given the names of the file's tensors and operators, because C names them in comments; nothing else of it
     * is changed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"autoencoder", "ds_cnn", "mobilenet_v1", "mobilenet_v1_96", "mobilenet_v2", "resnet8"})
    void aDescriptionIsItsFile(String name) throws IOException {
        NetworkMessage file = message(Pexnet.of(
                file(name), PexnetReader.read(name, pexnet(forms(name).get(0))).notes()));
        NetworkMessage twin =
                withNamesOf(file, NetworkMessage.parseFrom(pexnet(forms(name).get(0))));
        assertThat(twin).isEqualTo(file);

        Compilation fromFile = compiled(name, ".tflite", content(name));
        Compilation fromJava = compiled(name, ".pexnet", twin.toByteArray());
        assertThat(fromJava.plan().arenaBytes()).isEqualTo(fromFile.plan().arenaBytes());
        assertThat(fromJava.files())
                .isEqualTo(fromFile.files())
                .containsKeys(name + ".c", "plan.pb", "report.json", "dump/1-network.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoencoder", "ds_cnn", "mobilenet_v1", "mobilenet_v1_96", "mobilenet_v2", "resnet8"})
    void allFormsAreOneByAnyCompiler(String name) {
        List<ModelDefinition> forms = forms(name);
        assertThat(forms)
                .extracting(form -> form.getClass().getPackageName())
                .isEqualTo(
                        name.equals("mobilenet_v2")
                                ? List.of("built", "built")
                                : List.of("built", "declared", "built", "declared"));
        byte[] first = pexnet(forms.get(0));
        assertThat(forms).allSatisfy(form -> assertThat(pexnet(form)).isEqualTo(first));
        // Of javac the builder, of Eclipse the declaration.
        Compilation built = compiled(name, ".pexnet", first);
        Compilation declared = compiled(name, ".pexnet", pexnet(forms.get(forms.size() - 1)));
        assertThat(declared.plan()).isEqualTo(built.plan());
        assertThat(declared.files()).isEqualTo(built.files()).containsKeys(name + ".c", "plan.pb");
    }

    @Test
    void theOrderOfTheClassPathMakesNoDifference() throws IOException {
        Path one = Compiled.jar(classes("built", Compiled.javac()), work.resolve("built.jar"));
        Path other = Compiled.jar(classes("declared", Compiled.eclipse()), work.resolve("declared.jar"));
        List<ModelDefinition> forth = Compiled.models(one, other);
        List<ModelDefinition> back = Compiled.models(other, one);
        assertThat(back)
                .extracting(model -> model.getClass().getName())
                .isEqualTo(
                        forth.stream().map(model -> model.getClass().getName()).toList())
                .hasSize(11)
                .isSorted();
        for (int i = 0; i < forth.size(); i++) {
            assertThat(pexnet(back.get(i))).isEqualTo(pexnet(forth.get(i)));
        }
    }

    @Test
    void archivesOfNumpyAreAsGood() throws IOException {
        Files.write(work.resolve("ds_cnn.npz"), ArrayFile.npz(learnt("ds_cnn")));
        Network net = Network.named("ds_cnn", new ProjectFiles(work)).weights("ds_cnn.npz");
        ModelDefinition model = forms("ds_cnn").get(0);
        model.define(net);
        assertThat(net.quantized())
                .isEqualTo(PexnetReader.read("ds_cnn", pexnet(model)).graph());
    }

    private static NetworkMessage message(Pexnet network) throws IOException {
        return NetworkMessage.parseFrom(PexnetWriter.bytes(network));
    }

    private static NetworkMessage withNamesOf(NetworkMessage file, NetworkMessage twin) {
        NetworkMessage.Builder named = twin.toBuilder();
        assertThat(twin.getTensorsCount()).isEqualTo(file.getTensorsCount());
        for (int i = 0; i < file.getTensorsCount(); i++) {
            named.getTensorsBuilder(i).setName(file.getTensors(i).getName());
        }
        assertThat(twin.getOperatorsCount()).isEqualTo(file.getOperatorsCount());
        for (int i = 0; i < file.getOperatorsCount(); i++) {
            named.getOperatorsBuilder(i)
                    .setIndex(file.getOperators(i).getIndex())
                    .setOriginKind(file.getOperators(i).getOriginKind())
                    .setName(file.getOperators(i).getName());
        }
        return named.build();
    }
}
