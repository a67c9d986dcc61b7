package dev.pex.operator;

import dev.pex.quant.Arithmetic;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.quant.Violation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fully connected: each row of the input, n x 1 x k, makes a row of the output, n x 1 x units (docs/NUMERICS.md, 7.3).
 *
 * @param filter in the order [unit][input channel]
 */
public record FullyConnected(Origin origin, int input, int output, Filter filter, Ints bias, Activation activation)
        implements Weighted {
    @Override
    public FullyConnected withTensors(List<Integer> inputs, int output) {
        return new FullyConnected(origin, inputs.get(0), output, filter, bias, activation);
    }

    @Override
    public FullyConnected withWeights(Filter filter, Ints bias) {
        return new FullyConnected(origin, input, output, filter, bias, activation);
    }

    @Override
    public FullyConnected withActivation(Activation activation) {
        return new FullyConnected(origin, input, output, filter, bias, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.FULLY_CONNECTED;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.fullyConnected(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        return inputs.get(0).with(Axis.CHANNELS, bias.size());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        return out.with(Axis.CHANNELS, Range.all(tensors.tensor(input).extent().channels()));
    }

    @Override
    public List<Axis> intakeAxes(Tensors tensors) {
        return List.of(Axis.CHANNELS);
    }

    @Override
    public ChannelUse channelUse() {
        return ChannelUse.MIXED_VECTOR;
    }

    @Override
    public long macs(Tensors tensors, Part out) {
        return tensors.tensor(input).extent().channels() * out.elements();
    }

    /** With one scale for the whole filter the reference multiplies scales in float32. */
    private boolean isPerTensor() {
        return filter.scales().size() == 1;
    }

    @Override
    public Arithmetic.Weighted arithmetic(Tensors tensors) {
        if (!isPerTensor()) {
            return Weighted.super.arithmetic(tensors);
        }
        Tensor in = tensors.tensor(input);
        Tensor out = tensors.outputOf(this);
        float product = in.scale() * filter.scale(0);
        QuantizedMultiplier scale = QuantizedMultiplier.of((double) product / (double) out.scale());
        int[] multipliers = new int[bias.size()];
        int[] shifts = new int[bias.size()];
        Arrays.fill(multipliers, scale.multiplier());
        Arrays.fill(shifts, scale.shift());
        return new Arithmetic.Weighted(
                -in.zeroPoint(),
                -filter.zeroPoint(),
                out.zeroPoint(),
                Ints.copyOf(multipliers),
                Ints.copyOf(shifts),
                activation.minimum(out),
                activation.maximum(out));
    }

    @Override
    public Optional<Violation> violation(Tensors tensors) {
        if (isPerTensor() && Float.isInfinite(tensors.tensor(input).scale() * filter.scale(0))) {
            return Violation.unsupported("the product of its scales is infinite", "products within float32");
        }
        return Weighted.super.violation(tensors);
    }

    @Override
    public int requantizations() {
        return filter.scales().size();
    }

    @Override
    public LayerForm form() {
        return LayerForm.FULLY_CONNECTED;
    }

    @Override
    public Map<Character, Integer> filterSizes(Extent input) {
        return Map.of('O', bias.size(), 'I', input.channels());
    }

    static FullyConnected read(AttributeReader a) {
        Ints bias = a.bias();
        Filter filter =
                Weighted.read(a, bias.size(), true, a.tensor(a.input()).extent().channels());
        return new FullyConnected(a.origin(), a.input(), a.output(), filter, bias, a.activation());
    }

    /** None: it takes rows of the input, and columns are no rows. */
    @Override
    public Optional<Operator> transposed() {
        return Optional.empty();
    }
}
