package dev.pex.operator;

import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Depthwise 2-D convolution: output channel k reads input channel k / multiplier (docs/NUMERICS.md, 7.2).
 *
 * @param multiplier output channels per input channel
 * @param filter in the order [kernel row][kernel column][output channel]
 */
public record DepthwiseConv2d(
        Origin origin,
        int input,
        int output,
        Window rows,
        Window columns,
        int multiplier,
        Filter filter,
        Ints bias,
        Activation activation)
        implements Weighted {

    @Override
    public DepthwiseConv2d withTensors(List<Integer> inputs, int output) {
        return new DepthwiseConv2d(origin, inputs.get(0), output, rows, columns, multiplier, filter, bias, activation);
    }

    @Override
    public DepthwiseConv2d withWeights(Filter filter, Ints bias) {
        return new DepthwiseConv2d(origin, input, output, rows, columns, multiplier, filter, bias, activation);
    }

    /** None when the kept input channels have different numbers of output channels. */
    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        int outputs = kept.output().size();
        int each = outputs / kept.input().size();
        for (int k = 0; k < outputs; k++) {
            int place = each == 0 ? 0 : k / each;
            if (place >= kept.input().size()
                    || kept.output().get(k) / multiplier != kept.input().get(place)) {
                return Optional.empty();
            }
        }
        return Weighted.super.withChannels(tensors, kept).map(layer -> ((DepthwiseConv2d) layer).withMultiplier(each));
    }

    private DepthwiseConv2d withMultiplier(int each) {
        return new DepthwiseConv2d(origin, input, output, rows, columns, each, filter, bias, activation);
    }

    @Override
    public DepthwiseConv2d withActivation(Activation activation) {
        return new DepthwiseConv2d(origin, input, output, rows, columns, multiplier, filter, bias, activation);
    }

    /** The same convolution of another operand, by other windows. */
    public DepthwiseConv2d withWindows(int input, Window rows, Window columns) {
        return new DepthwiseConv2d(origin, input, output, rows, columns, multiplier, filter, bias, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.DEPTHWISE_CONV_2D;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.depthwiseConv2d(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        return Shapes.windowed(in, rows, columns, in.channels() * multiplier);
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Range channels =
                new Range(out.channels().start() / multiplier, (out.channels().end() - 1) / multiplier + 1);
        return new Part(rows.read(out.rows()), columns.read(out.columns()), channels);
    }

    @Override
    public AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.PIXELS;
    }

    @Override
    public ChannelUse channelUse() {
        return multiplier > 1 ? ChannelUse.CHOSEN : ChannelUse.KEPT;
    }

    @Override
    public long macs(Tensors tensors, Part out) {
        return (long) rows.kernel() * columns.kernel() * out.elements();
    }

    @Override
    public LayerForm form() {
        return LayerForm.DEPTHWISE;
    }

    @Override
    public Map<Character, Integer> filterSizes(Extent input) {
        return Map.of('H', rows.kernel(), 'W', columns.kernel(), 'C', input.channels(), 'M', multiplier);
    }

    @Override
    public Ints keptWeights(int weights, int inputChannels, KeptChannels kept) {
        int positions = weights / bias.size();
        int[] outputs = kept.output().toArray();
        int[] indices = new int[positions * outputs.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i / outputs.length * bias.size() + outputs[i % outputs.length];
        }
        return Ints.copyOf(indices);
    }

    @Override
    public int outputChannel(int weight, int weights) {
        return weight % bias.size();
    }

    @Override
    public int inputChannel(int weight, int inputChannels) {
        return weight % bias.size() / multiplier;
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.windows(rows, columns);
        attributes.multiplier(multiplier);
        Weighted.super.write(attributes);
    }

    static DepthwiseConv2d read(AttributeReader a) {
        Ints bias = a.bias();
        int in = a.tensor(a.input()).extent().channels();
        int multiplier = a.multiplier();
        a.require(
                multiplier > 0 && (long) in * multiplier == bias.size(),
                bias.size() + " channels of " + in + " with the multiplier " + multiplier);
        Window rows = a.rows();
        Window columns = a.columns();
        Filter filter = Weighted.read(a, bias.size(), false, rows.kernel(), columns.kernel());
        return new DepthwiseConv2d(
                a.origin(), a.input(), a.output(), rows, columns, multiplier, filter, bias, a.activation());
    }

    @Override
    public Optional<Operator> transposed() {
        Filter exchanged = filter.transposed(1, rows.kernel(), columns.kernel());
        return Optional.of(
                new DepthwiseConv2d(origin, input, output, columns, rows, multiplier, exchanged, bias, activation));
    }
}
