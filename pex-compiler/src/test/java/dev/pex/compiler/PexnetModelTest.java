package dev.pex.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Goldens;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Networks from Java, from their message to C. */
class PexnetModelTest {
    private static Network digits(Quantized... scores) {
        Network net = Network.named("digits").randomWeights(7);
        Node x = net.input("image", Shape.of(1, 8, 8, 1)).quantizedAs(Quantized.int8(0.0625f, -128));
        x = x.conv2d("stem", Conv2d.filters(4).kernel(3, 3).same()).quantizedAs(Quantized.int8(0.5f, 3));
        x = x.relu("stem/relu").conv2d("body", Conv2d.filters(4).activation(Activation.RELU));
        x = x.globalAveragePool("pool")
                .fullyConnected("logits", FullyConnected.units(10))
                .softmax("scores");
        for (Quantized each : scores) {
            x = x.quantizedAs(each);
        }
        return net.output(x);
    }

    private static ModelSource source(Network net, boolean random, Optional<String> samples) {
        Pexnet.Notes notes = new Pexnet.Notes("", random, "", 0, List.of(), "");
        byte[] message = PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes));
        return new ModelSource(
                "digits",
                "digits.pexnet",
                Bytes.copyOf(message),
                samples.map(folder -> new Quantizing(
                        CalibrationFiles.in(Goldens.inRepository("zoo/float/" + folder)),
                        QuantizationOptions.defaults().withEqualize(true))));
    }

    private static Optional<Quantization> quantization(Graph graph, String tensor) {
        return graph.tensors().stream()
                .filter(each -> each.name().equals(tensor))
                .findFirst()
                .flatMap(Tensor::quantization);
    }

    @Test
    void aNetworkInRealNumbersIsQuantisedAndKeepsWhatIsStated() {
        Compilation compilation =
                PexCompiler.compile(source(digits(), false, Optional.of("calibration")), CompilerOptions.defaults());

        assertThat(compilation.files()).containsKeys("digits.h", "quantisation.json");
        assertThat(quantization(compilation.network(), "image")).contains(new Quantization(0.0625f, -128));
        // The rectifier behind it is not fused into it, and equalisation leaves it alone.
        assertThat(quantization(compilation.network(), "stem")).contains(new Quantization(0.5f, 3));
        assertThat(compilation.report().diagnostics()).isEmpty();
    }

    @Test
    void withoutSamplesItIsOneDiagnostic() {
        assertThatThrownBy(() ->
                        PexCompiler.compile(source(digits(), false, Optional.empty()), CompilerOptions.defaults()))
                .hasMessageStartingWith(Code.NO_CALIBRATION.id() + " digits.pexnet: it is a float network");
    }

    @Test
    void randomWeightsNeedNoSamplesAndAreSaidInTheReport() {
        Compilation compilation =
                PexCompiler.compile(source(digits(), true, Optional.empty()), CompilerOptions.defaults());

        assertThat(compilation.report().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.RANDOM_WEIGHTS);
        assertThat(PexCompiler.compile(source(digits(), true, Optional.empty()), CompilerOptions.defaults())
                        .files())
                .isEqualTo(compilation.files());
    }

    @Test
    void aQuantisedNetworkIsTakenAsItIs() {
        Graph graph = PexCompiler.compile(source(digits(), true, Optional.empty()), CompilerOptions.defaults())
                .network();
        Pexnet.Notes notes = new Pexnet.Notes("", false, "", 0, List.of(), "");
        ModelSource source =
                new ModelSource("renamed", "digits.pexnet", Bytes.copyOf(PexnetWriter.bytes(Pexnet.of(graph, notes))));

        Compilation compilation = PexCompiler.compile(source, CompilerOptions.defaults());

        assertThat(compilation.network().operators()).isEqualTo(graph.operators());
        assertThat(compilation.network().tensors()).isEqualTo(graph.tensors());
        assertThat(compilation.files()).containsKey("renamed.c");
        assertThat(compilation.quantization()).isEmpty();
    }

    @Test
    void aStatementThatAnOperatorCannotKeepIsOneDiagnostic() {
        assertThatThrownBy(() -> PexCompiler.compile(
                        source(digits(Quantized.int8(0.5f, 0)), true, Optional.empty()), CompilerOptions.defaults()))
                .hasMessageStartingWith(Code.UNSUPPORTED_FORM.id() + " digits scores: ")
                .hasMessageContaining("but its operator fixes it");
    }

    @Test
    void aDamagedMessageIsOneDiagnostic() {
        ModelSource source = new ModelSource("digits", "digits.pexnet", Bytes.copyOf(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> PexCompiler.compile(source, CompilerOptions.defaults()))
                .hasMessageStartingWith(Code.NETWORK_MESSAGE.id() + " digits.pexnet: ");
    }
}
