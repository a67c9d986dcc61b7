package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.floatexec.FloatExecutor;
import dev.pex.floats.FloatNetwork;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.operator.Custom;
import dev.pex.operator.CustomKernel;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Tensors;
import dev.pex.placement.Limits;
import dev.pex.plan.Plan;
import dev.pex.quant.Arithmetic;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import dev.pex.testing.GeneratedPrograms;
import dev.pex.testing.RandomSchedules;
import dev.pex.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator from outside takes part in everything: executors, plans, verification, generated C. */
class CustomOperatorTest {
    private static final Extent EXTENT = new Extent(6, 5, 3);

    @TempDir
    Path folder;

    /** Inverts the bits of each element. */
    private record Invert(Origin origin, List<Integer> inputs, int output) implements Custom {
        @Override
        public Operator withTensors(List<Integer> inputs, int output) {
            return new Invert(origin, inputs, output);
        }

        @Override
        public Optional<Operator> transposed() {
            return Optional.of(this);
        }

        @Override
        public Extent shape(List<Extent> inputs, Extent declared) {
            return inputs.get(0);
        }

        @Override
        public Part reads(Tensors tensors, int operand, Part out) {
            return out;
        }

        @Override
        public Arithmetic arithmetic(Tensors tensors) {
            return new Arithmetic.Unscaled();
        }

        @Override
        public void compute(Tensors tensors, List<byte[]> inputs, byte[] output, Part part) {
            Extent extent = tensors.outputOf(this).extent();
            for (int row = part.rows().start(); row < part.rows().end(); row++) {
                for (int column = part.columns().start();
                        column < part.columns().end();
                        column++) {
                    for (int k = part.channels().start(); k < part.channels().end(); k++) {
                        int index = extent.index(row, column, k);
                        output[index] = (byte) ~inputs.get(0)[index];
                    }
                }
            }
        }

        @Override
        public double[] computeFloat(Tensors tensors, List<double[]> inputs) {
            double[] output = inputs.get(0).clone();
            for (int i = 0; i < output.length; i++) {
                output[i] = -output[i];
            }
            return output;
        }

        @Override
        public CustomKernel kernel(Tensors tensors) {
            String header = """
                    #ifndef OWN_INVERT_H
                    #define OWN_INVERT_H
                    #include "pex_runtime.h"
                    #ifdef __cplusplus
                    extern "C" {
                    #endif
                    typedef struct own_invert_args {
                        pex_view input;
                        pex_view output;
                        uint8_t mask;
                    } own_invert_args;
                    void own_invert(const own_invert_args *args, uint8_t *arena, const pex_part *part);
                    #ifdef __cplusplus
                    }
                    #endif
                    #endif
                    """;
            String source = """
                    #include "own_invert.h"
                    #include "pex_kernels.h"

                    static void invert(const pex_pixel *pixel, const void *mask) {
                        uint32_t k;
                        for (k = 0; k < pixel->channels; k++) {
                            pixel->output[k] = (uint8_t)(pixel->input[k] ^ *(const uint8_t *)mask);
                        }
                    }

                    void own_invert(const own_invert_args *args, uint8_t *arena, const pex_part *part) {
                        pex_for_each_pixel(&args->input, 1u, &args->output, 1u, arena, part, invert, &args->mask);
                    }
                    """;
            return new CustomKernel(
                    "own_invert",
                    "own_invert.h",
                    new TreeMap<>(Map.of("own_invert.h", header, "own_invert.c", source)),
                    List.of(new CustomKernel.Field("mask", "0xffu")));
        }
    }

    private static Graph network(ElementType type) {
        Optional<Quantization> quantization =
                type == ElementType.INT8 ? Optional.of(new Quantization(0.5f, -3)) : Optional.empty();
        List<Integer> shape = List.of(1, EXTENT.rows(), EXTENT.columns(), EXTENT.channels());
        List<Tensor> tensors = List.of(
                new Tensor(0, "in", shape, EXTENT, type, quantization, Optional.empty()),
                new Tensor(1, "middle", shape, EXTENT, type, quantization, Optional.empty()),
                new Tensor(2, "out", shape, EXTENT, type, quantization, Optional.empty()));
        return new Graph(
                "own",
                tensors,
                List.of(
                        new Invert(new Origin(0, "INVERT", "middle"), List.of(0), 1),
                        new Invert(new Origin(1, "INVERT", "out"), List.of(1), 2)),
                List.of(0),
                List.of(2));
    }

    @Test
    void allConsumersHandleIt() throws Exception {
        assumeTrue(GeneratedPrograms.has("gcc"), "gcc is not installed: SKIPPED");
        Graph graph = network(ElementType.INT8);
        byte[] input = new byte[EXTENT.elements()];
        new SplittableRandom(7).nextBytes(input);
        Plan plan = MemoryPlanner.plan(
                graph, RandomSchedules.interleaved(graph, new SplittableRandom(3)), Target.GENERIC, Limits.quick());

        Verifier.verify(graph, plan);
        GeneratedPrograms programs = new GeneratedPrograms(folder, "gcc");
        programs.add(graph, plan, List.of(input));

        assertThat(GraphExecutor.run(graph, List.of(input)).get(0)).isEqualTo(input);
        assertThat(PlanExecutor.run(graph, plan, List.of(input), (byte) 0x3c).get(0))
                .isEqualTo(input);
        assertThat(programs.run().get(0).get(0)).isEqualTo(input);
        Bytes cmake = Objects.requireNonNull(
                CEmitter.emit(graph, plan, List.of()).files().get("CMakeLists.txt"));
        assertThat(new String(cmake.toArray(), StandardCharsets.UTF_8))
                .contains("add_library(own_invert STATIC own_invert.c)");
    }

    @Test
    void theFloatExecutorComputesIt() {
        FloatNetwork network = new FloatNetwork(network(ElementType.FLOAT32), Map.of());
        double[] input = new double[EXTENT.elements()];
        input[4] = 2.5;

        List<double[]> tensors = FloatExecutor.runAll(network, List.of(input));

        assertThat(tensors.get(1)[4]).isEqualTo(-2.5);
        assertThat(tensors.get(2)[4]).isEqualTo(2.5);
    }
}
