package dev.pex.operator;

import java.util.List;

/**
 * x, or x * alpha where x is negative.
 *
 * @param alpha finite and not negative
 */
public record LeakyRelu(Origin origin, int input, int output, float alpha) implements TableFunction {
    @Override
    public LeakyRelu withTensors(List<Integer> inputs, int output) {
        return new LeakyRelu(origin, inputs.get(0), output, alpha);
    }
}
