package dev.pex.dsl;

import dev.pex.dsl.build.Call;
import dev.pex.operator.Operator;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements that a slice keeps; by default all. Values are immutable: every method makes a changed copy.
 *
 * @param spans the indices to keep of an axis; the last span of an axis is used
 * @param stride distance between neighbouring indices that are kept, per axis
 */
public record Slice(List<Span> spans, PerAxis stride) {
    public Slice {
        spans = List.copyOf(spans);
    }

    /**
     * Indices along an axis.
     *
     * @param begin the first index
     * @param end the index after the last
     */
    public record Span(Axis axis, int begin, int end) {}

    /** All elements. */
    public static Slice all() {
        return new Slice(List.of(), new PerAxis(1, 1, 1));
    }

    /** Only the indices from {@code begin}, inclusive, to {@code end}, exclusive, of an axis. */
    public Slice range(Axis axis, int begin, int end) {
        List<Span> changed = new ArrayList<>(spans);
        changed.add(new Span(axis, begin, end));
        return new Slice(changed, stride);
    }

    /** Only the first of every {@code step} indices of an axis. */
    public Slice every(int step, Axis axis) {
        return new Slice(spans, stride.with(axis, step));
    }

    /** The operator and the extent of its output. */
    record Cut(Operator operator, Extent extent) {}

    Cut cut(Call call, Tensor input) {
        Extent in = input.extent();
        PerAxis begin = new PerAxis(0, 0, 0);
        Extent out = in;
        for (Axis axis : Axis.values()) {
            Span span = span(axis, in.along(axis));
            int step = stride.along(axis);
            call.require(
                    span.begin() >= 0 && span.begin() < span.end() && span.end() <= in.along(axis),
                    "it takes " + span.begin() + " to " + span.end() + " of " + in.along(axis) + " along " + axis);
            call.require(step >= 1, "stride " + step + " along " + axis + " is not positive");
            begin = begin.with(axis, span.begin());
            out = out.with(axis, (span.end() - span.begin() - 1) / step + 1);
        }
        return new Cut(new dev.pex.operator.Slice(call.origin(), input.id(), call.output(), begin, stride), out);
    }

    private Span span(Axis axis, int extent) {
        Span last = new Span(axis, 0, extent);
        for (Span span : spans) {
            last = span.axis() == axis ? span : last;
        }
        return last;
    }
}
