package dev.pex.dsl;

import dev.pex.operator.Operator;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * Which elements a slice keeps: unless told otherwise, all. Values are immutable: every method makes a
 * changed copy.
 *
 * @param spans what is kept of an axis; the last one of an axis counts
 * @param stride indices between neighbours that are kept, per axis
 */
public record Slice(List<Span> spans, PerAxis stride) {
    public Slice {
        spans = List.copyOf(spans);
    }

    /**
     * Indices along an axis.
     *
     * @param begin the first index
     * @param end the one behind the last
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

    /** The operator and the extent that it makes. */
    record Cut(Operator operator, Extent extent) {}

    Cut of(Call call, Node input) {
        Extent in = input.shape().extent();
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
