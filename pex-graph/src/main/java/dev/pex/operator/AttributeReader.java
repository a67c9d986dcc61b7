package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives the attributes of an operator of a given kind. Nothing is trusted: each method throws an {@link
 * IllegalArgumentException} that names the operator when a value makes no sense.
 */
public interface AttributeReader {
    Origin origin();

    List<Integer> inputs();

    int output();

    Tensor tensor(int id);

    /** The id of an operand of an operator that has exactly {@code count} of them. */
    int input(int index, int count);

    /** The id of the only operand. */
    default int input() {
        return input(0, 1);
    }

    Window rows();

    Window columns();

    TransposedWindow transposedRows();

    TransposedWindow transposedColumns();

    int multiplier();

    /**
     * The filter; {@link Filter#NONE} in a float network.
     *
     * @param size weights that it must have
     * @param channels output channels
     * @param mayHaveZeroPoint whether a filter with one scale may have a zero point
     */
    Filter filter(long size, int channels, boolean mayHaveZeroPoint);

    /** One number per output channel, at least one; zeros in a float network. */
    Ints bias();

    Activation activation();

    /** Axes, at least one and none twice. */
    List<Axis> axes();

    /** One of exactly {@code count} axes. */
    Axis axis(int index, int count);

    /** The first of two numbers per axis. */
    PerAxis first();

    /** The second of two numbers per axis. */
    PerAxis second();

    Optional<Bytes> value();

    float number();

    Ints indices();

    Resampling resampling();

    /** Throws when a condition does not hold. */
    void require(boolean condition, String otherwise);

    /** Makes an operator that has nothing except an operand and an output. */
    interface Plain {
        Operator of(Origin origin, int input, int output);
    }

    /** Makes an operator that has nothing except two operands and an output. */
    interface PlainBinary {
        Operator of(Origin origin, int left, int right, int output);
    }

    /** Makes an operator with two operands and an activation. */
    interface ActivatedBinary {
        Operator of(Origin origin, int left, int right, int output, Activation activation);
    }

    /** Makes a reduction. */
    interface Reducing {
        Operator of(Origin origin, int input, int output, List<Axis> axes);
    }

    static Function<AttributeReader, Operator> plain(Plain made) {
        return a -> made.of(a.origin(), a.input(), a.output());
    }

    static Function<AttributeReader, Operator> binary(PlainBinary made) {
        return a -> made.of(a.origin(), a.input(0, 2), a.input(1, 2), a.output());
    }

    static Function<AttributeReader, Operator> activatedBinary(ActivatedBinary made) {
        return a -> made.of(a.origin(), a.input(0, 2), a.input(1, 2), a.output(), a.activation());
    }

    static Function<AttributeReader, Operator> reducing(Reducing made) {
        return a -> made.of(a.origin(), a.input(), a.output(), a.axes());
    }
}
