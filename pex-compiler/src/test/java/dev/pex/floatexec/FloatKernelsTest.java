package dev.pex.floatexec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.executor.GraphExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.operator.Cast;
import dev.pex.operator.Operator;
import dev.pex.quantize.Values;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Tensor;
import dev.pex.testing.FloatValues;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The float kernels against the int8 results of the reference kernels. For the operands of each recorded case, the float
 * result, clamped to the range of the output, differs by at most a few quantisation steps.
 */
class FloatKernelsTest {
    private static final Path SINGLE = Goldens.inRepository("zoo/single");
    private static final Path ZOO = Goldens.inRepository("zoo");

    /** Rounding takes half a step; fixed-point functions take as much again. */
    private static final double MOST_STEPS = 1.1;

    /**
     * Cases in which the reference computes something else than its formula says: RELU6 between two quantisations
     * copies values as they are, functions of input scales above 15 give an end of their range even for 0, and ELU loses
     * negative numbers below the float32 steps of exp(x).
     */
    private static final Set<String> UNLIKE_THE_FORMULA =
            Set.of("relu6_12", "logistic_05", "logistic_10", "tanh_05", "tanh_10", "elu_14");

    @TestFactory
    Stream<DynamicTest> singleOperators() throws IOException {
        try (Stream<Path> files = Files.list(SINGLE)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".tflite") && !f.startsWith("transpose_18."))
                    .map(f -> f.replace(".tflite", ""))
                    .filter(name -> !UNLIKE_THE_FORMULA.contains(name))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> check(SINGLE, name, name + ".in.bin")));
        }
    }

    @TestFactory
    Stream<DynamicTest> wholeNetworks() throws IOException {
        return Goldens.zooModels()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(ZOO, name, "vectors/" + name + "/1.in.bin")));
    }

    private static void check(Path folder, String name, String input) throws IOException {
        Graph graph = Goldens.read(folder.resolve(name + ".tflite"));
        List<byte[]> inputs = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(input)));
        for (int id : graph.inputs()) {
            byte[] own = new byte[graph.tensor(id).bytes()];
            all.get(own);
            inputs.add(own);
        }
        // The executor's tensors are the reference's: SingleOperatorGoldenTest and ZooGoldenTest compare them.
        List<byte[]> tensors = GraphExecutor.runAll(graph, inputs);
        if (!hasReals(graph)) {
            return;
        }
        FloatNetwork network = FloatValues.of(graph);
        for (int i = 0; i < graph.operators().size(); i++) {
            Operator operator = graph.operators().get(i);
            List<double[]> operands = new ArrayList<>();
            operator.inputs().forEach(id -> operands.add(Values.decode(graph.tensor(id), tensors.get(id))));
            double[] real = FloatKernels.compute(network, i, operands);
            compare(graph.outputOf(operator), real, tensors.get(operator.output()), operator);
        }
    }

    /** Whether all numbers stand for reals, and stay what they stand for. */
    private static boolean hasReals(Graph graph) {
        boolean plain = graph.tensors().stream()
                .anyMatch(t -> t.type().isQuantized() && t.quantization().isEmpty());
        return !plain && graph.operators().stream().noneMatch(Cast.class::isInstance);
    }

    private static void compare(Tensor tensor, double[] real, byte[] expected, Operator operator) {
        double[] integers = Values.decode(tensor, expected);
        double step = tensor.type().isQuantized() ? tensor.scale() : 0;
        int lowest = tensor.type() == ElementType.UINT8 ? 0 : -128;
        double worst = 0;
        for (int i = 0; i < real.length; i++) {
            double value = real[i];
            if (step > 0) {
                value = Math.max(value, step * (lowest - tensor.zeroPoint()));
                value = Math.min(value, step * (lowest + 255 - tensor.zeroPoint()));
            }
            worst = Math.max(
                    worst, Math.abs(value - integers[i]) / (step > 0 ? step : Math.max(1e-6 * Math.abs(value), 1e-30)));
        }
        assertThat(worst).as("%s, in steps of its output", operator.origin()).isLessThanOrEqualTo(MOST_STEPS);
    }
}
