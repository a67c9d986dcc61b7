package dev.pex.operator;

import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import java.util.List;

/** Takes the attributes of an operator, each of which an {@link AttributeReader} gives back under the same name. */
public interface AttributeWriter {
    void windows(Window rows, Window columns);

    void transposedWindows(TransposedWindow rows, TransposedWindow columns);

    /** Output channels per input channel of a depthwise convolution. */
    void multiplier(int multiplier);

    void filter(Filter filter);

    void bias(Ints bias);

    void activation(Activation activation);

    void axes(List<Axis> axes);

    /** Two numbers for each axis: borders of a pad, begin and stride of a slice. */
    void perAxis(PerAxis first, PerAxis second);

    /** The bytes of one element. */
    void value(Bytes value);

    void number(float number);

    void indices(Ints indices);

    void resampling(Resampling resampling);
}
