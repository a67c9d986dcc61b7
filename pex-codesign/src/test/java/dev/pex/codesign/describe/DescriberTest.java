package dev.pex.codesign.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.channels.ChannelGroup;
import dev.pex.channels.ChannelGroups;
import dev.pex.channels.Kept;
import dev.pex.channels.Narrowing;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelName;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.pexnet.Pexnet;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model files come back from the Java that describes them. {@code -Dpex.test.cases=1000} takes all models of the zoo, with their C;
 * 200 all that are published.
 */
class DescriberTest {
    private static final Path ZOO = Path.of("..", "zoo");
    private static final Path SHARED = Path.of("..", "..", "shared", "models");
    private static final int CASES = Integer.getInteger("pex.test.cases", 60);
    private static final int ALL = 1000;

    /** What the builder has no call for: models of a single operator, and random ones, have it. */
    private static final String REFUSED = "it has no axes|it is an output already|none of its values is quantised";

    @TempDir
    private Path project;

    @Test
    void modelsOfTheZooComeBack() throws IOException {
        List<Path> files = new ArrayList<>(some(ZOO, 1));
        files.addAll(some(ZOO.resolve("float"), 1));
        files.addAll(some(ZOO.resolve("single"), 23));
        files.addAll(some(ZOO.resolve("random"), 6));
        files.addAll(some(ZOO.resolve("time"), 4));
        RoundTrips trips = new RoundTrips(project);
        SortedMap<String, String> refused = describe(trips, files);

        assertThat(trips.names())
                .contains("mobilenet_v2", "residual_float_io", "digits")
                .hasSizeGreaterThan(50);
        assertThat(refused.values()).allMatch(why -> why.matches(".*(" + REFUSED + ").*"));
        assertThat(refused.size()).isLessThan(trips.names().size() / 15);
        assertComeBack(trips);
    }

    @Test
    void publishedModelsComeBack() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "no ../shared/models");
        RoundTrips trips = new RoundTrips(project);
        // One that keeps a state is refused by its front end.
        List<Path> files = some(SHARED, CASES < 200 ? 4 : 1).stream()
                .filter(file -> !file.endsWith("mww_v2_okay_nabu.tflite"))
                .toList();
        SortedMap<String, String> refused = describe(trips, files);

        assertThat(refused).isEmpty();
        assertComeBack(trips);
    }

    /** The names are those of the file, because C has them in comments; nothing else is changed. */
    @Test
    void theCIsThatOfTheFile() throws IOException {
        List<Path> files = Stream.of("autoencoder", "ds_cnn")
                .map(name -> ZOO.resolve(name + ".tflite"))
                .toList();
        if (CASES >= ALL) {
            files = new ArrayList<>(some(ZOO, 1));
            files.addAll(some(ZOO.resolve("random"), 1));
        }
        RoundTrips trips = new RoundTrips(project);
        describe(trips, files);
        trips.compile();
        int same = 0;
        for (Path file : files) {
            ModelSource source = source(file);
            if (!trips.names().contains(source.name())) {
                continue;
            }
            Pexnet made = trips.made(source.name());
            Pexnet given = RoundTrips.pexnet(trips.given(source.name()), made.notes());
            // Where tensors have other numbers, equal costs of schedules and places may be decided otherwise.
            if (Likeness.haveSameNumbers(given, made)) {
                byte[] renamed = Likeness.renamed(given, made).toByteArray();
                ModelSource twin = new ModelSource(source.name(), "twin.pexnet", Bytes.copyOf(renamed));
                assertThat(PexCompiler.compile(twin, CompilerOptions.defaults()).files())
                        .isEqualTo(PexCompiler.compile(source, CompilerOptions.defaults())
                                .files())
                        .containsKeys(source.name() + ".c", "plan.pb");
                same++;
            }
        }
        assertThat(same).isGreaterThan(files.size() / 3);
    }

    /** Of each group of channels half remain, as pruning leaves them. */
    @Test
    void narrowedNetworksComeBack() throws IOException {
        RoundTrips trips = new RoundTrips(project);
        FloatNetwork digits = ((FloatModel) read(ZOO.resolve("float").resolve("digits.tflite"))).network();
        FloatNetwork narrow = Narrowing.of(digits, half(digits.graph()));
        assertThat(narrow.weights(0).filter().size())
                .isLessThan(digits.weights(0).filter().size());
        trips.describe(new FloatModel(narrow, Map.of(), Optional.empty(), List.of()));
        for (String name : List.of("resnet8", "residual_float_io")) {
            Graph graph = ((QuantizedModel) read(ZOO.resolve(name + ".tflite"))).graph();
            trips.describe(new QuantizedModel(Narrowing.of(graph, half(graph)), List.of()));
        }
        assertComeBack(trips);
    }

    private static Kept half(Graph graph) {
        List<ChannelGroup> groups = ChannelGroups.of(graph);
        assertThat(groups).isNotEmpty();
        List<Integer> widths =
                groups.stream().map(group -> Math.max(1, group.width() / 2)).toList();
        return Kept.first(graph, groups, widths);
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        DescribeOptions options = DescribeOptions.of("com.example", "Detector", "detector.safetensors");
        Description one = Describer.describe(read(ZOO.resolve("detector.tflite")), options);
        Description other = Describer.describe(read(ZOO.resolve("detector.tflite")), options);
        assertThat(one).isEqualTo(other);
        assertThat(one.javaFile()).isEqualTo("com/example/Detector.java");
    }

    private static void assertComeBack(RoundTrips trips) throws IOException {
        trips.compile();
        for (String name : trips.names()) {
            Pexnet made = trips.made(name);
            Likeness.assertSame(RoundTrips.pexnet(trips.given(name), made.notes()), made);
        }
    }

    /** Describes what can be described; gives the messages of the others by name. */
    private static SortedMap<String, String> describe(RoundTrips trips, List<Path> files) throws IOException {
        SortedMap<String, String> refused = new TreeMap<>();
        for (Path file : files) {
            try {
                ReadModel model = read(file);
                trips.describe(model);
            } catch (DiagnosticException e) {
                if (e.diagnostics().get(0).code() == Code.NOT_DESCRIBED) {
                    assertThat(e.diagnostics()).hasSize(1);
                    refused.put(file.toString(), e.diagnostics().get(0).what());
                } else {
                    // The front end refuses one model of the zoo.
                    assertThat(file.getFileName()).hasToString("transpose_18.tflite");
                }
            }
        }
        return refused;
    }

    private static ReadModel read(Path file) throws IOException {
        return PexCompiler.read(source(file));
    }

    private static ModelSource source(Path file) throws IOException {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return new ModelSource(ModelName.ofFile(name), name, Bytes.copyOf(Files.readAllBytes(file)));
    }

    /** Every n-th model of a folder; all of them in a long run. */
    private static List<Path> some(Path folder, int every) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".tflite"))
                    .sorted()
                    .toList();
            List<Path> some = new ArrayList<>();
            for (int i = 0; i < all.size(); i += CASES >= ALL ? 1 : every) {
                some.add(all.get(i));
            }
            return some;
        }
    }
}
