package dev.pex.operator;

import dev.pex.quant.Arithmetic.Pooled;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Operators that make one value of all that a window covers, channel by channel; absent taps do not count. */
public interface Pooling extends Unary {
    Window rows();

    Window columns();

    Activation activation();

    @Override
    default Values values() {
        return Values.SAME_SCALE;
    }

    @Override
    default Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        return Shapes.windowed(in, rows(), columns(), in.channels());
    }

    @Override
    default Part reads(Tensors tensors, int operand, Part out) {
        return new Part(rows().read(out.rows()), columns().read(out.columns()), out.channels());
    }

    @Override
    default Pooled arithmetic(Tensors tensors) {
        Tensor out = tensors.outputOf(this);
        return new Pooled(activation().minimum(out), activation().maximum(out));
    }

    @Override
    default boolean passesChannelFactors() {
        return activation().passesFactors();
    }

    @Override
    default AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.PIXELS;
    }

    @Override
    default List<Axis> intakeAxes(Tensors tensors) {
        return tensors.outputOf(this).extent().rows() == 1 ? List.of(Axis.ROWS) : List.of();
    }

    @Override
    default void write(AttributeWriter attributes) {
        attributes.windows(rows(), columns());
        attributes.activation(activation());
    }

    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
