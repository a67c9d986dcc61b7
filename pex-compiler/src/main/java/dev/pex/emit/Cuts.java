package dev.pex.emit;

import dev.pex.emit.Cut.Kind;
import dev.pex.graph.Graph;
import dev.pex.operator.Intake;
import dev.pex.operator.Operator;
import dev.pex.schedule.Step;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the rule by which an operator's parts follow one another. */
final class Cuts {
    private final Extent output;
    private final Extent operand;
    private final List<Step.Compute> steps;

    private Cuts(Graph graph, Operator operator, List<Step.Compute> steps) {
        this.output = graph.outputOf(operator).extent();
        this.operand = graph.inputsOf(operator).get(0).extent();
        this.steps = steps;
    }

    /**
     * The cuts that result in an operator's steps in their order, at most two, the outer one first; none for a single
     * step that computes the whole output. Empty when there is no rule of this kind.
     */
    static Optional<List<Cut>> of(Graph graph, Operator operator, List<Step.Compute> steps) {
        return new Cuts(graph, operator, steps).find();
    }

    /** The cut of rows that arrive. */
    static Optional<List<Cut>> ofRows(int rows, List<Range> ranges) {
        if (ranges.size() == 1) {
            return ranges.get(0).equals(Range.all(rows)) ? Optional.of(List.of()) : Optional.empty();
        }
        Cut cut = cut(Kind.ROWS, rows, ranges);
        for (int i = 0; i < ranges.size(); i++) {
            if (!cut.range(i).equals(ranges.get(i))) {
                return Optional.empty();
            }
        }
        return cut.count() == ranges.size() ? Optional.of(List.of(cut)) : Optional.empty();
    }

    private Optional<List<Cut>> find() {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (steps.stream().anyMatch(s -> !range(s, kind).equals(Range.all(extent(kind))))) {
                kinds.add(kind);
            }
        }
        return switch (kinds.size()) {
            case 0 -> given(List.of());
            case 1 -> given(List.of(cut(kinds.get(0))));
            case 2 ->
                given(List.of(cut(kinds.get(0)), cut(kinds.get(1))))
                        .or(() -> given(List.of(cut(kinds.get(1)), cut(kinds.get(0)))));
            default -> Optional.empty();
        };
    }

    /** The cuts, if they give the steps. */
    private Optional<List<Cut>> given(List<Cut> cuts) {
        long count = cuts.stream().mapToLong(Cut::count).reduce(1, (a, b) -> a * b);
        if (count != steps.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < steps.size(); i++) {
            int rest = i;
            for (int c = cuts.size() - 1; c >= 0; c--) {
                Cut cut = cuts.get(c);
                if (!cut.range(rest % cut.count()).equals(range(steps.get(i), cut.axis()))) {
                    return Optional.empty();
                }
                rest /= cut.count();
            }
        }
        return Optional.of(cuts);
    }

    private Cut cut(Kind kind) {
        return cut(kind, extent(kind), steps.stream().map(s -> range(s, kind)).toList());
    }

    /** The cut that the first ranges suggest. */
    private static Cut cut(Kind kind, int extent, List<Range> ranges) {
        int first = ranges.get(0).end();
        int size = ranges.stream()
                .filter(r -> r.start() == first)
                .findFirst()
                .map(Range::size)
                .orElse(1);
        return new Cut(kind, extent, first, size);
    }

    private int extent(Kind kind) {
        return switch (kind) {
            case ROWS -> output.rows();
            case COLUMNS -> output.columns();
            case CHANNELS -> output.channels();
            case INTAKE_ROWS -> operand.rows();
            case INTAKE_COLUMNS -> operand.columns();
            case INTAKE_CHANNELS -> operand.channels();
        };
    }

    /** The indices of an axis that a step computes or takes in. */
    private Range range(Step.Compute step, Kind kind) {
        Part part = step.part();
        return switch (kind) {
            case ROWS -> part.rows();
            case COLUMNS -> part.columns();
            case CHANNELS -> part.channels();
            case INTAKE_ROWS -> taken(step, Axis.ROWS, kind);
            case INTAKE_COLUMNS -> taken(step, Axis.COLUMNS, kind);
            case INTAKE_CHANNELS -> taken(step, Axis.CHANNELS, kind);
        };
    }

    private Range taken(Step.Compute step, Axis axis, Kind kind) {
        return step.intake().filter(i -> i.axis() == axis).map(Intake::range).orElse(Range.all(extent(kind)));
    }
}
