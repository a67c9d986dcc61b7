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
 * Transposed 2-D convolution (docs/NUMERICS.md, 7.34).
 *
 * @param filter in the order [output channel][kernel row][kernel column][input channel]
 */
public record TransposeConv2d(
        Origin origin,
        int input,
        int output,
        TransposedWindow rows,
        TransposedWindow columns,
        Filter filter,
        Ints bias,
        Activation activation)
        implements Weighted {

    @Override
    public TransposeConv2d withTensors(List<Integer> inputs, int output) {
        return new TransposeConv2d(origin, inputs.get(0), output, rows, columns, filter, bias, activation);
    }

    @Override
    public TransposeConv2d withWeights(Filter filter, Ints bias) {
        return new TransposeConv2d(origin, input, output, rows, columns, filter, bias, activation);
    }

    @Override
    public TransposeConv2d withActivation(Activation activation) {
        return new TransposeConv2d(origin, input, output, rows, columns, filter, bias, activation);
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.TRANSPOSE_CONV_2D;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.transposeConv2d(this);
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        Shapes.require(rows.input() == in.rows() && columns.input() == in.columns(), "window does not fit input " + in);
        return new Extent(rows.output(), columns.output(), bias.size());
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        int channels = tensors.tensor(input).extent().channels();
        return new Part(rows.read(out.rows()), columns.read(out.columns()), Range.all(channels));
    }

    @Override
    public ChannelUse channelUse() {
        return ChannelUse.CHOSEN;
    }

    /** Those that meet an input: unlike a convolution's, absent taps are not counted. */
    @Override
    public long macs(Tensors tensors, Part out) {
        return rows.presentTaps(out.rows())
                * columns.presentTaps(out.columns())
                * tensors.tensor(input).extent().channels()
                * out.channels().size();
    }

    @Override
    public LayerForm form() {
        return LayerForm.TRANSPOSED;
    }

    @Override
    public Map<Character, Integer> filterSizes(Extent input) {
        return Map.of('O', bias.size(), 'H', rows.kernel(), 'W', columns.kernel(), 'I', input.channels());
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.transposedWindows(rows, columns);
        Weighted.super.write(attributes);
    }

    static TransposeConv2d read(AttributeReader a) {
        Ints bias = a.bias();
        TransposedWindow rows = a.transposedRows();
        TransposedWindow columns = a.transposedColumns();
        int in = a.tensor(a.input()).extent().channels();
        Filter filter = Weighted.read(a, bias.size(), false, rows.kernel(), columns.kernel(), in);
        return new TransposeConv2d(a.origin(), a.input(), a.output(), rows, columns, filter, bias, a.activation());
    }

    @Override
    public Optional<Operator> transposed() {
        Filter exchanged = filter.transposed(bias.size(), rows.kernel(), columns.kernel());
        return Optional.of(new TransposeConv2d(origin, input, output, columns, rows, exchanged, bias, activation));
    }
}
