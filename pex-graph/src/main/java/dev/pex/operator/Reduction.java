package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;

/** Operators that make one value of all along some axes, which keep extent 1. */
public interface Reduction extends Unary {
    /** How elements become one. */
    enum Formula {
        MEAN(0, 0, Integer::sum, Double::sum),
        SUM(0, 0, Integer::sum, Double::sum),
        MAXIMUM(Byte.MIN_VALUE, Double.NEGATIVE_INFINITY, Math::max, Math::max),
        MINIMUM(Byte.MAX_VALUE, Double.POSITIVE_INFINITY, Math::min, Math::min);

        private final int start;
        private final double floatStart;

        @SuppressWarnings("ImmutableEnumChecker") // references to static methods, which have no state
        private final IntBinaryOperator join;

        @SuppressWarnings("ImmutableEnumChecker") // references to static methods, which have no state
        private final DoubleBinaryOperator floatJoin;

        Formula(int start, double floatStart, IntBinaryOperator join, DoubleBinaryOperator floatJoin) {
            this.start = start;
            this.floatStart = floatStart;
            this.join = join;
            this.floatJoin = floatJoin;
        }

        /** What stored int8 numbers are joined to. */
        public int start() {
            return start;
        }

        /** What numbers of a float network are joined to. */
        public double floatStart() {
            return floatStart;
        }

        /** A result so far with one more stored number. */
        public int join(int result, int element) {
            return join.applyAsInt(result, element);
        }

        /** A result so far with one more number of a float network; a mean is divided by the count afterwards. */
        public double join(double result, double element) {
            return floatJoin.applyAsDouble(result, element);
        }
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
