package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;

/** Operators that make one value of all along some axes, which keep extent 1. */
public interface Reduction extends Unary {
    /** Which kernel computes it. */
    enum Formula {
        MEAN,
        SUM,
        MAXIMUM
    }

    List<Axis> axes();

    Formula formula();

    @Override
    default <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.reduction(this);
    }

    @Override
    default Extent shape(List<Extent> inputs, Extent declared) {
        Extent out = inputs.get(0);
        for (Axis axis : axes()) {
            out = out.with(axis, 1);
        }
        return out;
    }

    @Override
    default Part reads(Tensors tensors, int operand, Part out) {
        Extent in = tensors.tensor(input()).extent();
        Part part = out;
        for (Axis axis : axes()) {
            part = part.with(axis, Range.all(in.along(axis)));
        }
        return part;
    }

    @Override
    default List<Axis> intakeAxes(Tensors tensors) {
        return axes();
    }

    /** Elements that one result is made of. */
    default int count(Tensors tensors) {
        Extent in = tensors.tensor(input()).extent();
        int count = 1;
        for (Axis axis : axes()) {
            count *= in.along(axis);
        }
        return count;
    }

    @Override
    default void write(AttributeWriter attributes) {
        attributes.axes(axes());
    }

    /** None when channels are combined and some of them are removed: a mean would be that of others. */
    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return axes().contains(Axis.CHANNELS) && !kept.hasWholeInput(tensors, this)
                ? Optional.empty()
                : Optional.of(this);
    }
}
