package dev.pex.operator;

import dev.pex.quant.Arithmetic.Padded;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Surrounds a tensor with one element (docs/NUMERICS.md, 7.7).
 *
 * @param before elements added before the first one, per axis
 * @param after elements added after the last one, per axis
 * @param value the bytes of the element; when absent it is the zero point, or 0.0
 */
public record Pad(Origin origin, int input, int output, Border before, Border after, Optional<Bytes> value)
        implements Unary {
    /** Padding with the zero point, or with 0.0. */
    public Pad(Origin origin, int input, int output, Border before, Border after) {
        this(origin, input, output, before, after, Optional.empty());
    }

    @Override
    public Pad withTensors(List<Integer> inputs, int output) {
        return new Pad(origin, inputs.get(0), output, before, after, value);
    }

    /** The same padding with the bytes of another element. */
    public Pad withValue(Bytes value) {
        return new Pad(origin, input, output, before, after, Optional.of(value));
    }

    @Override
    public OperatorKind kind() {
        return OperatorKind.PAD;
    }

    @Override
    public <R> R accept(OperatorVisitor<R> visitor) {
        return visitor.pad(this);
    }

    @Override
    public Values values() {
        return Values.MOVED;
    }

    @Override
    public Extent shape(List<Extent> inputs, Extent declared) {
        Extent in = inputs.get(0);
        Extent out = in;
        for (Axis axis : Axis.values()) {
            int behind = Math.addExact(in.along(axis), after.along(axis));
            out = out.with(axis, Math.addExact(before.along(axis), behind));
        }
        return out;
    }

    @Override
    public Part reads(Tensors tensors, int operand, Part out) {
        Extent in = tensors.tensor(input).extent();
        Part part = out;
        for (Axis axis : Axis.values()) {
            part = part.with(axis, Shapes.shifted(out.along(axis), before.along(axis), in.along(axis)));
        }
        return part;
    }

    /** Zeros around rows and columns stay zeros. */
    @Override
    public boolean passesChannelFactors() {
        return value.isEmpty() && before.channels() == 0 && after.channels() == 0;
    }

    @Override
    public Padded arithmetic(Tensors tensors) {
        return new Padded(value.orElseGet(() -> zero(tensors.outputOf(this))));
    }

    /** The bytes of the element that stands for zero. */
    private static Bytes zero(Tensor tensor) {
        byte[] element = new byte[tensor.type().bytes()];
        tensor.quantization().ifPresent(q -> element[0] = (byte) q.zeroPoint());
        return Bytes.copyOf(element);
    }

    @Override
    public void write(AttributeWriter attributes) {
        attributes.perAxis(perAxis(before), perAxis(after));
        value.ifPresent(attributes::value);
    }

    private static PerAxis perAxis(Border border) {
        return new PerAxis(border.rows(), border.columns(), border.channels());
    }

    static Pad read(AttributeReader a) {
        int size = a.tensor(a.input()).type().bytes();
        a.require(a.value().filter(bytes -> bytes.size() != size).isEmpty(), "its value has the wrong size");
        return new Pad(a.origin(), a.input(), a.output(), border(a.first()), border(a.second()), a.value());
    }

    private static Border border(PerAxis sizes) {
        return new Border(sizes.rows(), sizes.columns(), sizes.channels());
    }

    @Override
    public Optional<Operator> transposed() {
        return Optional.of(new Pad(origin, input, output, before.transposed(), after.transposed(), value));
    }

    @Override
    public Optional<Operator> withChannels(Tensors tensors, KeptChannels kept) {
        int first = before.channels();
        int end = first + tensors.tensor(input).extent().channels();
        int[] channels = kept.output().toArray();
        int ahead = (int) Arrays.stream(channels).filter(c -> c < first).count();
        int behind = (int) Arrays.stream(channels).filter(c -> c >= end).count();
        return Optional.of(new Pad(
                origin,
                input,
                output,
                new Border(before.rows(), before.columns(), ahead),
                new Border(after.rows(), after.columns(), behind),
                value));
    }
}
