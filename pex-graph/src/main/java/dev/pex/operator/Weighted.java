package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Violation;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Operators that sum up products with weights: {@code sum((x - zeroPoint) * w) + bias}, requantised.
 * The order of the weights in the filter is the operator's own.
 */
public interface Weighted extends Unary, Activated {
    Filter filter();

    /** One int32 per output channel, in units of input scale x filter scale. */
    Ints bias();

    /** The same layer with other weights of the same shape. */
    Weighted withWeights(Filter filter, Ints bias);

    @Override
    Weighted withActivation(Activation activation);

    /** What it is called where files state the order of weights. */
    LayerForm form();

    /**
     * The dimensions of the filter by the letters of {@link LayerForm}.
     *
     * @param input extent of the operand
     */
    Map<Character, Integer> filterSizes(Extent input);

    /** The output channel that a weight of the filter belongs to. */
    default int outputChannel(int weight, int weights) {
        return weight / (weights / bias().size());
    }

    /** The input channel that a weight of the filter multiplies. */
    default int inputChannel(int weight, int inputChannels) {
        return weight % inputChannels;
    }

    /**
     * Indices of the weights of the layer with other channels, in the order of its filter.
     *
     * @param weights how many there are before
     * @param inputChannels how many the operand has before
     */
    default Ints keptWeights(int weights, int inputChannels, KeptChannels kept) {
        int positions = weights / bias().size() / inputChannels;
        int[] outputs = kept.output().toArray();
        int[] inputs = kept.input().toArray();
        int[] indices = new int[outputs.length * positions * inputs.length];
        int next = 0;
        for (int output : outputs) {
            for (int position = 0; position < positions; position++) {
                for (int input : inputs) {
                    indices[next++] = (output * positions + position) * inputChannels + input;
                }
            }
        }
        return Ints.copyOf(indices);
    }

    @Override
    default Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        Filter filter = filter();
        if (!filter.equals(Filter.NONE)) {
            int channels = tensors.tensor(input()).extent().channels();
            filter = filter.select(keptWeights(filter.count(), channels, kept), kept.output());
        }
        return Optional.of(withWeights(filter, bias().select(kept.output())));
    }

    /** The constants with one scale for each output channel. The filter's zero point plays no part. */
    @Override
    default Arithmetic.Weighted arithmetic(Tensors tensors) {
        Tensor in = tensors.tensor(input());
        Tensor out = tensors.outputOf(this);
        int channels = bias().size();
        int[] multipliers = new int[channels];
        int[] shifts = new int[channels];
        for (int k = 0; k < channels; k++) {
            double factor = (double) in.scale() * (double) filter().scale(k) / (double) out.scale();
            QuantizedMultiplier scale = QuantizedMultiplier.of(factor);
            multipliers[k] = scale.multiplier();
            shifts[k] = scale.shift();
        }
        return new Arithmetic.Weighted(
                -in.zeroPoint(),
                0,
                out.zeroPoint(),
                Ints.copyOf(multipliers),
                Ints.copyOf(shifts),
                activation().minimum(out),
                activation().maximum(out));
    }

    @Override
    default Optional<Violation> violation(Tensors tensors) {
        Arithmetic.Weighted arithmetic = arithmetic(tensors);
        int weights = filter().weights().size();
        long[] sums = new long[bias().size()];
        for (int i = 0; i < weights; i++) {
            // Kernels may sum the offset's share apart, so both shares must fit.
            sums[outputChannel(i, weights)] +=
                    Math.abs(filter().weights().get(i)) + Math.abs(arithmetic.filterOffset());
        }
        return arithmetic.violation(sums, bias());
    }

    @Override
    default int constantBytes(Tensors tensors) {
        int channels = bias().size();
        return filter().weights().size()
                + channels * Integer.BYTES
                + requantizations() * Arithmetic.REQUANTIZATION_BYTES;
    }

    /** How many requantisations the layer has. */
    default int requantizations() {
        return bias().size();
    }

    @Override
    default void write(AttributeWriter attributes) {
        attributes.activation(activation());
        attributes.filter(filter());
        attributes.bias(bias());
    }

    /** The filter as it is read for an operand and the dimensions of {@code sizes}. */
    static Filter read(AttributeReader attributes, int channels, boolean mayHaveZeroPoint, int... sizes) {
        long size = Arrays.stream(sizes).asLongStream().reduce(channels, Math::multiplyExact);
        return attributes.filter(size, channels, mayHaveZeroPoint);
    }
}
