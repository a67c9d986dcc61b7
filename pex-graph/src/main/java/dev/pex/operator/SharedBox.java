package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;

/**
 * A tensor that is equal to a box of another one: element {@code p} of the inner tensor is element {@code begin + p *
 * stride} of the outer one, along each axis.
 *
 * @param inner id of the tensor that is a box
 * @param outer id of the tensor that it is a box of
 * @param begin first index of the box along each axis
 * @param stride distance of neighbours along each axis, at least 1
 */
public record SharedBox(int inner, int outer, PerAxis begin, PerAxis stride) {
    /** Distance 1 along each axis. */
    public static final PerAxis DENSE = new PerAxis(1, 1, 1);

    /** Whether neighbours in the box are neighbours in the tensor around it, where there are several. */
    public boolean isDense(Extent inner) {
        for (Axis axis : Axis.values()) {
            if (inner.along(axis) > 1 && stride.along(axis) > 1) {
                return false;
            }
        }
        return true;
    }
}
