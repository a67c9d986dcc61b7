package dev.pex.codesign.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.Conv2d;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.frontend.FloatModel;
import dev.pex.frontend.QuantizedModel;
import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Window;
import dev.pex.pexnet.Pexnet;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of the code, and what it says of networks that no model file has. */
class SourceTest {
    @TempDir
    private Path project;

    private static Tensor int8(int id, List<Integer> shape) {
        Optional<Quantization> quantization = Optional.of(new Quantization(0.5f, 0));
        return new Tensor(id, "t" + id, shape, Extent.ofShape(shape), ElementType.INT8, quantization, Optional.empty());
    }

    @Test
    void digits() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("..", "zoo", "float", "digits.tflite"));
        Description description = Describer.describe(
                PexCompiler.read(new ModelSource("digits", "digits.tflite", Bytes.copyOf(file))),
                new DescribeOptions("com.example", "Digits", "digits.safetensors", List.of("zero", "one")));
        assertThat(description.javaSource()).isEqualTo("""
                package com.example;

                import static dev.pex.operator.Activation.RELU;
                import static dev.pex.operator.Activation.RELU6;

                import dev.pex.dsl.AveragePool2d;
                import dev.pex.dsl.Conv2d;
                import dev.pex.dsl.DepthwiseConv2d;
                import dev.pex.dsl.FullyConnected;
                import dev.pex.dsl.MaxPool2d;
                import dev.pex.dsl.Network;
                import dev.pex.dsl.Node;
                import dev.pex.dsl.Shape;
                import dev.pex.dsl.annotation.PexModel;

                /**
                 * The network {@code digits}, with a line for each layer.
                 */
                @PexModel(
                        weights = "digits.safetensors",
                        labels = {
                                "zero",
                                "one"
                        }
                )
                public final class Digits {
                    static void define(Network net) {
                        Node x = net.input("input", Shape.of(1, 8, 8, 1));
                        x = x.conv2d("conv2d", Conv2d.filters(16).kernel(3, 3).same().activation(RELU));
                        x = x.depthwiseConv2d("depthwise", DepthwiseConv2d.kernel(3, 3).same().activation(RELU6));
                        x = x.conv2d("conv2d_1", Conv2d.filters(24).activation(RELU));
                        Node maxpool2d = x.maxPool2d("maxpool2d", MaxPool2d.kernel(2, 2).stride(2, 2));
                        x = maxpool2d.conv2d("conv2d_2", Conv2d.filters(24).kernel(3, 3).same());
                        x = maxpool2d.add("relu_2", x, RELU);
                        x = x.averagePool2d("avgpool2d", AveragePool2d.kernel(2, 2).stride(2, 2));
                        x = x.flatten("reshape");
                        x = x.fullyConnected("matmul", FullyConnected.units(10));
                        net.output(x.softmax("softmax"));
                    }
                }
                """);
    }

    @Test
    void everythingThatTheBuilderLacksIsInOneDiagnostic() {
        Window odd = new Window(4, 4, 3, 1, 1, 2);
        List<Operator> operators = List.of(
                new dev.pex.operator.MaxPool2d(new Origin(0, "MAX_POOL_2D", "pool"), 0, 1, odd, odd, Activation.NONE),
                new Mean(new Origin(1, "MEAN", "nothing"), 1, 2, List.of()),
                new Mean(new Origin(2, "MEAN", "rows"), 2, 3, List.of(Axis.ROWS)));
        List<Integer> image = List.of(1, 4, 4, 2);
        Graph graph = new Graph(
                "odd",
                List.of(int8(0, image), int8(1, image), int8(2, image), int8(3, List.of(1, 1, 4, 2))),
                operators,
                List.of(0),
                List.of(3));
        assertThatThrownBy(() -> Describer.describe(graph, DescribeOptions.of("", "Odd", "odd.safetensors")))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.code()).isEqualTo(Code.NOT_DESCRIBED))
                                .extracting(Diagnostic::what)
                                .isEqualTo(
                                        "it cannot be described in Java: #1 MEAN 'nothing': the builder refuses it: mean 't2':"
                                                + " it has no axes; #0 MAX_POOL_2D 'pool': the builder has another window along columns,"
                                                + " window along rows"));
    }

    @Test
    void namesThatAreNoneOfJavaAreRefusedTogether() {
        assertThatThrownBy(() -> DescribeOptions.of("com.class", "a.B", " "))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo(Code.BAD_PARAMETER))
                                .extracting(Diagnostic::where)
                                .containsExactly("package", "class", "weights"));
        assertThat(DescribeOptions.of("", "Net", "net.safetensors").packageName())
                .isEmpty();
        assertThatThrownBy(() -> DescribeOptions.of("", "record", "net.safetensors"))
                .isInstanceOf(DiagnosticException.class);
    }

    /** The class of the model may have the name of one of the builder, and layers words of Java. */
    @Test
    void namesOfTheBuilderMakeNoDifference() throws IOException {
        RoundTrips trips = new RoundTrips(project);
        List<String> classes = List.of("Network", "Node", "Conv2d", "PexModel", "Shape", "Activation", "RELU");
        for (int i = 0; i < classes.size(); i++) {
            Network net = Network.named("n" + i).randomWeights(i);
            Node image = net.input("dev", Shape.of(1, 4, 4, 2));
            Node word = image.conv2d("yield", Conv2d.filters(2).activation(Activation.RELU));
            net.output(image.add("var", word).add("relu", word, Activation.RELU).add("record", word));
            trips.describe(floats(net), classes.get(i));
        }
        trips.compile();
        for (String name : trips.names()) {
            Likeness.assertSame(
                    RoundTrips.pexnet(trips.given(name), trips.made(name).notes()), trips.made(name));
        }
    }

    @Test
    void theExampleOfTheDocumentIsWritten() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("..", "zoo", "resnet8.tflite"));
        Description description = Describer.describe(
                PexCompiler.read(new ModelSource("resnet8", "resnet8.tflite", Bytes.copyOf(file))),
                DescribeOptions.of("com.example", "Resnet8", "resnet8.safetensors"));
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "CODESIGN.md"));
        List<String> example = lines.subList(lines.indexOf("    @PexModel("), lines.size()).stream()
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .filter(line -> !line.strip().equals("..."))
                .toList();
        assertThat(example).hasSizeGreaterThan(10);
        assertThat(description.javaSource().lines()).containsSubsequence(example);
    }

    /** Java bounds the size of a method. Values from the first part are read in the last one. */
    @Test
    void aLongNetworkHasSeveralMethods() throws IOException {
        Network net = Network.named("long").randomWeights(3);
        Node first = net.input("image", Shape.of(1, 4, 4, 2));
        Node second = first.maxPool2d("pool", MaxPool2d.kernel(2, 2).same());
        Node x = second;
        for (int i = 0; i < 600; i++) {
            x = x.conv2d("conv/" + i, Conv2d.filters(2).same().activation(Activation.RELU));
        }
        net.output(x.add("first", first)).output(x.add("second", second));
        RoundTrips trips = new RoundTrips(project);
        Description description = trips.describe(floats(net));
        trips.compile();

        assertThat(description.javaSource())
                .contains("private static void define2(Network net, Node image, Node pool,");
        Likeness.assertSame(
                RoundTrips.pexnet(trips.given("long"), trips.made("long").notes()), trips.made("long"));
    }

    @Test
    void aCallThatIsTooLargeForAMethodIsRefused() {
        Network net = Network.named("n").randomWeights(3);
        Node x = net.input("image", Shape.of(1, 4, 4, 2));
        net.output(x.gather("picked", Axis.ROWS, new int[3000]));
        assertThatThrownBy(() -> Describer.describe(net.real(), DescribeOptions.of("", "N", "n.safetensors")))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("its call has more than 2000 arguments");
    }

    @Test
    void moreParametersThanAMethodHasAreRefused() {
        Network net = Network.named("n").randomWeights(3);
        Node x = net.input("image", Shape.of(1, 2, 2, 2));
        List<Node> branches = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            branches.add(x.relu("branch/" + i));
        }
        net.output(x.concatenate("all", Axis.CHANNELS, branches.toArray(Node[]::new)));
        assertThatThrownBy(() -> Describer.describe(net.real(), DescribeOptions.of("", "N", "n.safetensors")))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("it cannot be described in Java: its layers need several methods");
    }

    @Test
    void statedQuantisationsAndLabelsStay() throws IOException {
        Network net = Network.named("n").randomWeights(3);
        Node x = net.input("image", Shape.of(1, 4, 4, 2)).quantizedAs(Quantized.int8(0.5f, 1));
        net.output(x.conv2d("conv", Conv2d.filters(3)).quantizedAs(Quantized.int8(0.25f, 2)));
        FloatModel model = new FloatModel(net.real(), net.stated(), Optional.empty(), List.of("a", "b", "\"$S\""));
        RoundTrips trips = new RoundTrips(project);
        Description description = trips.describe(model);
        trips.compile();

        assertThat(description.javaSource()).contains(".quantizedAs(int8(0.25f, 2))");
        Pexnet made = trips.made("n");
        assertThat(made.notes().labels()).containsExactly("a", "b", "\"$S\"");
        Likeness.assertSame(RoundTrips.pexnet(model, made.notes()), made);
    }

    /** Names of tensors may be anything. */
    @Test
    void namesBecomeThoseOfJava() throws IOException {
        List<String> odd =
                List.of("int", "x", "net", "x", "", "\u00e9;\u00e8", "1st", "RELU", "a b", "a/b:0", "int8", "a_b");
        List<Tensor> tensors = new ArrayList<>();
        List<Operator> operators = new ArrayList<>();
        List<Integer> shape = List.of(1, 3);
        for (int i = 0; i < odd.size(); i++) {
            Tensor plain = int8(i, shape);
            tensors.add(new Tensor(
                    i, odd.get(i), shape, plain.extent(), plain.type(), plain.quantization(), Optional.empty()));
            if (i > 0) {
                Origin origin = new Origin(i, "ADD", odd.get(i));
                operators.add(new dev.pex.operator.Add(origin, i - 1, Math.max(i - 3, 0), i, Activation.RELU));
            }
        }
        Graph graph = new Graph("odd", tensors, operators, List.of(0), List.of(odd.size() - 1));
        RoundTrips trips = new RoundTrips(project);
        Description description = trips.describe(new QuantizedModel(graph, List.of()));
        trips.compile();

        Likeness.assertSame(
                RoundTrips.pexnet(trips.given("odd"), trips.made("odd").notes()), trips.made("odd"));
        assertThat(LayerNames.of(graph).values())
                .containsExactly(
                        "int", "x", "net", "x_2", "add", "add_2", "add_1st", "relu", "a_b", "b", "int8", "a_b_2");
        assertThat(description.javaSource()).contains("Node int_ = net.input(\"int\"");
    }

    private static FloatModel floats(Network net) {
        return new FloatModel(net.real(), net.stated(), Optional.empty(), List.of());
    }
}
