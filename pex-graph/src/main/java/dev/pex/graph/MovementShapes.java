package dev.pex.graph;

import dev.pex.operator.Concatenation;
import dev.pex.operator.Movement;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.List;

/** Shape inference of the operators that take elements from elsewhere. */
final class MovementShapes {
    private MovementShapes() {}

    static Extent infer(Movement movement, List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        if (movement instanceof Concatenation concatenation) {
            return concatenated(concatenation.axis(), inputs);
        }
        if (movement instanceof Slice slice) {
            for (Axis axis : Axis.values()) {
                long last = slice.begin().along(axis)
                        + (declared.along(axis) - 1L) * slice.stride().along(axis);
                Shapes.require(last < in.along(axis), "slice of " + in + " to " + declared);
            }
            return declared;
        }
        // Resizes make as many rows and columns as is declared.
        return declared.with(Axis.CHANNELS, in.channels());
    }

    private static Extent concatenated(Axis axis, List<Extent> inputs) {
        Extent first = inputs.get(0);
        int sum = 0;
        for (Extent extent : inputs) {
            Shapes.require(
                    extent.with(axis, 1).equals(first.with(axis, 1)),
                    "concatenation of " + first + " and " + extent + " along " + axis);
            sum = Math.addExact(sum, extent.along(axis));
        }
        return first.with(axis, sum);
    }
}
