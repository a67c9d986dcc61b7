package dev.pex.codesign.describe;

import dev.pex.operator.Activation;
import dev.pex.operator.AttributeWriter;
import dev.pex.operator.Operator;
import dev.pex.operator.Resampling;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Ints;
import dev.pex.tensor.PerAxis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What distinguishes an operator from others of its kind, by the name of what it is. */
final class Attributes implements AttributeWriter {
    /** The element of a pad. */
    static final String VALUE = "value";

    private static final String WEIGHTS = "weights";
    private static final String BIAS = "bias";

    private final Map<String, Object> found = new TreeMap<>();

    private Attributes() {}

    static Map<String, Object> of(Operator operator) {
        Attributes attributes = new Attributes();
        operator.write(attributes);
        return attributes.found;
    }

    /** All except weights and bias. */
    static Map<String, Object> withoutWeights(Operator operator) {
        Map<String, Object> attributes = of(operator);
        attributes.remove(WEIGHTS);
        attributes.remove(BIAS);
        return attributes;
    }

    @Override
    public void windows(Window rows, Window columns) {
        found.put("window along rows", rows);
        found.put("window along columns", columns);
    }

    @Override
    public void transposedWindows(TransposedWindow rows, TransposedWindow columns) {
        found.put("window along rows", rows);
        found.put("window along columns", columns);
    }

    @Override
    public void multiplier(int multiplier) {
        found.put("multiplier", multiplier);
    }

    @Override
    public void filter(Filter filter) {
        found.put(WEIGHTS, filter);
    }

    @Override
    public void bias(Ints bias) {
        found.put(BIAS, bias);
    }

    @Override
    public void activation(Activation activation) {
        found.put("activation", activation);
    }

    @Override
    public void axes(List<Axis> axes) {
        found.put("axes", axes);
    }

    @Override
    public void perAxis(PerAxis first, PerAxis second) {
        found.put("begin", first);
        found.put("end", second);
    }

    @Override
    public void value(Bytes value) {
        found.put(VALUE, value);
    }

    @Override
    public void number(float number) {
        found.put("number", number);
    }

    @Override
    public void indices(Ints indices) {
        found.put("indices", indices);
    }

    @Override
    public void resampling(Resampling resampling) {
        found.put("resampling", resampling);
    }
}
