package dev.pex.processortest;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.pex.processortest.Sources.source;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.pex.processor.PexProcessor;
import org.junit.jupiter.api.Test;

/** The calls of annotations that name their method. */
class CallsTest {
    @Test
    void elementsAreArgumentsAndOptionalOnesWithTheirDefaultAreLeftOut() {
        Compilation compilation =
                Compiler.javac().withProcessors(new PexProcessor()).compile(source("M", """
                        @PexModel interface M {
                          @Input(shape = {4, 4, 2}) Tensor x();
                          @Tanh Tensor a();
                          @LeakyRelu(alpha = 0.5f) Tensor b();
                          @Add Tensor c(Tensor a, Tensor b);
                          @Multiply(activation = RELU6) Tensor d(Tensor c, Tensor b);
                          @Subtract(activation = NONE) Tensor e(Tensor d, Tensor b);
                          @Maximum Tensor f(Tensor e, Tensor b);
                          @Gather(axis = ROWS, indices = 3) Tensor g();
                          @ReduceMax({ROWS, COLUMNS}) Tensor h();
                          @ReduceMin(CHANNELS) Tensor l();
                          @SquaredDifference Tensor m(Tensor l, Tensor h);
                          @Softmax(beta = 1) Tensor i();
                          @Softmax(beta = 2) Tensor j();
                          @ArgMax Tensor k();
                        }
                        """));
        assertThat(compilation).succeeded();
        for (String call : new String[] {
            "x.tanh(\"a\")",
            "a.leakyRelu(\"b\", 0.5f)",
            "a.add(\"c\", b)",
            "c.multiply(\"d\", b, Activation.RELU6)",
            "d.subtract(\"e\", b)",
            "e.maximum(\"f\", b)",
            "f.gather(\"g\", Axis.ROWS, 3)",
            "g.reduceMax(\"h\", Axis.ROWS, Axis.COLUMNS)",
            "h.reduceMin(\"l\", Axis.CHANNELS)",
            "l.squaredDifference(\"m\", h)",
            "m.softmax(\"i\")",
            ".softmax(\"j\", 2.0f)",
            "j.argMax(\"k\", Axis.CHANNELS)"
        }) {
            assertThat(compilation)
                    .generatedSourceFile("demo.M_Network")
                    .contentsAsUtf8String()
                    .contains(call);
        }
    }

    @Test
    void anEmptyArrayIsTheCallsMistake() {
        Compilation compilation =
                Compiler.javac().withProcessors(new PexProcessor()).compile(source("M", """
                        @PexModel interface M {
                          @Input(shape = {4, 4, 2}) Tensor x();
                          @Mean({}) Tensor y();
                        }
                        """));
        assertThat(compilation).hadErrorContaining("mean 'y': it has no axes");
    }
}
