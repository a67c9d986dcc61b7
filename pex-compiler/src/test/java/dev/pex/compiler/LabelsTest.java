package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.diagnostic.Code;
import dev.pex.dsl.Network;
import dev.pex.dsl.Shape;
import dev.pex.host.HostProgram;
import dev.pex.host.HostToolchain;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.report.ReportText;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Names of classes, from a model's description or a build to the header and the report. */
class LabelsTest {
    private static final List<String> STRICT = List.of("-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror");

    private static ModelSource source(Network net, String... noted) {
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(noted), "");
        byte[] message = PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes));
        return new ModelSource("net", "net.pexnet", Bytes.copyOf(message));
    }

    private static Network network() {
        Network net = Network.named("net").randomWeights(1);
        return net.output(net.input("image", Shape.of(1, 4, 4, 3)).relu("scores"));
    }

    private static Compilation compile(ModelSource source) {
        return PexCompiler.compile(source, CompilerOptions.defaults());
    }

    private static String header(Compilation compilation) {
        Bytes header = Objects.requireNonNull(compilation.files().get("net.h"));
        return new String(header.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void thoseOfTheBuildWinOverThoseOfTheDescription() {
        assertThat(compile(source(network(), "a", "b", "c")).report().labels()).containsExactly("a", "b", "c");
        Compilation compilation = compile(source(network(), "a", "b", "c").withLabels(List.of("one", "two", "three")));

        assertThat(compilation.report().labels()).containsExactly("one", "two", "three");
        assertThat(ReportText.of(compilation.report())).contains("\nlabels 3: one, two, three\n");
        assertThat(header(compilation)).contains("#define PEX_NET_LABEL_COUNT 3u");
    }

    @Test
    void withoutLabelsTheHeaderSaysNothingOfThem() {
        assertThat(header(compile(source(network())))).doesNotContainIgnoringCase("label");
    }

    @Test
    void theBytesInCAreThoseOfTheLabels() {
        List<String> labels = List.of("caf\u00e9 7", "\"\\n\" ??/ */", "%s");
        Compilation compilation = compile(source(network()).withLabels(labels));
        SortedMap<String, Bytes> files = new TreeMap<>(compilation.files());
        // Compiled with the model, and run before it.
        files.put("check.c", Bytes.copyOf("""
                #include "net.h"
                #include <stdlib.h>
                #include <string.h>
                static const char *const labels[PEX_NET_LABEL_COUNT] = PEX_NET_LABELS;
                static const char expected[3][14] = {{'c', 'a', 'f', '\\303', '\\251', ' ', '7'},
                    {'"', 92, 'n', '"', ' ', 63, 63, '/', ' ', '*', '/'}, {'%', 's'}};
                void check(void) __attribute__((constructor));
                void check(void) {
                    size_t i;
                    for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
                        if (strcmp(labels[i], expected[i]) != 0) {
                            abort();
                        }
                    }
                }
                """.getBytes(StandardCharsets.US_ASCII)));
        try (HostProgram program =
                HostProgram.compile(files, "net", HostToolchain.defaults().withFlags(STRICT))) {
            assertThat(program.run(Bytes.copyOf(new byte[48])).size()).isEqualTo(48);
        }
    }

    @Test
    void asManyAsTheOutputTellsApart() {
        assertThatThrownBy(() -> compile(source(network(), "a", "b")))
                .hasMessageContaining(Code.LABELS.id() + " net: it has 2 labels, but its first output, 'scores',")
                .hasMessageContaining("has the shape [1, 4, 4, 3], so that it tells 3 apart");
    }

    @Test
    void anOutputOfIndicesTakesAnyNumber() {
        Network net = Network.named("net").randomWeights(1);
        net.output(net.input("image", Shape.of(1, 4, 4, 3)).argMax("best", Axis.CHANNELS));
        Compilation compilation = compile(source(net, "a", "b", "c", "d"));

        assertThat(compilation.report().labels()).hasSize(4);
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        String long201 = "x".repeat(Labels.LONGEST + 1);
        assertThatThrownBy(() -> compile(source(network(), " ", "b\n", long201)))
                .hasMessageContaining(Code.LABELS.id() + " net: label 0 is empty")
                .hasMessageContaining("net: label 1 has control characters")
                .hasMessageContaining("net: label 2 has 201 characters");
        List<String> many = Collections.nCopies(Labels.MOST + 1, "x");
        assertThatThrownBy(() -> compile(source(network()).withLabels(many)))
                .hasMessageContaining("net: it has 4097 labels (there may be up to 4096)");
    }
}
