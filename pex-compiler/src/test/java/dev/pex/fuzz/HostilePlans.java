package dev.pex.fuzz;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.placement.Limits;
import dev.pex.plan.InPlace;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCodec;
import dev.pex.plan.PlanFormatException;
import dev.pex.tensor.Bytes;
import dev.pex.testing.RandomNetworks;
import dev.pex.testing.RandomSchedules;
import dev.pex.verify.Verifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What fuzzing does with the file of a plan, whose first byte says of which network it is: it cannot be read, it has faults,
 * or it computes the network.
 */
final class HostilePlans {
    private static final int NETWORKS = 24;
    private static final List<Graph> GRAPHS =
            LongStream.range(0, NETWORKS).mapToObj(RandomNetworks::next).toList();

    private HostilePlans() {}

    static void read(byte[] file) {
        Hostile.bounded(() -> readUnbounded(file));
    }

    private static void readUnbounded(byte[] file) {
        if (file.length == 0) {
            return;
        }
        Graph graph = GRAPHS.get(Byte.toUnsignedInt(file[0]) % NETWORKS);
        try {
            Plan plan = PlanCodec.fromBytes(Bytes.copyOf(Arrays.copyOfRange(file, 1, file.length)));
            if (Verifier.faults(graph, plan).isEmpty()) {
                requireSameOutputs(graph, plan);
                Plan done = InPlace.withoutMoves(graph, plan);
                if (Verifier.faultsWhenExecuted(graph, done).isEmpty()) {
                    requireSameOutputs(graph, done);
                }
            }
        } catch (PlanFormatException refused) {
            if (refused.what().isEmpty()) {
                throw new AssertionError("refused without a reason", refused);
            }
        }
    }

    private static void requireSameOutputs(Graph graph, Plan plan) {
        List<byte[]> inputs = RandomNetworks.randomInputs(graph, 1);
        List<byte[]> expected = GraphExecutor.run(graph, inputs);
        List<byte[]> outputs = PlanExecutor.run(graph, plan, inputs, (byte) 0x55);
        for (int i = 0; i < expected.size(); i++) {
            if (!Arrays.equals(outputs.get(i), expected.get(i))) {
                throw new AssertionError("a plan without faults gives another output " + i);
            }
        }
    }

    /** A plan of each network, after the byte that says which. */
    static Stream<Arguments> seeds() {
        return LongStream.range(0, NETWORKS).mapToObj(seed -> {
            Graph graph = GRAPHS.get((int) seed);
            SplittableRandom random = new SplittableRandom(seed);
            Plan plan = MemoryPlanner.plan(
                    graph,
                    seed % 2 == 0
                            ? RandomSchedules.interleaved(graph, random)
                            : RandomSchedules.streamed(graph, random),
                    seed % 3 == 0 ? Target.CORTEX_M4 : Target.GENERIC,
                    Limits.quick());
            byte[] bytes = PlanCodec.toBytes(plan).toArray();
            byte[] file = new byte[bytes.length + 1];
            file[0] = (byte) seed;
            System.arraycopy(bytes, 0, file, 1, bytes.length);
            return Arguments.of((Object) file);
        });
    }
}
