package dev.pex.memory;

import dev.pex.alias.AliasSets;
import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.kernel.Overlap;
import dev.pex.memory.RigidGroups.AllowedOverlap;
import dev.pex.operator.Operator;
import dev.pex.schedule.Schedule;
import dev.pex.schedule.Step;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;

/** Finds the overlaps that a kernel allows: row blocks that a step may write over others that it reads for the last time. */
final class InPlaceRows {
    private final Graph graph;
    private final AliasSets aliasSets;
    private final RowBlocks rowBlocks;
    private final List<AllowedOverlap> found = new ArrayList<>();

    private InPlaceRows(Graph graph, AliasSets aliasSets, RowBlocks rowBlocks) {
        this.graph = graph;
        this.aliasSets = aliasSets;
        this.rowBlocks = rowBlocks;
    }

    /** All allowed overlaps in the order of the steps. */
    static List<AllowedOverlap> of(Graph graph, AliasSets aliasSets, Schedule schedule, RowBlocks rowBlocks) {
        InPlaceRows search = new InPlaceRows(graph, aliasSets, rowBlocks);
        for (int s = 0; s < schedule.steps().size(); s++) {
            if (schedule.steps().get(s) instanceof Step.Compute step) {
                search.ofAccumulators(s, step);
                search.ofOperands(s, step);
            }
        }
        return search.found;
    }

    /** The output over its accumulators: the last intake reads each accumulator before it writes the element, which lies no higher. */
    private void ofAccumulators(int s, Step.Compute step) {
        Integer accumulator = rowBlocks.accumulators().get(s);
        Operator operator = graph.operators().get(step.operator());
        if (accumulator == null || rowBlocks.all().get(accumulator).last() != s) {
            return;
        }
        Range rows = aliasSets.rows(operator.output(), step.part());
        int out = rowBlocks.at(aliasSets.of(operator.output()).id(), rows.start(), 0);
        RowBlock rowBlock = rowBlocks.all().get(out);
        if (rowBlock.first() == s && rowBlock.row() == rows.start() && rowBlock.rows() == rows.size()) {
            found.add(new AllowedOverlap(s, accumulator, out, 0));
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
        int to = rowBlocks.at(aliasSets.of(output).id(), step.part().rows().start(), 0);
        RowBlock written = rowBlocks.all().get(to);
        Range rows = new Range(written.row(), written.row() + written.rows());
        if (written.first() != s || !rows.equals(step.part().rows())) {
            return;
        }
        for (int i = 0; i < operator.inputs().size(); i++) {
            if (aliasSets.isStored(operator.inputs().get(i))
                    && isPlain(operator.inputs().get(i))) {
                ofOperand(s, operator, i, rows, to);
            }
        }
    }

    /** Whether rows of a tensor are the rows of its alias set, unsliced and without gaps. */
    private boolean isPlain(int tensor) {
        return aliasSets.rowsPerRow(tensor) == 1
                && rowBlocks.times().slices(aliasSets.of(tensor).id()) == 1
                && !rowBlocks.subBuffers().isStrided(aliasSets.of(tensor).id());
    }

    private void ofOperand(int s, Operator operator, int operand, Range rows, int to) {
        int tensor = operator.inputs().get(operand);
        Extent extent = graph.outputOf(operator).extent();
        Part part = new Part(rows, Range.all(extent.columns()), Range.all(extent.channels()));
        Range read = Dependence.read(graph, operator, operand, part).rows();
        int row = read.start();
        while (row < read.end()) {
            int from = rowBlocks.at(aliasSets.of(tensor).id(), row, 0);
            RowBlock rowBlock = rowBlocks.all().get(from);
            Range blockRows = new Range(rowBlock.row(), rowBlock.row() + rowBlock.rows());
            if (rowBlock.last() == s) {
                Overlap.distance(graph, operator, operand, rows, blockRows)
                        .ifPresent(distance -> found.add(new AllowedOverlap(s, from, to, distance)));
            }
            row = blockRows.end();
        }
    }
}
