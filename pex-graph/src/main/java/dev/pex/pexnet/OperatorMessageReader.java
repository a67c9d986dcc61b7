package dev.pex.pexnet;

import dev.pex.operator.Activation;
import dev.pex.operator.AttributeReader;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import dev.pex.operator.Origin;
import dev.pex.operator.Resampling;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.proto.OperatorMessage;
import dev.pex.proto.WindowMessage;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes an operator of its message; what makes no sense is an {@link IllegalArgumentException}. */
final class OperatorMessageReader implements AttributeReader {
    /** The largest number along an axis of a window that kernels take. */
    private static final int LARGEST = 65535;

    private static final int AXES = Axis.values().length;

    private final OperatorMessage message;
    private final List<Tensor> tensors;

    /** Whether the network is a float network. */
    private final boolean isFloat;

    OperatorMessageReader(OperatorMessage message, List<Tensor> tensors, boolean isFloat) {
        this.message = message;
        this.tensors = tensors;
        this.isFloat = isFloat;
    }

    Operator read() {
        inputs().forEach(this::requireTensor);
        requireTensor(output());
        return OperatorKind.of(message.getKind())
                .orElseThrow(() -> new IllegalArgumentException("operator '" + message.getKind() + "' is not known"))
                .read(this);
    }

    @Override
    public Origin origin() {
        return new Origin(message.getIndex(), message.getOriginKind(), message.getName());
    }

    @Override
    public List<Integer> inputs() {
        return message.getInputsList();
    }

    @Override
    public int output() {
        return message.getOutput();
    }

    @Override
    public Tensor tensor(int id) {
        return tensors.get(id);
    }

    @Override
    public int input(int index, int count) {
        require(inputs().size() == count, "it has " + inputs().size() + " inputs");
        return inputs().get(index);
    }

    @Override
    public Window rows() {
        return window(message.getRows());
    }

    @Override
    public Window columns() {
        return window(message.getColumns());
    }

    private Window window(WindowMessage window) {
        requireSmall(window);
        return new Window(
                window.getInput(),
                window.getOutput(),
                window.getKernel(),
                window.getStride(),
                window.getDilation(),
                window.getPadBefore());
    }

    @Override
    public TransposedWindow transposedRows() {
        return transposed(message.getRows());
    }

    @Override
    public TransposedWindow transposedColumns() {
        return transposed(message.getColumns());
    }

    private TransposedWindow transposed(WindowMessage window) {
        requireSmall(window);
        require(window.getDilation() == 1, "a transposed window has no dilation");
        return new TransposedWindow(
                window.getInput(), window.getOutput(), window.getKernel(), window.getStride(), window.getPadBefore());
    }

    private void requireSmall(WindowMessage window) {
        for (int number : new int[] {
            window.getInput(),
            window.getOutput(),
            window.getKernel(),
            window.getStride(),
            window.getDilation(),
            window.getPadBefore()
        }) {
            require(number >= 0 && number <= LARGEST, "a number of its window is not from 0 to " + LARGEST);
        }
    }

    @Override
    public int multiplier() {
        return message.getMultiplier();
    }

    @Override
    public Filter filter(long size, int channels, boolean mayHaveZeroPoint) {
        int given =
                isFloat ? message.getRealWeightsCount() : message.getWeights().size();
        require(given == size, "it has " + given + " weights; " + size + " are needed");
        if (isFloat) {
            return Filter.NONE;
        }
        int count = message.getWeightScalesCount();
        require(count == 1 || count == channels, "it has " + count + " scales");
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = message.getWeightScales(i);
            require(scales[i] > 0 && Float.isFinite(scales[i]), "a scale is " + scales[i]);
        }
        int zeroPoint = message.getWeightZeroPoint();
        require(
                zeroPoint == 0 || (mayHaveZeroPoint && count == 1 && zeroPoint >= -128 && zeroPoint <= 127),
                "the zero point of its weights is " + zeroPoint);
        return new Filter(Bytes.copyOf(message.getWeights().toByteArray()), Floats.copyOf(scales), zeroPoint);
    }

    @Override
    public Ints bias() {
        Ints bias = isFloat ? Ints.copyOf(new int[message.getRealBiasCount()]) : ints(message.getBiasList());
        require(bias.size() > 0, "it has no output channels");
        return bias;
    }

    @Override
    public Activation activation() {
        return constant(Activation.class, "its activation", message.getActivation());
    }

    @Override
    public List<Axis> axes() {
        List<Axis> axes = message.getAxesList().stream()
                .map(axis -> constant(Axis.class, "an axis", axis))
                .toList();
        require(!axes.isEmpty() && axes.stream().distinct().count() == axes.size(), "its axes are " + axes);
        return axes;
    }

    @Override
    public Axis axis(int index, int count) {
        require(message.getAxesCount() == count, "it has " + message.getAxesCount() + " axes");
        return constant(Axis.class, "its axis", message.getAxes(index));
    }

    @Override
    public PerAxis first() {
        return perAxis(message.getBeforeList());
    }

    @Override
    public PerAxis second() {
        return perAxis(message.getAfterList());
    }

    private PerAxis perAxis(List<Integer> numbers) {
        require(numbers.size() == AXES, "it has " + numbers.size() + " numbers for " + AXES + " axes");
        return new PerAxis(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    @Override
    public Optional<Bytes> value() {
        return message.hasValue() ? Optional.of(Bytes.copyOf(message.getValue().toByteArray())) : Optional.empty();
    }

    @Override
    public float number() {
        return message.getNumber();
    }

    @Override
    public Ints indices() {
        return ints(message.getIndicesList());
    }

    @Override
    public Resampling resampling() {
        return new Resampling(message.getAlignCorners(), message.getHalfPixelCenters());
    }

    @Override
    public void require(boolean condition, String otherwise) {
        Require.that(condition, "operator '" + message.getName() + "': " + otherwise);
    }

    private <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        return Require.constant(type, "operator '" + message.getName() + "': " + what, name);
    }

    private void requireTensor(int id) {
        require(id >= 0 && id < tensors.size(), "tensor " + Integer.toUnsignedString(id) + " does not exist");
    }

    private static Ints ints(List<Integer> list) {
        return Ints.copyOf(list.stream().mapToInt(Integer::intValue).toArray());
    }
}
