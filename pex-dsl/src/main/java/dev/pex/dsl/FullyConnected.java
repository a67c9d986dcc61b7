package dev.pex.dsl;

import dev.pex.graph.Activation;
import dev.pex.graph.Extent;
import dev.pex.graph.Ints;
import dev.pex.graph.Operator;
import java.util.Optional;

/**
 * What a fully connected operator is: every row of its input makes a row of its output. Unless told otherwise it
 * has no bias and no activation. With a quantised input it must be told its weights; in real numbers {@link
 * Network#weights} names them. Values are immutable: every method makes a changed copy.
 *
 * @param units output channels
 * @param weights in the order [unit][input channel]
 * @param bias one per unit, in units of input scale x weight scale
 * @param biased whether a network of real numbers looks up a bias
 */
public record FullyConnected(
        int units, Optional<Weights> weights, Optional<Ints> bias, boolean biased, Activation activation) {

    public static FullyConnected units(int units) {
        return new FullyConnected(units, Optional.empty(), Optional.empty(), true, Activation.NONE);
    }

    public FullyConnected weights(Weights changed) {
        return new FullyConnected(units, Optional.of(changed), bias, biased, activation);
    }

    public FullyConnected bias(int... changed) {
        return new FullyConnected(units, weights, Optional.of(Ints.copyOf(changed)), biased, activation);
    }

    /** In a network of real numbers, without a bias to look up. */
    public FullyConnected withoutBias() {
        return new FullyConnected(units, weights, Optional.empty(), false, activation);
    }

    public FullyConnected activation(Activation changed) {
        return new FullyConnected(units, weights, bias, biased, changed);
    }

    Operator operator(Call call, Node input) {
        call.require(units > 0, units + " units are not positive");
        Extent extent = input.shape().extent();
        call.require(
                extent.columns() == 1,
                "its input '" + input.name() + "' has the shape " + input.shape()
                        + "; it takes [rows, channels]: reshape it first");
        String layout = units + "x" + extent.channels();
        long size = (long) units * extent.channels();
        return new Operator.FullyConnected(
                call.origin(),
                input.id(),
                call.output(),
                call.filter(input, weights, layout, size, units, true),
                call.bias(input, bias, units),
                activation);
    }
}
