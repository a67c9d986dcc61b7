package dev.pex.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.compiler.PexVersion;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.schedule.Step;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Goldens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that went through the files of a companion, against recorded outputs of the reference kernels. */
class ShippedNetworkTest {
    private static final Path ZOO = Goldens.inRepository("zoo");

    private static Compilation compile(String model, InputMode mode) throws IOException {
        Bytes content = Bytes.copyOf(Files.readAllBytes(ZOO.resolve(model + ".tflite")));
        return PexCompiler.compile(
                new ModelSource(model, model, content),
                CompilerOptions.defaults().withInputMode(mode));
    }

    private static ShippedNetwork shipped(Compilation compilation) {
        return ShippedNetwork.of(
                compilation.report().model(), ShippedFiles.of(compilation.graph(), compilation.plan()));
    }

    @ParameterizedTest
    @CsvSource({"ds_cnn, STREAMED", "audio_1d, RESIDENT", "detector, RESIDENT", "residual_float_io, STREAMED"})
    void outputsAreThoseOfTheReference(String model, InputMode mode) throws IOException {
        Compilation compilation = compile(model, mode);
        byte[] input = Files.readAllBytes(ZOO.resolve("vectors/" + model + "/1.in.bin"));
        ByteArrayOutputStream outputs = new ByteArrayOutputStream();
        for (byte[] output : shipped(compilation).run(input)) {
            outputs.write(output);
        }
        Goldens.compare(compilation.graph(), outputs.toByteArray(), ZOO.resolve("vectors/" + model + "/1.out.bin"));
    }

    @Test
    void aPlanThatComputesSomethingElseIsADiagnostic() throws IOException {
        Compilation compilation = compile("ds_cnn", InputMode.RESIDENT);
        Plan plan = compilation.plan();
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.remove(steps.size() / 2);
        Plan broken = new Plan(
                plan.network(),
                plan.tuning(),
                plan.arenaBytes(),
                plan.arenaAlignment(),
                plan.buffers(),
                plan.placements(),
                steps,
                plan.accumulators(),
                plan.scratch());
        ShippedFiles files = ShippedFiles.of(compilation.graph(), broken);

        assertThatThrownBy(() -> ShippedNetwork.of("ds_cnn", files))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith(
                        Code.COMPANION.id() + " ds_cnn.plan.pb: the plan does not compute the network: ");
    }

    @Test
    void aPlanThatCannotBeReadIsADiagnostic() throws IOException {
        Compilation compilation = compile("ds_cnn", InputMode.RESIDENT);
        ShippedFiles whole = ShippedFiles.of(compilation.graph(), compilation.plan());
        byte[] half = Arrays.copyOf(whole.plan().toArray(), whole.plan().size() / 2);
        ShippedFiles files = new ShippedFiles(whole.network(), Bytes.copyOf(half));

        assertThatThrownBy(() -> ShippedNetwork.of("ds_cnn", files))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageStartingWith(Code.COMPANION.id() + " ds_cnn.plan.pb: the plan cannot be read: ");
    }

    @Test
    void missingFilesAndOtherVersionsAreDiagnostics() {
        assertThatThrownBy(() -> ShippedNetwork.load(ShippedNetworkTest.class, "net", PexVersion.get(), ""))
                .hasMessageStartingWith(
                        Code.COMPANION.id() + " dev.pex.companion.ShippedNetworkTest: net.pexnet does not");
        assertThatThrownBy(() -> ShippedNetwork.load(ShippedNetworkTest.class, "net", "0.0", ""))
                .hasMessageContaining(
                        "pex-maven-plugin 0.0 generated it, and pex-compiler on the class path is " + PexVersion.get());
    }

    private static ShippedTensor tensor(ElementType type, Optional<Quantization> quantization) {
        return new ShippedTensor(
                new Tensor(0, "t", List.of(1, 5), new Extent(1, 1, 5), type, quantization, Optional.empty()));
    }

    @Test
    void realNumbersAreRoundedHalfAwayAndSaturated() {
        ShippedTensor int8 = tensor(ElementType.INT8, Optional.of(new Quantization(0.5f, -3)));
        float[] reals = {0.25f, -0.25f, Float.NaN, 1e30f, Float.NEGATIVE_INFINITY};

        byte[] bytes = int8.ofReals(reals);

        assertThat(bytes).containsExactly(-2, -4, -3, 127, -128);
        assertThat(int8.toReals(bytes)).containsExactly(0.5f, -0.5f, 0, 65, -62.5f);
        assertThat(int8.largest(bytes)).isEqualTo(3);
        ShippedTensor uint8 = tensor(ElementType.UINT8, Optional.of(new Quantization(0.5f, 128)));
        assertThat(uint8.ofReals(reals)).containsExactly(129, 127, 128, 255, 0);
        assertThat(uint8.largest(uint8.ofReals(reals))).isEqualTo(3);
    }

    @Test
    void plainNumbersStayWhatTheyAre() {
        ShippedTensor floats = tensor(ElementType.FLOAT32, Optional.empty());
        float[] reals = {1, -2.5f, Float.MAX_VALUE, 3, 3};
        assertThat(floats.toReals(floats.ofReals(reals))).containsExactly(reals);
        ShippedTensor ints = tensor(ElementType.INT32, Optional.empty());
        int[] indices = {-1, 256, 7, Integer.MAX_VALUE, 0};
        assertThat(ints.toInts(ints.ofInts(indices))).containsExactly(indices);
        assertThat(ints.largest(ints.ofInts(indices))).isEqualTo(3);
        assertThat(Arrays.copyOf(ints.ofInts(indices), 8)).containsExactly(-1, -1, -1, -1, 0, 1, 0, 0);
        assertThatThrownBy(() -> ints.ofInts(new int[4])).hasMessage("'t' of shape [1, 5] has 5 elements; 4 are given");
    }
}
