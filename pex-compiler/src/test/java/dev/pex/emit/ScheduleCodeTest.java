package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.kernel.Target;
import dev.pex.memory.MemoryPlanner;
import dev.pex.operator.Intake;
import dev.pex.placement.Limits;
import dev.pex.plan.Plan;
import dev.pex.schedule.LayerByLayer;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.testing.Graphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An input of 6x4x2, a depthwise convolution, and the sum of both. */
class ScheduleCodeTest {
    private final Graph graph = graph();

    private static Graph graph() {
        Graphs g = new Graphs();
        int input = g.tensor(6, 4, 2);
        int out = g.add(g.depthwise(input, 3), input);
        return g.graph(List.of(input), List.of(out));
    }

    @Test
    void anOperatorThatDoesAllAtOnceTakesOneByte() {
        assertThat(code(LayerByLayer.schedule(graph))).containsExactly(0, 1);
    }

    @Test
    void aPartThatFollowsTakesOneByte() {
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < 6; row++) {
            steps.add(step(0, row, row + 1));
        }
        steps.add(step(1, 0, 3));
        steps.add(step(1, 3, 5));
        steps.add(step(1, 5, 6));

        Entries entries = entries(new Schedule(steps));

        assertThat(code(new Schedule(steps))).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1);
        assertThat(entries.all().get(1).cuts()).containsExactly(new Cut(Cut.Kind.ROWS, 6, 3, 2));
        assertThat(entries.cut()).isEqualTo(2);
    }

    @Test
    void partsMayBeCutAlongTwoAxes() {
        List<Step> steps = new ArrayList<>();
        Part whole = Part.whole(graph.tensor(0).extent());
        steps.add(new Step.Compute(0, whole));
        for (int row = 0; row < 6; row += 2) {
            for (int column = 0; column < 4; column += 3) {
                Part rows = whole.with(Axis.ROWS, new Range(row, row + 2));
                steps.add(new Step.Compute(1, rows.with(Axis.COLUMNS, new Range(column, Math.min(4, column + 3)))));
            }
        }

        Entries entries = entries(new Schedule(steps));

        assertThat(entries.all().get(0).cuts())
                .containsExactly(new Cut(Cut.Kind.ROWS, 6, 2, 2), new Cut(Cut.Kind.COLUMNS, 4, 3, 1));
        assertThat(code(new Schedule(steps))).containsExactly(1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void partsInDisorderAreSpelledOut() {
        List<Step> steps =
                List.of(new Step.Compute(0, Part.whole(graph.tensor(0).extent())), step(1, 3, 6), step(1, 0, 3));

        // 255, operator, mask, start and size of the rows
        assertThat(code(new Schedule(steps))).containsExactly(0, 255, 1, 1, 3, 3, 255, 1, 1, 0, 3);
    }

    @Test
    void rowsArriveAsStepsOfTheirOwn() {
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < 6; row += 2) {
            steps.add(new Step.Receive(0, new Range(row, row + 2)));
        }
        LayerByLayer.schedule(graph).steps().forEach(steps::add);

        assertThat(code(new Schedule(steps))).containsExactly(0, 0, 0, 1, 2);
    }

    @Test
    void slicesOfTheInputFollowOneAnother() {
        Graphs g = new Graphs();
        int input = g.tensor(5, 2, 3);
        int out = g.mean(input);
        Graph mean = g.graph(List.of(input), List.of(out));
        List<Step> steps = new ArrayList<>();
        for (int row = 0; row < 5; row += 2) {
            Intake intake = new Intake(Axis.ROWS, new Range(row, Math.min(5, row + 2)));
            steps.add(new Step.Compute(0, Part.whole(mean.tensor(out).extent()), Optional.of(intake)));
        }

        Plan plan = plan(mean, new Schedule(steps));
        Entries entries = Entries.of(mean, plan);

        assertThat(entries.all().get(0).cuts()).containsExactly(new Cut(Cut.Kind.INTAKE_ROWS, 5, 2, 2));
        assertThat(entries.accumulating()).isEqualTo(1);
        assertThat(unsigned(ScheduleCode.of(mean, plan, entries).bytes())).containsExactly(0, 0, 0);
    }

    private Step step(int operator, int start, int end) {
        return new Step.Compute(operator, Part.whole(graph.tensor(0).extent()).with(Axis.ROWS, new Range(start, end)));
    }

    private Entries entries(Schedule schedule) {
        return Entries.of(graph, plan(graph, schedule));
    }

    private int[] code(Schedule schedule) {
        Plan plan = plan(graph, schedule);
        return unsigned(ScheduleCode.of(graph, plan, Entries.of(graph, plan)).bytes());
    }

    private static Plan plan(Graph graph, Schedule schedule) {
        return MemoryPlanner.plan(graph, schedule, Target.GENERIC, Limits.quick());
    }

    private static int[] unsigned(byte[] code) {
        int[] values = new int[code.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = code[i] & 0xff;
        }
        return values;
    }
}
