package dev.pex.processortest;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.pex.processortest.Sources.SEPARABLE;
import static dev.pex.processortest.Sources.line;
import static dev.pex.processortest.Sources.source;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.pex.processor.PexProcessor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake is one error of the compiler, on the element that makes it. */
class ProcessorMistakesTest {
    private static Compilation compile(JavaFileObject... sources) {
        return Compiler.javac().withProcessors(new PexProcessor()).compile(sources);
    }

    /** One error, on the line of a text. */
    private static void rejects(String layers, String text, String message) {
        rejectsType("@PexModel interface M {\n" + layers + "\n}\n", text, message);
    }

    private static void rejectsType(String type, String text, String message) {
        JavaFileObject source = source("M", type);
        Compilation compilation = compile(source, SEPARABLE);
        assertThat(compilation).hadErrorCount(1);
        assertThat(compilation).hadErrorContaining(message).inFile(source).onLine(line(type, text));
    }

    private static final String INPUT = "@Input(shape = {8, 8, 2}) Tensor x();\n";

    @Test
    void shapes() {
        rejects(
                INPUT + "@Conv2d(filters = 4, kernel = 9, padding = Padding.VALID) Tensor stem();",
                "stem",
                "conv2d 'stem': kernel 9x9 is larger than its 8x8 input");
        rejects(INPUT + "@Dense(units = 4) Tensor fc();", "fc", "fullyConnected 'fc': its input 'x' has the shape");
        rejects(
                INPUT + "@MaxPool(kernel = 2) Tensor half();\n@Add Tensor sum(Tensor x, Tensor half);",
                "sum",
                "add 'sum': operands 8x8x2 and 4x4x2 do not broadcast");
        rejects(INPUT + "@Reshape({3, 3}) Tensor r();", "r()", "reshape 'r': [1, 8, 8, 2] has 128 elements, [1, 3, 3]");
        rejects("@Input(shape = {0}) Tensor x();\n@Relu Tensor y();", "x()", "shape [1, 0]: its dimensions must be");
    }

    @Test
    void valuesOfAnnotations() {
        rejects(
                INPUT + "@Conv2d(filters = 4, kernel = {1, 2, 3}) Tensor stem();",
                "stem",
                "layer 'stem': kernel has 3 numbers; it takes 2");
        rejects(INPUT + "@Transpose({ROWS}) Tensor t();", "t()", "layer 't': value has 1 axes; it takes 3");
        rejects(
                INPUT + "@Pad(before = {-1, 0, 0}, after = {0, 0, 0}) Tensor p();",
                "p()",
                "layer 'p': border -1, 0, 0");
        rejects(
                "@Input(shape = 3, scale = -1) Tensor x();\n@Relu Tensor y();",
                "x()",
                "INT8 scale -1.0 is not positive and finite");
        rejects(INPUT + "@LeakyRelu(alpha = -1) Tensor y();", "y()", "leakyRelu 'y': alpha -1.0 is negative");
    }

    @Test
    void producers() {
        rejects(INPUT + "@Add Tensor sum(Tensor x, Tensor z);", "sum", "no layer above is called 'z'");
        rejects(INPUT + "@Add Tensor sum(Tensor x);", "sum", "@Add takes 2 layers, named by parameters; here are 1");
        rejects(INPUT + "@Concatenate Tensor c(Tensor x);", "c(", "@Concatenate takes 2 or more layers");
        rejects(INPUT + "@Relu Tensor y(int x);", "y(", "a parameter names a layer, as in Tensor x");
        rejects("@Relu Tensor y();", "y()", "there is no layer above it; a network begins with an @Input");
        rejects(
                INPUT + "@Relu Tensor lost();\n@Tanh Tensor y(Tensor x);",
                "lost",
                "nothing takes the layer 'lost'; mark it @Output, or remove it");
    }

    @Test
    void methods() {
        rejects(INPUT + "Tensor y();", "y()", "a layer needs the annotation of an operator, such as @Conv2d");
        rejects(INPUT + "@Relu @Tanh Tensor y();", "y()", "a layer is one operator; this one is @Relu and @Tanh");
        rejects(INPUT + "@Relu int y();", "y()", "a layer returns dev.pex.dsl.annotation.Tensor");
        rejects(INPUT + "@Relu default Tensor y() { return null; }", "y()", "a layer has no body");
        rejects(INPUT + "@Relu Tensor y();\n@Relu Tensor y(Tensor x);", "y(Tensor", "two layers are called 'y'");
        rejects("@Input Tensor x();\n@Relu Tensor y();", "x()", "an input needs a shape");
        rejects(INPUT, "x()", "the last layer makes nothing");
    }

    @Test
    void types() {
        rejectsType("@PexModel interface M {}\n", "M", "it has no layers");
        rejectsType("@PexModel final class M {}\n", "M", "a model is an interface with layers, or a class with static");
        rejectsType(
                "@PexModel(name = \"No\") interface M {\n" + INPUT + "@Relu Tensor y();\n}\n",
                "@PexModel",
                "network 'No': its name must be a letter");
        rejectsType(
                "@PexModel(weights = \"w\", randomWeights = true) interface M {\n" + INPUT + "@Relu Tensor y();\n}\n",
                "@PexModel",
                "it has weights and random weights");
        rejectsType(
                "interface N {}\n@PexModel interface M extends N {\n" + INPUT + "@Relu Tensor y();\n}\n",
                "interface M",
                "it extends another interface");
    }

    @Test
    void blocks() {
        rejects(INPUT + "@Use(String.class) Tensor y();", "y()", "java.lang.String is not an interface with @PexBlock");
        rejects(INPUT + "@Use(value = Separable.class, times = 0) Tensor y();", "y()", "times is 0; it is from 1 to");
        String use = "@PexModel interface M {\n" + INPUT + "@Use(B.class) Tensor b();\n}\n";
        rejectsType(
                use + "@PexBlock interface B {\n@Use(B.class) Tensor again();\n}\n",
                "again",
                "the block demo.B uses itself");
        rejectsType(
                use + "@PexBlock interface B {\n@Input(shape = 1) Tensor in();\n@Relu Tensor y();\n}\n",
                "in()",
                "an input of a block has no shape");
        rejectsType(
                use + "@PexBlock interface B {\n@Relu Tensor y();\n@Input Tensor in();\n@Relu Tensor z();\n}\n",
                "in()",
                "the input of a block comes first, and there is only one");
        rejectsType(
                use + "@PexBlock interface B {\n@Relu @Output Tensor y();\n@Relu Tensor z();\n}\n",
                "y()",
                "a block makes one output, its last layer");
        rejectsType(
                use + "@PexBlock interface B {\n@Conv2d(filters = 0) Tensor deep();\n}\n",
                "deep",
                "conv2d 'b/deep': 0 filters are not positive");
    }

    @Test
    void oneErrorForEachMistake() {
        Compilation compilation = compile(source("M", """
                @PexModel interface M {
                  @Input(shape = {8, 8, 2}) Tensor x();
                  @Conv2d(filters = 0) Tensor a(Tensor x);
                  @Relu Tensor b(Tensor a);
                  @Dense(units = 3) Tensor c(Tensor x);
                  @Add Tensor d(Tensor b, Tensor c);
                }
                """));
        assertThat(compilation).hadErrorCount(2);
    }

    @Test
    void brokenAnnotationsAreTheCompilersToReport() {
        Compilation compilation = compile(
                source("M", "@PexModel interface M {\n" + INPUT + "@Conv2d(filters = nothing) Tensor stem();\n}\n"));
        assertThat(compilation).failed();
        assertThat(compilation).hadErrorContaining("cannot find symbol");

        JavaFileObject unknown =
                source("M", "@PexModel interface M {\n" + INPUT + "@Use(Nothing.class)\nTensor y();\n}\n");
        Compilation used = compile(unknown);
        assertThat(used)
                .hadErrorContaining("the value of 'value' cannot be read")
                .inFile(unknown)
                .onLineContaining("Tensor y()");
    }

    /** Layers of a block that was compiled before have no lines; its user has. */
    @Test
    void mistakesInBlocksOfLibraries(@TempDir Path folder) {
        Compilation library = Compiler.javac().withOptions("-parameters").compile(source("Deep", """
                @PexBlock public interface Deep {
                  @Input Tensor in();
                  @MaxPool(kernel = 2) Tensor half();
                  @Add Tensor sum(Tensor in, Tensor half);
                }
                """));
        String model = "@PexModel interface M {\n" + INPUT + "@Use(Deep.class) Tensor deep();\n}\n";
        JavaFileObject source = source("M", model);
        Compilation compilation = withLibrary(library, folder, source);
        assertThat(compilation).hadErrorCount(1);
        assertThat(compilation)
                .hadErrorContaining("add 'deep/sum': operands 8x8x2 and 4x4x2 do not broadcast")
                .inFile(source)
                .onLine(line(model, "deep()"));
    }

    private static Compilation withLibrary(Compilation library, Path folder, JavaFileObject source) {
        try {
            for (JavaFileObject file : library.generatedFiles()) {
                Path path = folder.resolve(file.getName().replaceFirst("^/CLASS_OUTPUT/", ""));
                Files.createDirectories(path.getParent());
                Files.write(path, file.openInputStream().readAllBytes());
            }
            List<File> path = new ArrayList<>(List.of(folder.toFile()));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                path.add(new File(entry));
            }
            return Compiler.javac()
                    .withClasspath(path)
                    .withProcessors(new PexProcessor())
                    .compile(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
