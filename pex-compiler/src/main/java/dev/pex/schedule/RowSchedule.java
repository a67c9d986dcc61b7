package dev.pex.schedule;

import dev.pex.alias.AliasSets;
import dev.pex.graph.Graph;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.schedule.SegmentSimulator.RowStep;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the row steps of segments into the steps of a schedule. */
final class RowSchedule {
    private final Graph graph;
    private final AliasSets aliasSets;
    private final RowNetwork network;
    private final List<Step> steps = new ArrayList<>();

    RowSchedule(RowNetwork network) {
        this.graph = network.graph;
        this.aliasSets = network.aliasSets;
        this.network = network;
    }

    void add(List<RowStep> rows) {
        for (RowStep row : rows) {
            steps.add(step(row));
        }
    }

    Schedule schedule() {
        return new Schedule(steps);
    }

    private Step step(RowStep step) {
        Stage stage = network.stages.get(step.stage());
        Range rows = new Range(step.start(), step.end());
        if (stage.operator() == Stage.RECEIVE) {
            return new Step.Receive(aliasSets.finest(aliasSets.all().get(stage.aliasSet())), rows);
        }
        Operator operator = graph.operators().get(stage.operator());
        Extent extent = graph.outputOf(operator).extent();
        Range channels = new Range(step.firstChannel(), step.firstChannel() + step.channels());
        return switch (step.kind()) {
            case MAKE -> new Step.Compute(stage.operator(), new Part(rows, Range.all(extent.columns()), channels));
            case TAKE_ROWS ->
                new Step.Compute(stage.operator(), Part.whole(extent), Optional.of(intake(operator, rows)));
            case TAKE_CHANNELS ->
                new Step.Compute(
                        stage.operator(), Part.whole(extent), Optional.of(new Intake(Axis.CHANNELS, channels)));
        };
    }

    /** What a step takes in. To a fully connected operator the rows of its operand's alias set are slices of one vector. */
    private Intake intake(Operator operator, Range rows) {
        if (operator instanceof FullyConnected dense) {
            int elements = aliasSets.of(dense.input()).rowElements();
            return new Intake(Axis.CHANNELS, new Range(rows.start() * elements, rows.end() * elements));
        }
        return new Intake(Axis.ROWS, rows);
    }
}
