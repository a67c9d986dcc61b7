package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 2-D convolution (docs/NUMERICS.md, 7.1).
 *
 * @param filter in the order [output channel][kernel row][kernel column][input channel]
 */
public record Conv2d(
        Origin origin,
        int input,
        int output,
        Window rows,
        Window columns,
        Filter filter,
        Ints bias,
        Activation activation)
        implements Weighted {

    @Override
    public Conv2d withTensors(List<Integer> inputs, int output) {
        return new Conv2d(origin, inputs.get(0), output, rows, columns, filter, bias, activation);
    }

    @Override
    public Conv2d withWeights(Filter filter, Ints bias) {
        return new Conv2d(origin, input, output, rows, columns, filter, bias, activation);
    }

    @Override
    public Conv2d withActivation(Activation activation) {
        return new Conv2d(origin, input, output, rows, columns, filter, bias, activation);
    }

    /** The same convolution of another operand, by other windows. */
    public Conv2d withWindows(int input, Window rows, Window columns) {
        return new Conv2d(origin, input, output, rows, columns, filter, bias, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.CONV_2D;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.conv2d(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        return Shapes.windowed(inputs.get(0), rows, columns, bias.size());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        int channels = tensors.tensor(input).extent().channels();
        return new Part(rows.read(out.rows()), columns.read(out.columns()), Range.all(channels));
    }

    @Override
    public AccessOrder accessOrder(Tensors tensors, int operand) {
        return AccessOrder.PIXELS;
    }

    @Override
    public List<Axis> intakeAxes(Tensors tensors) {
        return List.of(Axis.CHANNELS);
    }

    @Override
    public ChannelUse channelUse() {
        return ChannelUse.MIXED;
    }

    @Override
    public long macs(Tensors tensors, Part out) {
        long taps = (long) rows.kernel() * columns.kernel();
        return taps * tensors.tensor(input).extent().channels() * out.elements();
    }

    @Override
    public LayerForm form() {
        return LayerForm.CONVOLUTION;
    }

    @Override
    public Map<Character, Integer> filterSizes(Extent input) {
        return Map.of('O', bias.size(), 'H', rows.kernel(), 'W', columns.kernel(), 'I', input.channels());
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.windows(rows, columns);
        Weighted.super.write(attributes);
    }

    static Conv2d read(AttributeReader a) {
        Ints bias = a.bias();
        Window rows = a.rows();
        Window columns = a.columns();
        int in = a.tensor(a.input()).extent().channels();
        Filter filter = Weighted.read(a, bias.size(), false, rows.kernel(), columns.kernel(), in);
        return new Conv2d(a.origin(), a.input(), a.output(), rows, columns, filter, bias, a.activation());
    }

    @Override
    public Optional<Operator> transposed() {
        Filter exchanged = filter.transposed(bias.size(), rows.kernel(), columns.kernel());
        return Optional.of(new Conv2d(origin, input, output, columns, rows, exchanged, bias, activation));
    }
}
