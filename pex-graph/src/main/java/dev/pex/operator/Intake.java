package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;

/**
 * What a step takes in of its operator's first operand when the operator consumes that operand slice by
 * slice, adding to accumulators: a range along one axis of the operand. Slices come in ascending order
 * and without gaps; the first one sets the accumulators, the last one writes the output.
 *
 * @param axis one of {@link Operator#intakeAxes}
 * @param range indices along that axis
 */
public record Intake(Axis axis, Range range) {
    public Intake {
        if (range.isEmpty()) {
            throw new IllegalArgumentException("empty intake along " + axis);
        }
    }

    /** Whether the accumulators hold nothing yet. */
    public boolean isFirst() {
        return range.start() == 0;
    }

    /** Whether nothing is left to take in of an operand with the given extent. */
    public boolean isLast(Extent operand) {
        return range.end() == operand.along(axis);
    }

    /** What of a part of the operand lies in the slice; may be empty. */
    public Part of(Part part) {
        Range all = part.along(axis);
        int start = Math.max(all.start(), range.start());
        int end = Math.min(all.end(), range.end());
        return part.with(axis, start < end ? new Range(start, end) : new Range(0, 0));
    }
}
