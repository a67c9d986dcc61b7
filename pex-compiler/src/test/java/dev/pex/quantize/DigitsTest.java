package dev.pex.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pex.calibration.CalibrationFiles;
import dev.pex.calibration.CalibrationReader;
import dev.pex.calibration.CalibrationSet;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.tflite.TfliteFrontEnd;
import dev.pex.graph.Graph;
import dev.pex.tensor.Tensor;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trained network of zoo/float: digits of people whose writing it has never seen. */
class DigitsTest {
    private static final Path FOLDER = Goldens.inRepository("zoo/float");

    /** What rounding to float32 in the interpreter, layer by layer, may change of a share. */
    private static final double TOLERANCE = 1e-5;

    private static FloatNetwork network;
    private static CalibrationSet calibration;
    private static CalibrationSet held;

    @BeforeAll
    static void read() throws IOException {
        byte[] file = Files.readAllBytes(FOLDER.resolve("digits.tflite"));
        assertThat(TfliteFrontEnd.isFloat(file)).isTrue();
        network = TfliteFrontEnd.readFloat("digits", file, new Diagnostics());
        Graph graph = network.graph();
        List<Tensor> inputs = graph.inputs().stream().map(graph::tensor).toList();
        calibration = CalibrationReader.read(CalibrationFiles.in(FOLDER.resolve("calibration")), inputs);
        held = CalibrationReader.read(CalibrationFiles.in(FOLDER.resolve("test")), inputs);
    }

    @Test
    void realNumbersAreThoseOfTheFloatKernels() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve("answers.npy")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int answers = 5;
        file.position(file.limit() - answers * 10 * Float.BYTES);
        for (int i = 0; i < answers; i++) {
            double[] shares = FloatExecutor.run(network, held.samples().get(i)).get(0);
            for (double share : shares) {
                assertThat(share).isCloseTo(file.getFloat(), within(TOLERANCE));
            }
        }
    }

    private static Stream<QuantizationOptions> ways() {
        List<QuantizationOptions> ways = new ArrayList<>();
        for (RangeMethod method : List.of(
                new RangeMethod.MinMax(), new RangeMethod.Percentile(99.99), new RangeMethod.MeanSquareError())) {
            for (boolean equalize : List.of(false, true)) {
                for (boolean correctBias : List.of(false, true)) {
                    ways.add(new QuantizationOptions(method, equalize, correctBias));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void quantisationCostsLessThanAPercentagePoint(QuantizationOptions options) {
        QuantizedNetwork quantized = PostTraining.quantize(network, calibration.samples(), options);

        QuantizationReport report = Measurement.of(quantized, options, held.samples(), held.labels());

        QuantizationReport.Accuracy accuracy = report.accuracy().orElseThrow();
        assertThat(accuracy.labelled()).isEqualTo(300);
        assertThat(accuracy.real()).isGreaterThan(280);
        assertThat(accuracy.loss()).isLessThanOrEqualTo(1.0);
        assertThat(report.last().decibels().orElseThrow()).isGreaterThan(20);
    }
}
