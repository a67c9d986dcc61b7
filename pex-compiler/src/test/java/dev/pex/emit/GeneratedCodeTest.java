package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pex.executor.GraphExecutor;
import dev.pex.executor.PlanExecutor;
import dev.pex.executor.RandomOperators;
import dev.pex.graph.Graph;
import dev.pex.graph.GraphText;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.placement.Limits;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanText;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Schedule;
import dev.pex.testing.GeneratedPrograms;
import dev.pex.testing.RandomNetworks;
import dev.pex.testing.RandomSchedules;
import dev.pex.transform.Rewritten;
import dev.pex.transform.Transforms;
import dev.pex.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three ways to the same bits: the executor on whole tensors, the executor that replays the plan in an
 * arena, and the generated C under sanitizers, which runs several times with dead bytes poisoned. Random
 * operators and networks: whole, split at random, in slices of channels, interleaved row by row, with inputs
 * that arrive row by row, and under the plans that a compilation finds.
 */
class GeneratedCodeTest {
    /** {@code -Dpex.test.cases=N} raises it for long runs. */
    private static final int CASES = Integer.getInteger("pex.test.cases", 60);

    private static final long SEED = Long.getLong("pex.test.seed", 1);

    /** Those with kernels of their own, which run as their twins in C here. */
    private static final Target[] TARGETS = {Target.GENERIC, Target.CORTEX_M4, Target.CORTEX_M55};

    /** One network under one plan. */
    private record Case(String name, Graph graph, Plan plan, List<byte[]> inputs) {}

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "clang"})
    void singleOperators(String compiler) throws Exception {
        List<Case> cases = new ArrayList<>();
        int most = CASES > 100 ? CASES : CASES / 2;
        int first = most == CASES || compiler.equals("gcc") ? 0 : most;
        for (int i = first; i < first + most; i++) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + i);
            Graph graph = RandomOperators.next(random);
            List<byte[]> inputs = graph.inputs().stream()
                    .map(t -> RandomOperators.randomBytes(graph.tensor(t), random))
                    .toList();
            Schedule schedule = switch (i % 6) {
                case 0 -> LayerByLayer.schedule(graph);
                case 1 -> RandomSchedules.sliced(graph, random);
                case 2 -> RandomSchedules.interleaved(graph, random);
                case 3 -> RandomSchedules.streamed(graph, random);
                default -> RandomSchedules.split(graph, random);
            };
            cases.add(new Case("operator " + i, graph, plan(TARGETS[i % TARGETS.length], graph, schedule), inputs));
        }
        check(cases, compiler);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "clang", "g++"})
    void networks(String compiler) throws Exception {
        List<Case> cases = new ArrayList<>();
        // Each compiler has networks of its own, except in long runs.
        int most = CASES > 100 ? CASES : CASES / 3;
        int first = most == CASES ? 0 : List.of("gcc", "clang", "g++").indexOf(compiler) * most;
        for (int i = first; i < first + most; i++) {
            long seed = SEED * 1_000_003 + i;
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = form(i, RandomNetworks.next(seed));
            List<byte[]> inputs = graph.inputs().stream()
                    .map(t -> RandomNetworks.randomInput(graph.tensor(t), seed))
                    .toList();
            Target target = TARGETS[i % TARGETS.length];
            Plan plan = switch (i % 8) {
                case 0 -> plan(target, graph, LayerByLayer.schedule(graph));
                case 1 -> plan(target, graph, RandomSchedules.split(graph, random));
                case 2 -> plan(target, graph, RandomSchedules.interleaved(graph, random));
                case 3 -> plan(target, graph, RandomSchedules.sliced(graph, random));
                case 4 -> plan(target, graph, RandomSchedules.streamed(graph, random));
                case 5 -> found(target, graph, InputMode.RESIDENT, PartialExecution.CHANNELS);
                case 6 -> found(target, graph, InputMode.RESIDENT, PartialExecution.ALL);
                default -> found(target, graph, InputMode.STREAMED, PartialExecution.ALL);
            };
            cases.add(new Case("network " + seed, graph, plan, inputs));
        }
        check(cases, compiler);
    }

    /** The form that is compiled; of two, mostly the one with rows and columns exchanged. */
    private static Graph form(int number, Graph network) {
        Graph graph = Transforms.apply(network);
        return number % 5 == 4
                ? graph
                : Transforms.transposed(graph).map(Rewritten::graph).orElse(graph);
    }

    private static Plan plan(Target target, Graph graph, Schedule schedule) {
        return MemoryPlanner.plan(graph, schedule, target, Limits.quick());
    }

    private static Plan found(Target target, Graph graph, InputMode inputMode, PartialExecution allowed) {
        // Nothing fits into no bytes: the smallest of all, whether its parts pay off or not.
        return PlanSearch.of(graph, target)
                .within(inputMode, allowed, OptionalLong.of(0))
                .plan();
    }

    /** No C here, so that many more networks fit the time. */
    @Test
    void plansOfRandomNetworks() {
        for (int i = 0; i < 10 * CASES; i++) {
            long seed = SEED * 7_368_787 + i;
            Graph network = RandomNetworks.next(seed);
            Graph graph = form(i, network);
            List<byte[]> inputs = graph.inputs().stream()
                    .map(t -> RandomNetworks.randomInput(graph.tensor(t), seed))
                    .toList();
            List<byte[]> expected = GraphExecutor.run(network, inputs);
            SplittableRandom random = new SplittableRandom(seed);
            for (Schedule schedule : List.of(
                    LayerByLayer.schedule(graph),
                    RandomSchedules.split(graph, random),
                    RandomSchedules.sliced(graph, random),
                    RandomSchedules.interleaved(graph, random),
                    RandomSchedules.streamed(graph, random))) {
                Plan plan = plan(Target.GENERIC, graph, schedule);
                Verifier.verify(graph, plan);
                assertEqual("seed " + seed, graph, plan, PlanExecutor.run(graph, plan, inputs, (byte) 0x3c), expected);
            }
        }
    }

    private void check(List<Case> cases, String compiler) throws Exception {
        assumeTrue(GeneratedPrograms.has(compiler), compiler + " is not installed: SKIPPED");
        GeneratedPrograms programs = new GeneratedPrograms(folder, compiler);
        for (Case c : cases) {
            Verifier.verify(c.graph(), c.plan());
            programs.add(c.graph(), c.plan(), c.inputs());
        }
        List<List<byte[]>> outputs = programs.run();
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            List<byte[]> expected = GraphExecutor.run(c.graph(), c.inputs());
            assertEqual(c.name(), c.graph(), c.plan(), outputs.get(i), expected);
            List<byte[]> planned = PlanExecutor.run(c.graph(), c.plan(), c.inputs(), (byte) 0x3c);
            assertEqual(c.name(), c.graph(), c.plan(), planned, expected);
        }
    }

    private static void assertEqual(String name, Graph graph, Plan plan, List<byte[]> actual, List<byte[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i))
                    .as(() -> name + "\n" + GraphText.of(graph) + PlanText.of(graph, plan))
                    .isEqualTo(expected.get(i));
        }
    }
}
