package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.compiler.PexVersion;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Weights;
import dev.pex.graph.Graph;
import dev.pex.output.Fingerprint;
import dev.pex.output.Folders;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.plan.InPlace;
import dev.pex.plan.InputMode;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The generated folder of one small network, committed so that a change of the generated code shows as a diff. Files that
 * are the same for all models or not text are listed by their fingerprint. After an intended change, run this test with
 * {@code -Dpex.golden=rewrite} and read {@code git diff}.
 */
class GoldenModelTest {
    private static final String FOLDER = "pex-compiler/src/test/resources/dev/pex/emit/golden";
    private static final String FINGERPRINTS = "fingerprints.txt";
    private static final Quantized QUANTIZED = Quantized.int8(0.1f, -3);

    @ParameterizedTest
    @EnumSource(InputMode.class)
    void theGeneratedFolderIsTheCommittedOne(InputMode inputMode) throws IOException {
        Compilation compilation =
                PexCompiler.compile(source(), CompilerOptions.defaults().withInputMode(inputMode));
        // So that the committed code shows both parts and operators in place.
        assertThat(compilation.plan().steps())
                .hasSizeGreaterThan(2 * network().operators().size());
        assertThat(InPlace.operators(compilation.graph(), compilation.plan()).isEmpty())
                .isEqualTo(inputMode == InputMode.STREAMED);

        SortedMap<String, String> generated = readable(compilation.files());
        Path folder = Goldens.inRepository(FOLDER).resolve(inputMode.id());
        if (System.getProperty("pex.golden", "").equals("rewrite")) {
            rewrite(folder, generated);
        }

        assertThat(read(folder))
                .as("the committed folder; -Dpex.golden=rewrite updates it")
                .isEqualTo(generated);
    }

    /** Two branches that are joined without a copy, after a convolution that is worth dividing into parts. */
    private static Graph network() {
        Network net = Network.named("golden");
        Node image = net.input("image", Shape.of(1, 16, 16, 1), QUANTIZED);
        Node wide = image.conv2d("wide", Conv2d.filters(6).kernel(3, 3).same().weights(weights(6 * 9)), QUANTIZED);
        Node narrow = wide.depthwiseConv2d(
                "narrow", DepthwiseConv2d.kernel(3, 3).stride(2, 2).same().weights(weights(6 * 9)), QUANTIZED);
        Node left = narrow.conv2d("left", Conv2d.filters(3).weights(weights(3 * 6)), QUANTIZED);
        Node right = narrow.relu("right", QUANTIZED);
        Node joined = left.concatenate("joined", Axis.CHANNELS, right);
        Node mean = joined.mean("mean", QUANTIZED, Axis.ROWS, Axis.COLUMNS);
        Node classes = mean.fullyConnected("classes", FullyConnected.units(2).weights(weights(2 * 9)), QUANTIZED);
        return net.output(classes).build();
    }

    private static Weights weights(int count) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) (i * 7 % 23 - 11);
        }
        return Weights.of(values, 0.02f);
    }

    private static ModelSource source() {
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of("no", "yes"), "");
        return new ModelSource(
                "golden", "golden.pexnet", Bytes.copyOf(PexnetWriter.bytes(Pexnet.of(network(), notes))));
    }

    /** The files by name: text as it is, except for the version, and one list of the fingerprints of all others. */
    private static SortedMap<String, String> readable(SortedMap<String, Bytes> files) {
        SortedMap<String, String> readable = new TreeMap<>();
        StringBuilder fingerprints = new StringBuilder();
        files.forEach((name, content) -> {
            if (name.startsWith("pex_") || name.startsWith("plan.")) {
                Fingerprint fingerprint =
                        Fingerprint.builder().add(name, content.toArray()).build();
                fingerprints.append(fingerprint.hex()).append("  ").append(name).append('\n');
            } else {
                String text = new String(content.toArray(), StandardCharsets.UTF_8);
                readable.put(name, text.replace('"' + PexVersion.get() + '"', "\"VERSION\""));
            }
        });
        readable.put(FINGERPRINTS, fingerprints.toString());
        return readable;
    }

    private static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    private static void rewrite(Path folder, SortedMap<String, String> files) throws IOException {
        Folders.delete(folder);
        for (String name : files.keySet()) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, files.getOrDefault(name, ""));
        }
    }
}
