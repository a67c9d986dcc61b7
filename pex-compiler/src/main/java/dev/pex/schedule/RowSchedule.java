package dev.pex.schedule;

import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Intake;
import dev.pex.graph.Operator;
import dev.pex.graph.Operator.FullyConnected;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.schedule.SegmentSimulator.RowStep;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the rows that a search decided on into steps. */
final class RowSchedule {
    private final Graph graph;
    private final Storages storages;
    private final RowNetwork network;
    private final List<Step> steps = new ArrayList<>();

    RowSchedule(RowNetwork network) {
        this.graph = network.graph;
        this.storages = network.storages;
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
            return new Step.Receive(storages.finest(storages.all().get(stage.storage())), rows);
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

    /** A fully connected operator sees the rows of its operand's storage as slices of one vector. */
    private Intake intake(Operator operator, Range rows) {
        if (operator instanceof FullyConnected dense) {
            int elements = storages.of(dense.input()).rowElements();
            return new Intake(Axis.CHANNELS, new Range(rows.start() * elements, rows.end() * elements));
        }
        return new Intake(Axis.ROWS, rows);
    }
}
