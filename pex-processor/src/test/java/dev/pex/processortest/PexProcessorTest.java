package dev.pex.processortest;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.pex.processortest.Sources.KEYWORD_SPOTTER;
import static dev.pex.processortest.Sources.SEPARABLE;
import static dev.pex.processortest.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.pex.processor.PexProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** What is written for models. */
class PexProcessorTest {
    private static Compilation compile(JavaFileObject... sources) {
        return Compiler.javac()
                .withOptions("-Xlint:all", "-Xlint:-processing", "-Xlint:-classfile")
                .withProcessors(new PexProcessor())
                .compile(sources);
    }

    @Test
    void writesWhatAPersonWouldWrite() {
        Compilation compilation = compile(KEYWORD_SPOTTER, SEPARABLE);
        assertThat(compilation).succeededWithoutWarnings();
        assertThat(text(compilation)).isEqualTo("""
                    package demo;

                    import dev.pex.dsl.Conv2d;
                    import dev.pex.dsl.DepthwiseConv2d;
                    import dev.pex.dsl.FullyConnected;
                    import dev.pex.dsl.ModelDefinition;
                    import dev.pex.dsl.ModelSettings;
                    import dev.pex.dsl.Network;
                    import dev.pex.dsl.Node;
                    import dev.pex.dsl.Shape;
                    import dev.pex.dsl.weights.WeightLayout;
                    import dev.pex.operator.Activation;
                    import javax.annotation.processing.Generated;

                    /**
                     * The network that {@link KeywordSpotter} describes.
                     */
                    @Generated("dev.pex.processor.PexProcessor")
                    public final class KeywordSpotter_Network implements ModelDefinition {
                        @Override
                        public ModelSettings settings() {
                            return ModelSettings.named("keyword_spotter").weights("kws.safetensors",
                                    WeightLayout.TFLITE).labels("yes", "no");
                        }

                        @Override
                        public void define(Network net) {
                            Node mfcc = net.input("mfcc", Shape.of(1, 49, 10, 1));
                            Node stem = mfcc.conv2d("stem", Conv2d.filters(64).kernel(10, 4).stride(2, 2).same()
                                    .activation(Activation.RELU));
                            Node body = stem;
                            for (int i = 0; i < 4; i++) {
                                body = separable(net, body, "body/" + i);
                            }
                            Node pool = body.globalAveragePool("pool");
                            Node logits = pool.fullyConnected("logits", FullyConnected.units(12));
                            Node scores = logits.softmax("scores");
                            net.output(scores);
                        }

                        private static Node separable(Network net, Node input, String name) {
                            Node depthwise = input.depthwiseConv2d(name + "/depthwise", DepthwiseConv2d.kernel(3, 3)
                                    .same().activation(Activation.RELU));
                            Node pointwise = depthwise.conv2d(name + "/pointwise", Conv2d.filters(64).same()
                                    .activation(Activation.RELU));
                            return pointwise;
                        }
                    }
                    """);
        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/pex/models")
                .contentsAsUtf8String()
                .isEqualTo("demo.KeywordSpotter_Network demo.KeywordSpotter\n");
    }

    @Test
    void classesThatDefineThemselves() {
        Compilation compilation = compile(source("Outer", """
                final class Outer {
                  @PexModel(randomWeights = true, seed = 7, target = "cortex-m4", arenaBudget = 4096)
                  static final class TinyNet2 {
                    static void define(dev.pex.dsl.Network net) {
                      net.output(net.input("x", dev.pex.dsl.Shape.of(1, 4)).softmax("y"));
                    }
                  }
                }
                """));
        assertThat(compilation).succeededWithoutWarnings();
        assertThat(compilation)
                .generatedSourceFile("demo.Outer_TinyNet2_Network")
                .contentsAsUtf8String()
                .contains("ModelSettings.named(\"tiny_net2\").randomWeights(7L).target(\"cortex-m4\")");
        assertThat(compilation)
                .generatedSourceFile("demo.Outer_TinyNet2_Network")
                .contentsAsUtf8String()
                .contains("Outer.TinyNet2.define(net);");
        assertThat(compilation)
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/pex/models")
                .contentsAsUtf8String()
                .isEqualTo("demo.Outer_TinyNet2_Network demo.Outer$TinyNet2\n");
    }

    @Test
    void sourceIsTheSameInAnyOrder() {
        Compilation one = compile(KEYWORD_SPOTTER, SEPARABLE);
        Compilation other = compile(SEPARABLE, KEYWORD_SPOTTER);
        assertThat(one.generatedSourceFiles()).hasSize(1);
        assertThat(text(one)).isEqualTo(text(other));
    }

    private static String text(Compilation compilation) {
        try {
            return compilation
                    .generatedSourceFiles()
                    .get(0)
                    .getCharContent(false)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
