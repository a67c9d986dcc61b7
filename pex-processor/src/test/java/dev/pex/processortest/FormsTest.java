package dev.pex.processortest;

import static dev.pex.processortest.Sources.KEYWORD_SPOTTER;
import static dev.pex.processortest.Sources.SEPARABLE;
import static dev.pex.processortest.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.Network;
import dev.pex.dsl.build.ModelRegistry;
import dev.pex.graph.GraphText;
import dev.pex.operator.OperatorKind;
import dev.pex.pexnet.Pexnet;
import dev.pex.pexnet.PexnetWriter;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One network in each form, compiled by each compiler, is one network. */
class FormsTest {
    private static final JavaFileObject BUILDER = source("Builder", """
            @PexModel(name = "keyword_spotter", weights = "kws.safetensors", labels = {"yes", "no"})
            final class Builder {
              static void define(dev.pex.dsl.Network net) {
                dev.pex.dsl.Node x = net.input("mfcc", dev.pex.dsl.Shape.of(1, 49, 10, 1));
                x = x.conv2d("stem", dev.pex.dsl.Conv2d.filters(64).kernel(10, 4).stride(2, 2).same().activation(RELU));
                for (int i = 0; i < 4; i++) {
                  x = x.depthwiseConv2d(
                      "body/" + i + "/depthwise", dev.pex.dsl.DepthwiseConv2d.kernel(3, 3).same().activation(RELU));
                  x = x.conv2d("body/" + i + "/pointwise", dev.pex.dsl.Conv2d.filters(64).same().activation(RELU));
                }
                x = x.globalAveragePool("pool").fullyConnected("logits", dev.pex.dsl.FullyConnected.units(12));
                net.output(x.softmax("scores"));
              }
            }
            """);

    /** Every operator, branches, constants, two outputs, a block in a block. */
    private static final JavaFileObject EVERYTHING = source("Everything", """
            @PexModel
            interface Everything {
              @PexBlock interface Residual {
                @Input Tensor given();
                @Use(Inner.class) Tensor inner();
                @Add(activation = RELU6) Tensor sum(Tensor given, Tensor inner);
              }
              @PexBlock interface Inner {
                @Conv2d(filters = 4, kernel = 3, bias = false) Tensor name();
                @Relu Tensor net();
              }
              @Input(shape = {8, 6, 4}, scale = 0.5f, zeroPoint = 3) Tensor image();
              @Input(shape = {8, 6, 4}) Tensor other();
              @Constant(shape = 4, values = {1, 2.5f, -3, 0}) Tensor one();
              @Constant(shape = 4) Tensor slopes();
              @Use(value = Residual.class, times = 2) Tensor blocks(Tensor image);
              @Subtract Tensor i(Tensor blocks, Tensor one);
              @SquaredDifference Tensor apart(Tensor i, Tensor other);
              @Multiply Tensor product(Tensor apart, Tensor other);
              @Constant(shape = 4, values = {1, 2.5f, -3, 2}) Tensor divisor();
              @Divide Tensor quotient(Tensor product, Tensor divisor);
              @Maximum Tensor larger(Tensor quotient, Tensor other);
              @Minimum Tensor smaller(Tensor larger, Tensor one);
              @Prelu Tensor bent(Tensor smaller, Tensor slopes);
              @LeakyRelu(alpha = 0.1f) Tensor leaky();
              @HardSwish Tensor swish();
              @Abs Tensor size();
              @Elu Tensor elu();
              @Relu Tensor relu();
              @Relu6 Tensor relu6();
              @ReluN1To1 Tensor clipped();
              @Tanh Tensor tanh();
              @Sigmoid Tensor sigmoid();
              @Rsqrt Tensor rsqrt();
              @Pad(before = {1, 1, 0}, after = {1, 1, 0}) Tensor zeros();
              @Pad(before = {0, 0, 0}, after = {1, 0, 0}, value = -1) Tensor ones();
              @TransposeConv2d(filters = 2, kernel = 2, stride = 2) Tensor up();
              @AveragePool(kernel = {2, 3}) Tensor average();
              @MaxPool(kernel = 2, stride = 1, padding = Padding.VALID) Tensor most();
              @ResizeNearest(rows = 9, columns = 9) Tensor near();
              @ResizeBilinear(rows = 6, columns = 6, halfPixelCenters = true) Tensor smooth();
              @Slice(axis = ROWS, begin = 0, end = 5, every = 2) Tensor cut();
              @Gather(axis = COLUMNS, indices = {0, 5, 5}) Tensor picked();
              @Transpose({COLUMNS, ROWS, CHANNELS}) Tensor turned();
              @Concatenate Tensor both(Tensor picked, Tensor turned);
              @Mean(ROWS) Tensor mean();
              @Sum(COLUMNS) Tensor total();
              @ReduceMin(CHANNELS) Tensor least();
              @ReduceMax({ROWS, COLUMNS}) @Output Tensor top();
              @Flatten Tensor flat(Tensor both);
              @Reshape({3, 12}) Tensor shaped();
              @Softmax(beta = 2) Tensor soft();
              @ArgMax Tensor best();
            }
            """);

    private static List<ModelDefinition> compile(JavaCompiler compiler, Path folder, JavaFileObject... sources)
            throws IOException {
        Compiled.into(folder, compiler, onDisk(folder, sources));
        return Compiled.models(folder);
    }

    /** Eclipse's compiler reads files, not objects in memory. */
    private static List<Path> onDisk(Path folder, JavaFileObject... sources) throws IOException {
        Path demo = Files.createDirectories(folder.resolve("src/demo"));
        for (JavaFileObject source : sources) {
            String name = Path.of(source.toUri().getPath()).getFileName().toString();
            Files.writeString(demo.resolve(name), source.getCharContent(true));
        }
        try (var list = Files.list(demo)) {
            return list.sorted().toList();
        }
    }

    private static String text(ModelDefinition model) {
        Network net = Network.named(model.settings().name());
        model.define(net);
        return model.settings() + "\n" + net.randomWeights(1).real() + "\n" + GraphText.of(net.architecture())
                + net.stated();
    }

    /** With random weights. */
    private static byte[] pexnet(ModelDefinition model) {
        Network net = Network.named(model.settings().name()).randomWeights(1);
        model.define(net);
        Pexnet.Notes notes = new Pexnet.Notes("", true, "", 0, List.of(), "");
        return PexnetWriter.bytes(Pexnet.of(net.real(), net.stated(), notes));
    }

    private static SortedMap<String, Bytes> compiled(byte[] pexnet) {
        ModelSource source = new ModelSource("model", "model.pexnet", Bytes.copyOf(pexnet));
        return PexCompiler.compile(source, CompilerOptions.defaults()).files();
    }

    @Test
    void declaredAndBuilt(@TempDir Path one, @TempDir Path other) throws IOException {
        List<ModelDefinition> models = compile(Compiled.javac(), one, KEYWORD_SPOTTER, SEPARABLE, BUILDER);
        assertThat(models)
                .extracting(model -> model.getClass().getSimpleName())
                .containsExactly("Builder_Network", "KeywordSpotter_Network");
        String text = text(models.get(0));
        assertThat(text(models.get(1))).isEqualTo(text);

        List<ModelDefinition> eclipse = compile(Compiled.eclipse(), other, BUILDER, SEPARABLE, KEYWORD_SPOTTER);
        assertThat(eclipse).extracting(FormsTest::text).containsExactly(text, text);
        byte[] pexnet = pexnet(models.get(0));
        assertThat(Stream.of(models.get(1), eclipse.get(0), eclipse.get(1)))
                .allSatisfy(model -> assertThat(pexnet(model)).isEqualTo(pexnet));
        assertThat(other.resolve("demo/KeywordSpotter_Network.java"))
                .hasSameTextualContentAs(one.resolve("demo/KeywordSpotter_Network.java"));
        assertThat(other.resolve(ModelRegistry.FILE)).hasSameTextualContentAs(one.resolve(ModelRegistry.FILE));
    }

    @Test
    void everyOperator(@TempDir Path one, @TempDir Path other) throws IOException {
        ModelDefinition model = compile(Compiled.javac(), one, EVERYTHING).get(0);
        String text = text(model);
        assertThat(text).contains("conv2d 'blocks/1/inner/name'").contains("{0=Quantization[scale=0.5, zeroPoint=3]}");
        ModelDefinition eclipse = compile(Compiled.eclipse(), other, EVERYTHING).get(0);
        assertThat(text(eclipse)).isEqualTo(text);
        byte[] pexnet = pexnet(model);
        assertThat(pexnet(eclipse)).isEqualTo(pexnet);
        assertThat(compiled(pexnet(eclipse))).isEqualTo(compiled(pexnet)).containsKeys("model.c", "plan.pb");

        Network net = Network.named("n");
        model.define(net);
        Set<String> made = net.architecture().operators().stream()
                .map(operator -> operator.kind().label())
                .collect(Collectors.toSet());
        Set<String> all =
                Arrays.stream(OperatorKind.values()).map(OperatorKind::label).collect(Collectors.toSet());
        // Float networks have nothing to convert.
        all.removeAll(
                Set.of("Quantize", "Requantize", "Dequantize", "Cast", "DepthwiseConv2d", "FullyConnected", "Custom"));
        assertThat(made).containsAll(all);
    }

    /** A compiler that is given one changed type keeps the others in the list, and drops what is no model any more. */
    @Test
    void theListSurvivesPartialCompilations(@TempDir Path folder) throws IOException {
        compile(Compiled.javac(), folder, KEYWORD_SPOTTER, SEPARABLE, BUILDER);
        try (var list = Files.list(folder.resolve("src/demo"))) {
            list.forEach(file -> file.toFile().delete());
        }
        Files.writeString(
                folder.resolve(ModelRegistry.FILE),
                Files.readString(folder.resolve(ModelRegistry.FILE)) + "demo.Gone_Network demo.Gone\n");
        Compiled.into(folder, Compiled.javac(), onDisk(folder, BUILDER));
        assertThat(folder.resolve(ModelRegistry.FILE)).hasContent("""
                demo.Builder_Network demo.Builder
                demo.KeywordSpotter_Network demo.KeywordSpotter
                """);
    }
}
