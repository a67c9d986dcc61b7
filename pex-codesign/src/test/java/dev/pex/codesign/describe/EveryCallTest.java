package dev.pex.codesign.describe;

import static dev.pex.operator.Activation.RELU;
import static dev.pex.operator.Activation.RELU6;
import static dev.pex.operator.Activation.RELU_N1_TO_1;
import static dev.pex.tensor.Axis.CHANNELS;
import static dev.pex.tensor.Axis.COLUMNS;
import static dev.pex.tensor.Axis.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.Io;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.frontend.ReadModel;
import dev.pex.graph.Graph;
import dev.pex.operator.OperatorKind;
import dev.pex.operator.Resampling;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operator and every option comes back, in each form of the code. */
class EveryCallTest {
    private static final Quantized Q = Quantized.int8(0.5f, -3);

    @TempDir
    private Path project;

    private static Network everything() {
        Network net = Network.named("everything").randomWeights(5);
        Node image = net.input("image", Shape.of(1, 9, 8, 4));
        Node other = net.input("other", Shape.of(1, 9, 8, 4));
        windows(net, image);
        pairs(net, image, other);
        functions(net, image);
        movements(net, image, other);
        return net;
    }

    private static void windows(Network net, Node image) {
        Node x = image.conv2d(
                "conv", Conv2d.filters(5).kernel(3, 2).dilation(2, 3).same().activation(RELU6));
        x = x.depthwiseConv2d(
                "depthwise",
                DepthwiseConv2d.kernel(2, 3).multiplier(3).stride(2, 1).withoutBias());
        x = x.depthwiseConv2d(
                "dilated", DepthwiseConv2d.kernel(2, 2).dilation(1, 2).activation(RELU_N1_TO_1));
        x = x.averagePool2d("average", AveragePool2d.kernel(2, 1).same().activation(RELU));
        x = x.maxPool2d("max", MaxPool2d.kernel(1, 2).stride(1, 2));
        x = x.transposeConv2d(
                "up",
                TransposeConv2d.filters(3).kernel(3, 2).stride(2, 2).same().activation(RELU));
        x = x.transposeConv2d("wide", TransposeConv2d.filters(2).kernel(1, 3).stride(1, 2));
        x = x.transposeConv2d(
                "stated",
                TransposeConv2d.filters(2)
                        .kernel(3, 3)
                        .stride(2, 2)
                        .output(13, 19)
                        .same());
        x = x.transposeConv2d(
                "cut", TransposeConv2d.filters(2).kernel(3, 3).stride(2, 2).output(28, 40));
        x = x.flatten("flat").fullyConnected("dense", FullyConnected.units(6).activation(RELU));
        net.output(x.fullyConnected("logits", FullyConnected.units(3).withoutBias())
                .softmax("scores", 0.5f));
    }

    private static void pairs(Network net, Node image, Node other) {
        Node few = net.constant("few", Shape.of(4), 1f, -2.5f, 0.1f, -0f);
        Node many = net.parameter("many", Shape.of(1, 1, 8, 4));
        Node x = image.add("add", other).add("added", few, RELU);
        x = x.subtract("subtract", other).subtract("subtracted", many, RELU6);
        x = few.multiply("multiply", x).multiply("multiplied", other, RELU_N1_TO_1);
        x = x.divide("divide", net.constant("divisor", Shape.of(), 3f));
        x = x.divide("divided", net.constant("divisors", Shape.of(4), 1f, 2f, 3f, -4f), RELU);
        x = x.squaredDifference("distance", other);
        net.output(image.maximum("larger", other).minimum("smaller", image));
        net.output(x.prelu("prelu", net.parameter("slopes", Shape.of(1, 1, 8, 4))));
    }

    private static void functions(Network net, Node image) {
        Node x = image.relu("relu").reluN1To1("within").leakyRelu("leaky", 0.2f).hardSwish("swish");
        x = x.abs("abs").elu("elu").logistic("logistic").tanh("tanh").relu6("relu6");
        net.output(x.add("above", net.constant("one", Shape.of(), 1f)).rsqrt("rsqrt"));
        net.output(image.globalAveragePool("pool"));
        net.output(image.mean("mean", COLUMNS).sum("sum", ROWS, CHANNELS));
        net.output(image.reduceMax("highest", ROWS).reduceMin("lowest", CHANNELS, COLUMNS));
        net.output(image.argMax("index", CHANNELS));
    }

    private static void movements(Network net, Node image, Node other) {
        Node x = image.pad("border", new Border(1, 2, 3), new Border(4, 5, 6));
        x = x.pad("ones", new Border(0, 1, 0), new Border(0, 0, 2), 0.25f);
        x = x.transpose("exchanged", CHANNELS, ROWS, COLUMNS).gather("picked", ROWS, 3, 0, 3, 7);
        net.output(x.reshape("reshaped", Shape.of(1, 32, 7, 4)));
        Node joined = image.concatenate("joined", COLUMNS, other, image);
        net.output(joined.slice(
                "some", Slice.all().range(ROWS, 1, 8).every(2, ROWS).every(3, CHANNELS)));
        net.output(joined.split("parts", COLUMNS, 10, 14).get(1));
        net.output(image.resizeNearest("nearest", 5, 12, new Resampling(true, false)));
        net.output(image.resizeBilinear("bilinear", 18, 3, new Resampling(false, true)));
    }

    private static Network conversions() {
        Network net = Network.named("conversions");
        Node real = net.floatInput("real", Shape.of(1, 3, 4, 2));
        Node bytes = net.input("bytes", Shape.of(1, 3, 4, 2), Quantized.uint8(0.25f, 7));
        Node indices = net.input("indices", Shape.of(1, 3, 4, 2), ElementType.INT32);
        Node x = real.quantize("quantize", Q).add("sum", bytes.requantize("requantize", Q), RELU, Q);
        x = x.subtract("difference", indices.cast("numbers", Q), Quantized.int8(0.3f, 1));
        x = x.relu6("limited", Quantized.int8(0.2f, 4)).pad("ones", new Border(1, 0, 0), new Border(0, 1, 1), (byte) 9);
        net.output(x.mean("mean", Q, ROWS, COLUMNS).shaped(Shape.of(1, 3)));
        net.output(x.cast("plain", ElementType.INT32));
        return net.output(x.dequantize("dequantize"));
    }

    private static FloatModel floats(Network net) {
        return new FloatModel(net.real(), net.stated(), Optional.empty(), List.of());
    }

    /** With ranges of random inputs. */
    private static Graph quantized(Network net, String name) {
        Pexnet.Notes notes = new Pexnet.Notes("random", true, "", 0, List.of(), "");
        byte[] file = PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes));
        return PexCompiler.network(new ModelSource(name, name + ".pexnet", Bytes.copyOf(file)), Io.MODEL);
    }

    @Test
    void everyOperatorComesBack() throws IOException {
        Network everything = everything();
        Graph conversions = conversions().build();
        RoundTrips trips = new RoundTrips(project);
        String asFloat = trips.describe(floats(everything)).javaSource();
        String byFile = trips.describe(new QuantizedModel(quantized(everything, "by_file"), List.of()))
                .javaSource();
        String byCode =
                trips.describe(new QuantizedModel(conversions, List.of())).javaSource();
        trips.compile();

        Set<OperatorKind> kinds = EnumSet.noneOf(OperatorKind.class);
        for (String name : trips.names()) {
            Pexnet made = trips.made(name);
            made.graph().operators().forEach(operator -> kinds.add(operator.kind()));
            Likeness.assertSame(RoundTrips.pexnet(trips.given(name), made.notes()), made);
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds))).containsExactly(OperatorKind.CUSTOM);
        assertThat(asFloat)
                .doesNotContain("int8(")
                .contains("net.constant(\"few\", Shape.of(4), 1.0f, -2.5f, 0.1f, -0.0f)");
        assertThat(byFile).doesNotContain("int8(").contains("globalAveragePool(\"pool\")");
        assertThat(byCode)
                .contains(".dequantize(\"dequantize\")")
                .contains("int8(0.2f, 4)")
                .contains("(byte) 9");
    }

    /** All that the code for an int8 network says of its quantisation, where the file says nothing of values. */
    @Test
    void everyOperatorComesBackWithItsQuantisationInTheCode() throws IOException {
        Graph graph = quantized(everything(), "by_code");
        RoundTrips trips = new RoundTrips(project);
        ReadModel model = new QuantizedModel(Conversions.ofFirstOutput(graph), List.of());
        String source = trips.describe(model).javaSource();
        trips.compile();

        assertThat(source).contains(".dequantize(\"converted\")").contains(", RELU_N1_TO_1, int8(");
        Pexnet made = trips.made("by_code");
        Likeness.assertSame(RoundTrips.pexnet(model, made.notes()), made);
    }
}
