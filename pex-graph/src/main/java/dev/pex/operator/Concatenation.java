package dev.pex.operator;

import dev.pex.tensor.Axis;
import java.util.List;
import java.util.Optional;

/**
 * Tensors one behind the other along an axis.
 *
 * @param inputs in this order; all have the same extent along the other axes
 */
public record Concatenation(Origin origin, List<Integer> inputs, int output, Axis axis) implements Movement {
    public Concatenation {
        inputs = List.copyOf(inputs);
    }

    @Override
    public Concatenation withTensors(List<Integer> newInputs, int newOutput) {
        return new Concatenation(origin, newInputs, newOutput, axis);
    }

    /** Where an operand begins along the axis of the output. */
    public int start(Tensors tensors, int operand) {
        int start = 0;
        for (int i = 0; i < operand; i++) {
            start += tensors.tensor(inputs.get(i)).extent().along(axis);
        }
        return start;
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Concatenation(origin, inputs, output, axis.transposed()));
    }
}
