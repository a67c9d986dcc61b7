package dev.pex.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pex.graph.Graph;
import dev.pex.kernel.Kernel;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.kernel.Variants;
import dev.pex.plan.InputMode;
import dev.pex.plan.Plan;
import dev.pex.plan.PlanCost;
import dev.pex.planning.PlanSearch;
import dev.pex.schedule.PartialExecution;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.testing.RandomNetworks;
import dev.pex.transform.Transforms;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostModelTest {
    private static final int NETWORKS = 6;

    @ParameterizedTest
    @EnumSource(Target.class)
    void costsOfStepsAddUp(Target target) {
        for (int seed = 1; seed <= NETWORKS; seed++) {
            Graph graph = Transforms.apply(RandomNetworks.next(seed));
            Plan plan = PlanSearch.of(graph, target)
                    .smallest(InputMode.RESIDENT, PartialExecution.ALL)
                    .plan();
            PlanCost cost = PlanCost.of(graph, plan);
            Cost sum = Cost.NONE;
            for (int o = 0; o < graph.operators().size(); o++) {
                sum = sum.plus(cost.ofOperator(o));
            }
            assertThat(cost.steps()).hasSameSizeAs(cost.plan().steps());
            assertThat(cost.all()).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void morePartsNeverCostLess(Target target) {
        for (int seed = 1; seed <= NETWORKS; seed++) {
            Graph graph = Transforms.apply(RandomNetworks.next(seed));
            for (Optimize optimize : Optimize.values()) {
                CostModel costs = CostModel.of(graph, Variants.of(graph, new Tuning(target, optimize)));
                for (int o = 0; o < graph.operators().size(); o++) {
                    if (!graph.operators().get(o).isAlias()) {
                        halvesCostNoLess(costs, graph, o);
                    }
                }
            }
        }
    }

    private static void halvesCostNoLess(CostModel costs, Graph graph, int operator) {
        Part whole = Part.whole(graph.outputOf(graph.operators().get(operator)).extent());
        Cost together = costs.ofOperator(operator);
        for (Axis axis : Axis.values()) {
            int size = whole.along(axis).size();
            for (int cut = 1; cut < size; cut += Math.max(1, size / 5)) {
                Cost first = costs.ofStep(operator, whole.with(axis, new Range(0, cut)), Optional.empty());
                Cost second = costs.ofStep(operator, whole.with(axis, new Range(cut, size)), Optional.empty());
                Cost apart = first.plus(second);
                // Each estimate is rounded.
                assertThat(apart.instructions()).isGreaterThanOrEqualTo(together.instructions() - 1);
                assertThat(apart.flashBytes()).isGreaterThan(together.flashBytes());
                assertThat(apart.weightBytes()).isGreaterThanOrEqualTo(together.weightBytes());
            }
        }
    }

    @Test
    void partsOfRowsReadAllWeightsAgain() {
        for (int seed = 1; seed <= NETWORKS; seed++) {
            Graph graph = Transforms.apply(RandomNetworks.next(seed));
            CostModel costs = CostModel.of(graph, Variants.of(graph, Tuning.of(Target.GENERIC)));
            for (int o = 0; o < graph.operators().size(); o++) {
                Part whole = Part.whole(graph.outputOf(graph.operators().get(o)).extent());
                if (!graph.operators().get(o).isAlias()
                        && Kernel.of(graph.operators().get(o)) == Kernel.CONV2D_S8) {
                    Part row = whole.with(Axis.ROWS, new Range(0, 1));
                    assertThat(costs.ofStep(o, row, Optional.empty()).weightBytes())
                            .isEqualTo(costs.ofOperator(o).weightBytes());
                }
            }
        }
    }

    /** Also of networks that nobody measured. */
    @ParameterizedTest
    @EnumSource(Target.class)
    void everyStepOfEveryTargetHasACost(Target target) {
        for (int seed = 1; seed <= NETWORKS; seed++) {
            Graph graph = Transforms.apply(RandomNetworks.next(seed));
            Plan plan = PlanSearch.of(graph, target)
                    .smallest(InputMode.STREAMED, PartialExecution.ALL)
                    .plan();
            PlanCost cost = PlanCost.of(graph, plan);
            for (int s = 0; s < cost.steps().size(); s++) {
                boolean computes = cost.plan().steps().get(s) instanceof Step.Compute;
                assertThat(cost.steps().get(s).instructions() > 0).isEqualTo(computes);
            }
        }
    }

    @Test
    void aTableHasALineForEachCoreOfATarget() {
        InstructionTable table = InstructionTable.parse(
                "cortex-m4\tothers\tany" + "\t2".repeat(Unit.values().length) + "\n# a comment\n");

        Work work = Work.none().with(Unit.STEP, 3).with(Unit.PRODUCT, 10);
        Graph graph = Transforms.apply(RandomNetworks.next(1));
        int operator = 0;
        while (graph.operators().get(operator).isAlias()) {
            operator++;
        }
        Variants variants = Variants.of(graph, Tuning.of(Target.GENERIC));
        assertThat((double) table.instructions(Core.CORTEX_M4, variants.of(operator), Form.ANY, work))
                .isCloseTo(26, within(0.0));
        assertThat(table.has(Core.CORTEX_M4, variants.of(operator), Form.ANY)).isFalse();
    }
}
