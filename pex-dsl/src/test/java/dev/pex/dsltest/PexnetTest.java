package dev.pex.dsltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.ModelSettings;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.ProjectFiles;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.Weights;
import dev.pex.dsl.weights.WeightLayout;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Resampling;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetOutline;
import dev.pex.pexnet.PexnetReader;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.proto.NetworkMessage;
import dev.pex.proto.NotesMessage;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Quantization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks as bytes. */
class PexnetTest {
    private static final Pexnet.Notes NOTES =
            new Pexnet.Notes("w.npz", false, "cortex-m4", 4096, List.of("yes", "no"), "samples");

    private static Network real() {
        Network net = Network.named("real");
        Node x = net.input("x", Shape.of(1, 8, 6, 4)).quantizedAs(Quantized.int8(0.5f, 3));
        Node y = x.conv2d("c", Conv2d.filters(4).kernel(3, 3).same().activation(Activation.RELU6));
        y = y.depthwiseConv2d("d", DepthwiseConv2d.kernel(3, 1).multiplier(2).withoutBias());
        y = y.transposeConv2d("t", TransposeConv2d.filters(4).kernel(2, 2).stride(2, 2));
        y = y.prelu("p", net.parameter("slopes", Shape.of(4))).add("a", net.constant("k", Shape.of(1), 2f));
        y = y.pad("pad", new Border(1, 0, 0), new Border(0, 2, 0), -1f).maxPool2d("m", MaxPool2d.kernel(2, 2));
        y = y.slice("s", Slice.all().range(Axis.ROWS, 1, 7).every(2, Axis.ROWS)).leakyRelu("l", 0.1f);
        y = y.resizeBilinear("r", 5, 5, new Resampling(false, true)).gather("g", Axis.CHANNELS, 0, 3, 3);
        y = y.concatenate("cc", Axis.CHANNELS, y).transpose("tr", Axis.COLUMNS, Axis.ROWS, Axis.CHANNELS);
        net.output(y.argMax("best", Axis.CHANNELS));
        return net.output(y.globalAveragePool("mean")
                        .fullyConnected("fc", FullyConnected.units(3))
                        .softmax("soft", 2f))
                .randomWeights(3);
    }

    private static Graph quantised() {
        Quantized q = Quantized.int8(0.5f, 3);
        Network net = Network.named("quantised");
        Node x = net.floatInput("x", Shape.of(1, 4, 4, 2)).quantize("q", q);
        Weights weights = Weights.of(new byte[] {1, -2, 3, 4}, 0.5f, 0.25f);
        x = x.conv2d("c", Conv2d.filters(2).weights(weights).bias(7, -8), q);
        x = x.add("a", net.constant("k", Shape.of(1), q, (byte) 5), q).flatten("f");
        x = x.fullyConnected(
                "fc",
                FullyConnected.units(1).weights(Weights.of(new byte[32], 0.5f).zeroPoint(4)),
                q);
        return net.output(x.logistic("l").dequantize("d")).build();
    }

    @Test
    void networksComeBackEqual() {
        Network net = real();
        Pexnet real = Pexnet.of(net.real(), net.stated(), NOTES);
        assertThat(PexnetReader.read("f", PexnetWriter.bytes(real))).isEqualTo(real);
        assertThat(real.stated()).isEqualTo(Map.of(0, new Quantization(0.5f, 3)));
        Pexnet quantised = Pexnet.of(quantised(), NOTES);
        byte[] bytes = PexnetWriter.bytes(quantised);
        assertThat(PexnetReader.read("f", bytes)).isEqualTo(quantised);
        assertThat(PexnetWriter.bytes(quantised)).isEqualTo(bytes);
    }

    /** Any damage gives a network or diagnostics. */
    @Test
    void damage() {
        byte[] one = PexnetWriter.bytes(Pexnet.of(real().real(), Map.of(), NOTES));
        byte[] other = PexnetWriter.bytes(Pexnet.of(quantised(), NOTES));
        SplittableRandom random = new SplittableRandom(6);
        int refused = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] good = i % 2 == 0 ? one : other;
            byte[] bad = Arrays.copyOf(good, i % 10 == 0 ? random.nextInt(good.length) : good.length);
            for (int j = 0; j <= i % 3 && bad.length > 0; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                Pexnet read = PexnetReader.read("f", bad);
                assertThat(PexnetOutline.read("f", bad)).isEqualTo(outline(read));
            } catch (DiagnosticException e) {
                refused++;
                assertThat(e.getMessage())
                        .doesNotContainPattern("dev\\.pex|java\\.|Optional|\\[[a-z]+=|No enum constant");
                assertThat(catchThrowable(() -> PexnetOutline.read("f", bad)))
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                fault -> assertThat(fault).isInstanceOf(DiagnosticException.class));
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static PexnetOutline outline(Pexnet network) {
        return new PexnetOutline(network.real().isPresent(), network.notes());
    }

    @Test
    void anOutlineIsWhatTheWholeFileSaysBesideItsLayers() {
        for (Pexnet network : List.of(
                Pexnet.of(real().real(), Map.of(), NOTES),
                Pexnet.of(quantised(), new Pexnet.Notes("", true, "", Long.MAX_VALUE, List.of("caf\u00e9"), "")))) {
            assertThat(PexnetOutline.read("f", PexnetWriter.bytes(network))).isEqualTo(outline(network));
        }
    }

    @Test
    void anOutlineTakesNotesThatComeTwiceAsTheReaderDoes() throws IOException {
        NetworkMessage more = NetworkMessage.newBuilder()
                .setNotes(NotesMessage.newBuilder().setTarget("other").addLabels("more"))
                .buildPartial();
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(PexnetWriter.bytes(Pexnet.of(quantised(), NOTES)));
        more.writeTo(twice);

        PexnetOutline outline = PexnetOutline.read("f", twice.toByteArray());
        assertThat(outline).isEqualTo(outline(PexnetReader.read("f", twice.toByteArray())));
        assertThat(outline.notes().target()).isEqualTo("other");
        assertThat(outline.notes().calibration()).isEqualTo(NOTES.calibration());
    }

    @Test
    void otherVersions() {
        byte[] bytes = PexnetWriter.bytes(Pexnet.of(quantised(), NOTES));
        bytes[1] = 9;
        assertThatThrownBy(() -> PexnetReader.read("f.pexnet", bytes))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0403 f.pexnet: its format has the version 9; this is for 1");
        assertThatThrownBy(() -> PexnetReader.read("f.pexnet", new byte[] {-1}))
                .hasMessageStartingWith("PEX-0403 f.pexnet: it is no network");
        assertThatThrownBy(() -> PexnetOutline.read("f.pexnet", bytes))
                .hasMessageStartingWith("PEX-0403 f.pexnet: its format has the version 9; this is for 1");
        assertThatThrownBy(() -> PexnetOutline.read("f.pexnet", new byte[] {-1}))
                .hasMessageStartingWith("PEX-0403 f.pexnet: it is no network");
    }

    /** A float becomes int8 in the build: what an operator for that means before is not defined. */
    @Test
    void conversionsInRealNumbers() throws IOException {
        Network net = Network.named("n").randomWeights(1);
        net.output(net.input("x", Shape.of(1, 4)).relu("r"));
        NetworkMessage good = NetworkMessage.parseFrom(PexnetWriter.bytes(Pexnet.of(net.real(), Map.of(), NOTES)));
        for (String kind : List.of("Quantize", "Requantize", "Dequantize", "Cast")) {
            NetworkMessage.Builder bad = good.toBuilder();
            bad.getOperatorsBuilder(0).setKind(kind);
            assertThatThrownBy(() -> PexnetReader.read("f", bad.build().toByteArray()))
                    .hasMessage("PEX-0403 f: it is no valid network: #0 relu 'r': a float network converts no"
                            + " types (write it again with the pex-dsl of this plugin's version)");
        }
    }

    @Test
    void numbersThatAreNotFinite() {
        Network net = Network.named("n").randomWeights(1);
        Node x = net.input("x", Shape.of(1, 4, 4, 1)).add("a", net.constant("k", Shape.of(1), 1234.5f));
        net.output(x.pad("p", new Border(1, 0, 0), new Border(0, 0, 0), 5432.1f));
        byte[] good = PexnetWriter.bytes(Pexnet.of(net.real(), Map.of(), NOTES));
        assertThatThrownBy(() -> PexnetReader.read("f", withoutNumber(good, 1234.5f)))
                .hasMessageStartingWith("PEX-0403 f: it is no valid network: element 0 of the constant 'k' is NaN");
        assertThatThrownBy(() -> PexnetReader.read("f", withoutNumber(good, 5432.1f)))
                .hasMessageStartingWith("PEX-0403 f: it is no valid network: element 0 of the border of 'p' is NaN");
    }

    /** The bytes with NaN in the place of a number. */
    private static byte[] withoutNumber(byte[] bytes, float number) {
        ByteBuffer changed = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + Float.BYTES <= bytes.length; at++) {
            if (changed.getFloat(at) == number) {
                changed.putFloat(at, Float.NaN);
            }
        }
        return changed.array();
    }

    /** The weights decide whether a float definition is quantised already. */
    @Test
    void definitions(@TempDir Path folder) throws IOException {
        ModelDefinition model = new ModelDefinition() {
            @Override
            public ModelSettings settings() {
                return ModelSettings.named("tiny")
                        .weights("w.safetensors", WeightLayout.TFLITE)
                        .labels("a", "b");
            }

            @Override
            public void define(Network net) {
                net.output(net.input("x", Shape.of(1, 2)).fullyConnected("fc", FullyConnected.units(1)));
            }
        };
        ProjectFiles files = new ProjectFiles(folder);
        assertThatThrownBy(() -> model.pexnet(files))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith("PEX-0401 w.safetensors: it does not exist");
        ArrayFiles arrays =
                new ArrayFiles().floats("fc.weight", "[1,2]", 1f, 2f).floats("fc.bias", "[1]", 3f);
        Files.write(folder.resolve("w.safetensors"), arrays.safetensors());
        Pexnet real = PexnetReader.read("f", model.pexnet(files));
        assertThat(real.real()).isPresent();
        assertThat(real.notes().labels()).containsExactly("a", "b");
        assertThat(real.notes().weights()).isEqualTo("w.safetensors");
        assertThat(files.opened()).containsExactly(folder.resolve("w.safetensors"));

        ArrayFiles integers = new ArrayFiles()
                .bytes("fc.weight", "[1,2]", 1, 2)
                .floats("fc.weight_scale", "[1]", 0.5f)
                .ints("fc.bias", "[1]", 3);
        for (String value : List.of("x", "fc")) {
            integers.floats(value + ".scale", "[]", 0.5f).ints(value + ".zero_point", "[]", 0);
        }
        Files.write(folder.resolve("w.safetensors"), integers.safetensors());
        Pexnet quantised = PexnetReader.read("f", model.pexnet(files));
        assertThat(quantised.real()).isEmpty();
        assertThat(quantised.graph().tensor(1).scale()).isEqualTo(0.5f);
    }
}
