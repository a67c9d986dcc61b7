package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Code;
import dev.pex.floats.FloatWeights;
import dev.pex.frontend.tflite.TensorEntry.Scaling;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * The constant operands of an operator with weights: filter (operand 1) and bias (mostly operand 2).
 *
 * @param filter {@link Filter#NONE} in a network of real numbers
 * @param bias one int32 for each output channel; zeros when it is absent, and in a network of real numbers
 * @param real what a network of real numbers has in their place
 */
record Weights(Filter filter, Ints bias, Optional<FloatWeights> real) {
    /** Where most operators have their bias. */
    static final int BIAS = 2;

    private static final int FILTER = 1;

    /** What the reference tolerates, in units of the output. */
    private static final double LARGEST_BIAS_ERROR = 0.02;

    /** The declared shape of the filter, which must have the given rank. */
    static List<Integer> shape(OperatorContext operator, int rank) {
        TensorEntry entry = operator.operand(FILTER);
        List<Integer> shape = operator.file().shape(entry, operator.problems());
        if (shape.size() != rank) {
            throw operator.problems().invalid("its filter has the shape " + shape + ", not " + rank + " dimensions");
        }
        return shape;
    }

    /**
     * The weights.
     *
     * @param channelDimension the dimension of the filter that is the output channels
     * @param zeroPointAllowed whether a single zero point other than 0 may be
     * @param biasOperand where the bias is, if there is one
     */
    static Weights read(OperatorContext operator, int channelDimension, boolean zeroPointAllowed, int biasOperand) {
        int channels = operator.operand(FILTER).shape().get(channelDimension);
        if (operator.isReal()) {
            Floats filter = operator.file().floats(operator.operand(FILTER), operator.problems());
            Floats bias = realBias(operator, biasOperand, channels);
            Ints zeros = operator.file().zeros(channels, operator.operand(FILTER));
            return new Weights(Filter.NONE, zeros, Optional.of(new FloatWeights(filter, bias)));
        }
        Filter filter = filter(operator, channelDimension, zeroPointAllowed);
        return new Weights(filter, bias(operator, biasOperand, channels), Optional.empty());
    }

    private static Filter filter(OperatorContext operator, int channelDimension, boolean zeroPointAllowed) {
        Problems problems = operator.problems();
        TensorEntry entry = operator.operand(FILTER);
        if (!entry.type().equals(TensorType.INT8)) {
            throw problems.unsupported("its filter has the type " + entry.type(), "INT8 filters");
        }
        Bytes weights = operator.file().bytes(entry, 1, problems);
        Scaling scaling = operator.file().scaling(entry, problems);
        int scales = scaling.scales().map(CheckedVector::size).orElse(0);
        int channels = entry.shape().get(channelDimension);
        if (scales != 1 && scales != channels) {
            throw problems.invalid("its filter has " + scales + " scales for " + channels + " output channels");
        }
        if (scales > 1 && scaling.dimension() != channelDimension) {
            throw problems.unsupported(
                    "its filter is quantised along dimension " + scaling.dimension(),
                    "dimension " + channelDimension + ", the output channels");
        }
        Floats values = operator.file().scales(entry, scaling, problems);
        return new Filter(weights, values, zeroPoint(operator, scaling, zeroPointAllowed));
    }

    private static Ints bias(OperatorContext operator, int operand, int channels) {
        if (!operator.hasOperand(operand)) {
            return operator.file().zeros(channels, operator.operand(FILTER));
        }
        TensorEntry entry = operator.operand(operand);
        if (!entry.type().equals(TensorType.INT32)) {
            throw operator.problems().unsupported("its bias has the type " + entry.type(), "INT32 biases");
        }
        Ints bias = operator.file().ints(entry, operator.problems());
        requireOnePerChannel(operator, bias.size(), channels);
        return bias;
    }

    private static Floats realBias(OperatorContext operator, int operand, int channels) {
        if (!operator.hasOperand(operand)) {
            return Floats.copyOf(new float[channels]);
        }
        Floats bias = operator.file().floats(operator.operand(operand), operator.problems());
        requireOnePerChannel(operator, bias.size(), channels);
        return bias;
    }

    private static void requireOnePerChannel(OperatorContext operator, int values, int channels) {
        if (values != channels) {
            throw operator.problems().invalid("its bias has " + values + " values for " + channels + " channels");
        }
    }

    /** Warns of a per-tensor filter whose bias has a scale of its own: the reference refuses it. */
    void checkBiasScale(OperatorContext operator, float inputScale, float outputScale) {
        if (filter.scales().size() > 1 || !operator.hasOperand(BIAS)) {
            return;
        }
        operator.operand(BIAS)
                .scaling()
                .flatMap(Scaling::scales)
                .map(scales -> scales.float32(0))
                .ifPresent(biasScale -> {
                    double product = (double) inputScale * filter.scale(0);
                    if (!(Math.abs(product - biasScale) / outputScale <= LARGEST_BIAS_ERROR)) {
                        operator.problems()
                                .warn(
                                        Code.UNSUPPORTED_FORM,
                                        "its bias has the scale " + biasScale + " but is taken in units of " + product,
                                        "TensorFlow Lite Micro refuses this layer; export the model again");
                    }
                });
    }

    private static int zeroPoint(OperatorContext operator, Scaling scaling, boolean allowed) {
        int count = scaling.zeroPoints().map(CheckedVector::size).orElse(0);
        long single = count == 1 ? FileTensors.zeroPoint(scaling, 0) : 0;
        for (int i = 0; i < count; i++) {
            long zeroPoint = FileTensors.zeroPoint(scaling, i);
            if (zeroPoint != 0
                    && !(allowed && count == 1 && scaling.scales().orElseThrow().size() == 1)) {
                throw operator.problems()
                        .unsupported("its filter has the zero point " + zeroPoint, "filters quantised around 0");
            }
        }
        if (single < -128 || single > 127) {
            throw operator.problems().invalid("its filter has the zero point " + single);
        }
        return (int) single;
    }
}
