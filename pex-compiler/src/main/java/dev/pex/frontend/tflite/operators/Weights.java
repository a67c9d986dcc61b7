package dev.pex.frontend.tflite.operators;

import dev.pex.diagnostic.Code;
import dev.pex.floats.FloatWeights;
import dev.pex.frontend.tflite.file.CheckedVector;
import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.file.TensorEntry;
import dev.pex.frontend.tflite.file.TensorEntry.Scaling;
import dev.pex.frontend.tflite.file.TensorType;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import java.util.List;
import java.util.Optional;

/**
 * The constant operands of an operator with weights: filter (operand 1) and bias (mostly operand 2).
 *
 * @param filter {@link Filter#NONE} in a float network
 * @param bias one int32 for each output channel; zeros when it is absent, and in a float network
 * @param floats what a float network has in their place
 */
record Weights(Filter filter, Ints bias, Optional<FloatWeights> floats) {
    /** Where most operators have their bias. */
    static final int BIAS = 2;

    private static final int FILTER = 1;

    /** What the reference tolerates, in units of the output. */
    private static final double LARGEST_BIAS_ERROR = 0.02;

    private static final Limit INT8_FILTER = Limit.of("INT8 filters");
    private static final Limit SCALES = Limit.of("filter scales for the whole filter or for each output channel");
    private static final Limit AROUND_ZERO = Limit.of("filters quantised around 0");
    private static final Limit ONE_ZERO_POINT =
            Limit.of("filters quantised around 0, or any zero point with one scale");
    private static final Limit INT32_BIAS = Limit.of("INT32 biases, or none");

    /** What is checked. */
    static final List<Limit> LIMITS = List.of(INT8_FILTER, SCALES, AROUND_ZERO, INT32_BIAS);

    /** What is checked where a filter may have a zero point. */
    static final List<Limit> LIMITS_WITH_ZERO_POINT = List.of(INT8_FILTER, SCALES, ONE_ZERO_POINT, INT32_BIAS);

    /** The declared shape of the filter, which must have the given rank. */
    static List<Integer> shape(OperatorContext operator, int rank) {
        List<Integer> shape = operator.shape(FILTER);
        if (shape.size() != rank) {
            throw operator.invalid("its filter has the shape " + shape + ", not " + rank + " dimensions");
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
        if (operator.isFloat()) {
            (zeroPointAllowed ? LIMITS_WITH_ZERO_POINT : LIMITS).forEach(operator::hasNone);
            Floats filter = operator.file().floats(operator.operand(FILTER), operator.problems());
            Floats bias = floatBias(operator, biasOperand, channels);
            Ints zeros = operator.file().zeros(channels, operator.operand(FILTER));
            return new Weights(Filter.NONE, zeros, Optional.of(new FloatWeights(filter, bias)));
        }
        Filter filter = filter(operator, channelDimension, zeroPointAllowed);
        return new Weights(filter, bias(operator, biasOperand, channels), Optional.empty());
    }

    private static Filter filter(OperatorContext operator, int channelDimension, boolean zeroPointAllowed) {
        Problems problems = operator.problems();
        TensorEntry entry = operator.operand(FILTER);
        operator.require(
                INT8_FILTER, entry.type().equals(TensorType.INT8), () -> "its filter has the type " + entry.type());
        Bytes weights = operator.file().bytes(entry, 1, problems);
        Scaling scaling = operator.file().scaling(entry, problems);
        int scales = scaling.scales().map(CheckedVector::size).orElse(0);
        int channels = entry.shape().get(channelDimension);
        if (scales != 1 && scales != channels) {
            throw operator.invalid("its filter has " + scales + " scales for " + channels + " output channels");
        }
        operator.require(
                SCALES,
                scales == 1 || scaling.dimension() == channelDimension,
                () -> "its filter is quantised along dimension " + scaling.dimension() + ", not along dimension "
                        + channelDimension + ", the output channels");
        Floats values = operator.file().scales(entry, scaling, problems);
        return new Filter(weights, values, zeroPoint(operator, scaling, zeroPointAllowed));
    }

    private static Ints bias(OperatorContext operator, int operand, int channels) {
        if (!operator.hasOperand(operand)) {
            operator.hasNone(INT32_BIAS);
            return operator.file().zeros(channels, operator.operand(FILTER));
        }
        TensorEntry entry = operator.operand(operand);
        operator.require(
                INT32_BIAS, entry.type().equals(TensorType.INT32), () -> "its bias has the type " + entry.type());
        Ints bias = operator.ints(operand);
        requireOnePerChannel(operator, bias.size(), channels);
        return bias;
    }

    private static Floats floatBias(OperatorContext operator, int operand, int channels) {
        if (!operator.hasOperand(operand)) {
            return Floats.copyOf(new float[channels]);
        }
        Floats bias = operator.file().floats(operator.operand(operand), operator.problems());
        requireOnePerChannel(operator, bias.size(), channels);
        return bias;
    }

    private static void requireOnePerChannel(OperatorContext operator, int values, int channels) {
        if (values != channels) {
            throw operator.invalid("its bias has " + values + " values for " + channels + " channels");
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
                        operator.warn(
                                Code.UNSUPPORTED_FORM,
                                "its bias has the scale " + biasScale + " but is taken in units of " + product,
                                "TensorFlow Lite Micro refuses this layer; export the model again");
                    }
                });
    }

    private static int zeroPoint(OperatorContext operator, Scaling scaling, boolean allowed) {
        int count = scaling.zeroPoints().map(CheckedVector::size).orElse(0);
        boolean one = count == 1 && scaling.scales().orElseThrow().size() == 1;
        long zeroPoint = 0;
        for (int i = 0; i < count && zeroPoint == 0; i++) {
            zeroPoint = FileTensors.zeroPoint(scaling, i);
        }
        long found = zeroPoint;
        operator.require(
                allowed ? ONE_ZERO_POINT : AROUND_ZERO,
                found == 0 || (allowed && one),
                () -> "its filter has the zero point " + found);
        if (found < -128 || found > 127) {
            throw operator.invalid("its filter has the zero point " + found);
        }
        return (int) found;
    }
}
