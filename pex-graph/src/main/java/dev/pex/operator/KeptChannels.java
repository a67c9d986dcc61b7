package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Ints;
import java.util.List;

/**
 * The channels that remain of the tensors of an operator when others are removed from the network.
 *
 * @param operands for each operand the indices of its channels that are kept, ascending and at least one
 * @param output the indices of the output's channels that are kept, ascending and at least one
 */
public record KeptChannels(List<Ints> operands, Ints output) {
    public KeptChannels {
        operands = List.copyOf(operands);
    }

    /** The channels that are kept of the first operand. */
    public Ints input() {
        return operands.get(0);
    }

    /** Whether nothing is removed from the first operand of an operator. */
    public boolean hasWholeInput(Tensors tensors, Operator operator) {
        return input().size() == tensors.operand(operator, 0).extent().along(Axis.CHANNELS);
    }
}
