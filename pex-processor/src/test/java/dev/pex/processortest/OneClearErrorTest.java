package dev.pex.processortest;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.pex.processortest.Sources.line;
import static dev.pex.processortest.Sources.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compiler;
import dev.pex.array.NumberArray;
import dev.pex.array.NumberType;
import dev.pex.calibration.CalibrationFiles;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.compiler.Quantizing;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.dsl.DslException;
import dev.pex.dsl.ModelDefinition;
import dev.pex.dsl.ProjectFiles;
import dev.pex.processor.PexProcessor;
import dev.pex.quantize.QuantizationOptions;
import dev.pex.tensor.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mistakes that people make, each told once and as a whole: where, what, and what to do. */
class OneClearErrorTest {
    private static final JavaFileObject TINY = source("Tiny", """
            @PexModel(weights = "w.safetensors")
            interface Tiny {
              @Input(shape = {4, 4, 1})        Tensor image();
              @Conv2d(filters = 2, kernel = 3) Tensor stem();
              @GlobalAveragePool               Tensor pool();
              @Dense(units = 3)                Tensor logits();
            }
            """);

    private final TreeMap<String, NumberArray> arrays = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void goodWeights() {
        arrays.put("stem.weight", array(List.of(2, 3, 3, 1), new float[18]));
        arrays.put("stem.bias", array(List.of(2), 1, 2));
        arrays.put("logits.weight", array(List.of(3, 2), 1, 2, 3, 4, 5, 6));
        arrays.put("logits.bias", array(List.of(3), 1, 2, 3));
    }

    private static NumberArray array(List<Integer> shape, float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return new NumberArray(shape, NumberType.FLOAT32, Bytes.copyOf(buffer.array()));
    }

    private ModelDefinition model(JavaFileObject source) throws IOException {
        Path file =
                folder.resolve(Path.of(source.toUri().getPath()).getFileName().toString());
        Files.writeString(file, source.getCharContent(true));
        Compiled.into(folder, Compiled.javac(), List.of(file));
        return Compiled.models(folder).get(0);
    }

    private byte[] pexnet() throws IOException {
        ModelDefinition model = model(TINY);
        Files.write(folder.resolve("w.safetensors"), ArrayFile.safetensors(arrays));
        return model.pexnet(new ProjectFiles(folder));
    }

    private static void rejects(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics()).hasSize(1))
                .hasMessage(message);
    }

    @Test
    void wrongDeclaration() {
        String model = """
                @PexModel(weights = "w.safetensors")
                interface Wrong {
                  @Input(shape = {4, 4, 1})                                Tensor image();
                  @Conv2d(filters = 2, kernel = 5, padding = Padding.VALID) Tensor stem();
                  @Dense(units = 3)                                        Tensor logits();
                }
                """;
        JavaFileObject source = source("Wrong", model);
        var compilation = Compiler.javac().withProcessors(new PexProcessor()).compile(source);
        assertThat(compilation).hadErrorCount(1);
        assertThat(compilation)
                .hadErrorContaining("conv2d 'stem': kernel 5x5 is larger than its 4x4 input")
                .inFile(source)
                .onLine(line(model, "stem"));
    }

    @Test
    void wrongCalls() throws IOException {
        String calls = """
                @PexModel(randomWeights = true)
                final class Wrong {
                  static void define(dev.pex.dsl.Network net) {
                    dev.pex.dsl.Node x = net.input("image", dev.pex.dsl.Shape.of(1, 4, 4, 1));
                    net.output(x.conv2d("stem", dev.pex.dsl.Conv2d.filters(2).kernel(5, 5)));
                  }
                }
                """;
        ModelDefinition model = model(source("Wrong", calls));
        assertThatThrownBy(() -> model.pexnet(new ProjectFiles(folder)))
                .isInstanceOf(DslException.class)
                .hasMessage("conv2d 'stem': kernel 5x5 is larger than its 4x4 input, at Wrong.java:"
                        + line(calls, "net.output"));
    }

    @Test
    void missingWeight() {
        arrays.remove("logits.bias");
        rejects(
                this::pexnet,
                "PEX-0402 w.safetensors: network 'tiny' needs logits.bias, which it lacks (an operator 'stem' has the"
                        + " arrays stem.weight and stem.bias; with bias = false, or withoutBias(), only the first)");
    }

    @Test
    void weightOfAnotherShape() {
        arrays.put("stem.weight", array(List.of(3, 3, 1, 2), new float[18]));
        rejects(
                this::pexnet,
                "PEX-0402 w.safetensors, array 'stem.weight': it has the shape [3, 3, 1, 2]; [2, 3, 3, 1] is expected"
                        + " (the file is read in the layout TFLITE; see WeightLayout for others)");
    }

    @Test
    void weightThatIsNoNumber() {
        arrays.put("logits.bias", array(List.of(3), 1, Float.NaN, 3));
        rejects(
                this::pexnet,
                "PEX-0402 w.safetensors, array 'logits.bias': element 1 is NaN (training has diverged, or the file is"
                        + " damaged: write it again from weights that are finite)");
    }

    @Test
    void samplesOfAnotherShape() throws IOException {
        Path samples = Files.createDirectories(folder.resolve("samples"));
        Files.write(samples.resolve("x.npy"), ArrayFile.npy(array(List.of(4, 4), new float[16])));
        Quantizing quantizing = new Quantizing(CalibrationFiles.in(samples), QuantizationOptions.defaults());
        ModelSource source = new ModelSource("tiny", "tiny.pexnet", Bytes.copyOf(pexnet()), Optional.of(quantizing));
        rejects(
                () -> PexCompiler.compile(source, CompilerOptions.defaults()),
                "PEX-0503 " + samples + "/x.npy: it has the shape [4, 4] but the input 'image' has [1, 4, 4, 1]"
                        + " (give one sample of that shape, or a batch with one dimension more in front)");
    }
}
