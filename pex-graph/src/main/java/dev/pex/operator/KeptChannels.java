package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;
import java.util.List;

/**
 * The channels of the tensors of an operator that a narrower or wider network has. An index that is there several times is a
 * channel with copies.
 *
 * @param operands for each operand the indices of its channels, ascending and at least one
 * @param output the indices of the output's channels, ascending and at least one
 */
public record KeptChannels(List<Ints> operands, Ints output) {
    public KeptChannels {
        operands = List.copyOf(operands);
    }

    /** The channels of the first operand. */
    public Ints input() {
        return operands.get(0);
    }

    /** Whether the first operand of an operator stays as it is. */
    public boolean hasWholeInput(Tensors tensors, Operator operator) {
        return input().equals(Ints.range(tensors.operand(operator, 0).extent().along(Axis.CHANNELS)));
    }
}
