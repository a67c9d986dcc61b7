package dev.pex.memory;

import dev.pex.graph.Dependence;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.kernel.Overlap;
import dev.pex.memory.RigidGroups.Handover;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.storage.Storages;
import java.util.ArrayList;
import java.util.List;

/** Finds the strips that a step may write where it reads others for the last time. */
final class Handovers {
    private final Graph graph;
    private final Storages storages;
    private final Strips strips;
    private final List<Handover> found = new ArrayList<>();

    private Handovers(Graph graph, Storages storages, Strips strips) {
        this.graph = graph;
        this.storages = storages;
        this.strips = strips;
    }

    /** All handovers in the order of the steps. */
    static List<Handover> of(Graph graph, Storages storages, Schedule schedule, Strips strips) {
        Handovers handovers = new Handovers(graph, storages, strips);
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (schedule.steps().get(s) instanceof Step.Compute step) {
                handovers.ofAccumulators(s, step);
                handovers.ofOperands(s, step);
            }
        }
        return handovers.found;
    }

    /** The last intake reads each accumulator before it writes the element, which lies no higher. */
    private void ofAccumulators(int s, Step.Compute step) {
        Integer accumulator = strips.accumulators().get(s);
        Operator operator = graph.operators().get(step.operator());
        if (accumulator == null || strips.all().get(accumulator).last() != s) {
            return;
        }
        Range rows = storages.rows(operator.output(), step.part());
        int out = strips.at(storages.of(operator.output()).id(), rows.start(), 0);
        Strip strip = strips.all().get(out);
        if (strip.first() == s && strip.row() == rows.start() && strip.rows() == rows.size()) {
            found.add(new Handover(s, accumulator, out, 0));
        }
    }

    private void ofOperands(int s, Step.Compute step) {
        Operator operator = graph.operators().get(step.operator());
        int output = operator.output();
        Extent extent = graph.tensor(output).extent();
        boolean wholeRows = step.part().columns().equals(Range.all(extent.columns()))
                && step.part().channels().equals(Range.all(extent.channels()));
        if (step.intake().isPresent() || !wholeRows || !isPlain(output)) {
            return;
        }
        int to = strips.at(storages.of(output).id(), step.part().rows().start(), 0);
        Strip written = strips.all().get(to);
        Range rows = new Range(written.row(), written.row() + written.rows());
        if (written.first() != s || !rows.equals(step.part().rows())) {
            return;
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (storages.isStored(operator.inputs().get(i))
                    && isPlain(operator.inputs().get(i))) {
                ofOperand(s, operator, i, rows, to);
            }
        }
    }

    /** Whether rows of a tensor are the rows of its storage, unsliced and without gaps. */
    private boolean isPlain(int tensor) {
        return storages.rowsPerRow(tensor) == 1
                && strips.times().slices(storages.of(tensor).id()) == 1
                && !strips.embeddings().isStrided(storages.of(tensor).id());
    }

    private void ofOperand(int s, Operator operator, int operand, Range rows, int to) {
        int tensor = operator.inputs().get(operand);
        Extent extent = graph.outputOf(operator).extent();
        Part part = new Part(rows, Range.all(extent.columns()), Range.all(extent.channels()));
        Range read = Dependence.read(graph, operator, operand, part).rows();
        int row = read.start();
        while (row < read.end()) {
            int from = strips.at(storages.of(tensor).id(), row, 0);
            Strip strip = strips.all().get(from);
            Range stripRows = new Range(strip.row(), strip.row() + strip.rows());
            if (strip.last() == s) {
                Overlap.distance(graph, operator, operand, rows, stripRows)
                        .ifPresent(distance -> found.add(new Handover(s, from, to, distance)));
            }
            row = stripRows.end();
        }
    }
}
