package dev.pex.dsl.build;

import dev.pex.tensor.ElementType;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the filter and the bias of an operator must be.
 *
 * @param layout the filter's dimensions for messages, such as {@code 64x3x3x8}
 * @param size the product of the dimensions
 * @param channels output channels
 * @param zeroPoint whether a filter with one scale may have a zero point
 */
public record FilterForm(String layout, long size, int channels, boolean zeroPoint) {
    /** The form of a filter with these dimensions. */
    public static FilterForm of(int channels, int... dimensions) {
        String layout = Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining("x"));
        long size = Arrays.stream(dimensions).asLongStream().reduce(1, (a, b) -> a * b);
        return new FilterForm(layout, size, channels, false);
    }

    /** The same, with a zero point allowed. */
    public FilterForm mayHaveZeroPoint() {
        return new FilterForm(layout, size, channels, true);
    }

    /** The checked filter; {@link Filter#NONE} where it is to be looked up. */
    public Filter filter(Call call, Tensor input, Optional<Filter> given) {
        if (input.type() == ElementType.FLOAT32) {
            call.require(given.isEmpty(), "it has int8 weights, but its input '" + input.name() + "' is FLOAT32");
        }
        if (given.isEmpty()) {
            call.require(size <= Integer.MAX_VALUE, layout + " = " + size + " weights are too many");
            return Filter.NONE;
        }
        Filter filter = given.get();
        int weights = filter.weights().size();
        call.require(weights == size, weights + " weights for " + layout + " = " + size);
        checkScales(call, filter.scales());
        checkZeroPoint(call, filter);
        return filter;
    }

    private void checkScales(Call call, Floats scales) {
        call.require(
                scales.size() == 1 || scales.size() == channels,
                scales.size() + " scales for " + channels + " output channels; it takes 1 or " + channels);
        for (int i = 0; i < scales.size(); i++) {
            float scale = scales.get(i);
            call.require(
                    scale > 0 && !Float.isInfinite(scale),
                    "scale " + i + " of its weights is " + scale + "; it must be positive and finite");
        }
    }

    private void checkZeroPoint(Call call, Filter filter) {
        int given = filter.zeroPoint();
        String problem = "the zero point of its weights is " + given;
        call.require(given == 0 || zeroPoint, problem + "; only fully connected weights may have one");
        call.require(given == 0 || filter.scales().size() == 1, problem + "; only weights with one scale may have one");
        call.require(given >= -128 && given <= 127, problem + ", outside [-128, 127]");
    }

    /** The checked bias, one element per output channel; zeros when none is given. */
    public Ints bias(Call call, Tensor input, Optional<Ints> given) {
        call.require(
                given.isEmpty() || input.type() != ElementType.FLOAT32,
                "it has an integer bias, but its input '" + input.name() + "' is FLOAT32");
        Ints bias = given.orElseGet(() -> Ints.copyOf(new int[channels]));
        call.require(bias.size() == channels, bias.size() + " biases for " + channels + " output channels");
        return bias;
    }
}
