package dev.pex.graph;

import dev.pex.operator.Concatenation;
import dev.pex.operator.Movement;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/** The part of the dependence table for operators that take elements from elsewhere. */
final class MovementDependence {
    private MovementDependence() {}

    static Part read(Graph graph, Movement movement, int operand, Part out) {
        Extent in = graph.tensor(movement.inputs().get(operand)).extent();
        Extent whole = graph.outputOf(movement).extent();
        if (movement instanceof Concatenation concatenation) {
            Axis axis = concatenation.axis();
            int before = concatenation.start(graph, operand);
            return out.with(axis, shifted(out.along(axis), before, in.along(axis)));
        }
        if (movement instanceof Slice slice) {
            Part part = out;
            for (Axis axis : Axis.values()) {
                int begin = slice.begin().along(axis);
                int stride = slice.stride().along(axis);
                Range range = out.along(axis);
                part = part.with(
                        axis, new Range(begin + range.start() * stride, begin + (range.end() - 1) * stride + 1));
            }
            return part;
        }
        if (movement instanceof ResizeNearest resize) {
            Resampling resampling = resize.resampling();
            return new Part(
                    nearest(resampling, out.rows(), in.rows(), whole.rows()),
                    nearest(resampling, out.columns(), in.columns(), whole.columns()),
                    out.channels());
        }
        if (movement instanceof ResizeBilinear resize) {
            Resampling resampling = resize.resampling();
            return new Part(
                    bilinear(resampling.bilinear(in.rows(), whole.rows()), out.rows()),
                    bilinear(resampling.bilinear(in.columns(), whole.columns()), out.columns()),
                    out.channels());
        }
        throw new IllegalStateException("no dependence for " + movement.origin());
    }

    /** The indices of an axis that begins {@code before} the range's own coordinates. */
    private static Range shifted(Range out, int before, int inputExtent) {
        int start = Math.min(inputExtent, Math.max(0, out.start() - before));
        return new Range(start, Math.min(inputExtent, Math.max(start, out.end() - before)));
    }

    /** Sources ascend with the outputs, so the ends of the range decide. */
    private static Range nearest(Resampling resampling, Range out, int input, int output) {
        return new Range(
                resampling.nearest(out.start(), input, output), resampling.nearest(out.end() - 1, input, output) + 1);
    }

    private static Range bilinear(Resampling.Line line, Range out) {
        return new Range(line.lower(out.start()), line.upper(out.end() - 1) + 1);
    }
}
