package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.List;
import java.util.Optional;

/** Operators that make another number of rows and columns, as many as the output declares. */
public interface Resize extends Unary {
    Resampling resampling();

    @Override
    default Extent shape(List<Extent> inputs, Extent declared) {
        return declared.with(Axis.CHANNELS, inputs.get(0).channels());
    }

    @Override
    default void write(AttributeWriter attributes) {
        attributes.resampling(resampling());
    }

    @Override
    default Optional<Operator> transposed() {
        return Optional.of(this);
    }

    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        return Optional.of(this);
    }
}
