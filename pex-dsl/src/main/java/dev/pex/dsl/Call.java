package dev.pex.dsl;

import dev.pex.operator.Origin;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The call that describes one operator.
 *
 * @param kind what is called, such as {@code conv2d}
 * @param name of the operator and of the tensor that it makes
 * @param index of the operator in the network
 * @param output id of the tensor that it is going to make
 */
record Call(String kind, String name, int index, int output) {

    Origin origin() {
        return new Origin(index, kind, name);
    }

    /** The exception of a mistake in this call. */
    DslException problem(String what) {
        return DslException.of(kind + " '" + name + "': " + what);
    }

    void require(boolean condition, String otherwise) {
        if (!condition) {
            throw problem(otherwise);
        }
    }

    void requireType(Node node, ElementType... allowed) {
        require(
                List.of(allowed).contains(node.tensor().type()),
                "its input '" + node.name() + "' is " + node.tensor().type() + "; it takes "
                        + String.join(
                                " or ",
                                List.of(allowed).stream().map(Enum::name).toList()));
    }

    void requireImage(Node node) {
        require(
                node.shape().isImage(),
                "its input '" + node.name() + "' has the shape " + node.shape()
                        + "; it takes an image, [1, rows, columns, channels]: reshape it first");
    }

    /** The axes of a reduction. */
    List<Axis> distinct(Axis... axes) {
        require(axes.length > 0, "it has no axes");
        List<Axis> list = List.of(axes);
        require(EnumSet.copyOf(list).size() == axes.length, "its axes " + list + " repeat themselves");
        return list;
    }

    void requireInt8(Quantized made) {
        require(made.type() == ElementType.INT8, "its output is " + made.type() + "; it makes INT8");
    }

    /**
     * The filter of some weights; none where the input is in real numbers.
     *
     * @param layout the filter's dimensions, for the message
     * @param size product of the dimensions
     * @param channels output channels
     */
    Filter filter(
            Node input, Optional<Weights> given, String layout, long size, int channels, boolean mayHaveZeroPoint) {
        if (input.isReal()) {
            require(given.isEmpty(), "it has int8 weights, but its input '" + input.name() + "' is FLOAT32");
            require(size <= Integer.MAX_VALUE, layout + " = " + size + " weights are too many");
            return Filter.NONE;
        }
        Weights weights = given.orElseThrow(() -> problem("it has no weights"));
        Bytes values = weights.values();
        require(values.size() == size, values.size() + " weights for " + layout + " = " + size);
        int scales = weights.scales().size();
        require(
                scales == 1 || scales == channels,
                scales + " scales for " + channels + " output channels; it takes 1 or " + channels);
        for (int i = 0; i < scales; i++) {
            float scale = weights.scales().get(i);
            require(
                    scale > 0 && !Float.isInfinite(scale),
                    "scale " + i + " of its weights is " + scale + "; it must be positive and finite");
        }
        int zeroPoint = weights.zeroPoint();
        require(
                zeroPoint == 0 || mayHaveZeroPoint,
                "the zero point of its weights is " + zeroPoint + "; only fully connected weights may have one");
        require(
                zeroPoint == 0 || scales == 1,
                "the zero point of its weights is " + zeroPoint + "; only weights with one scale may have one");
        require(
                zeroPoint >= -128 && zeroPoint <= 127,
                "the zero point of its weights is " + zeroPoint + ", outside [-128, 127]");
        return new Filter(values, weights.scales(), zeroPoint);
    }

    /** The bias: zeros when none is given. */
    Ints bias(Node input, Optional<Ints> given, int channels) {
        require(
                given.isEmpty() || !input.isReal(),
                "it has an integer bias, but its input '" + input.name() + "' is FLOAT32");
        Ints bias = given.orElseGet(() -> Ints.copyOf(new int[channels]));
        require(bias.size() == channels, bias.size() + " biases for " + channels + " output channels");
        return bias;
    }
}
