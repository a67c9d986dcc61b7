package dev.pex.testing;

import dev.pex.dsl.AveragePool2d;
import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Sliding;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.testing.Kinds.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Layers without weights. */
final class PlainLayers {
    /** Below it softmax's differences cannot be represented. */
    private static final float SMALLEST_SOFTMAX_SCALE = 0x1p-20f;

    private static final int LONGEST_SOFTMAX = 4095;

    /** What makes one element of a whole axis, or of several. */
    static final Kinds<Layer> REDUCTIONS = Kinds.<Layer>none()
            .with("mean", 4, PlainLayers::mean)
            .with("sum", 1, PlainLayers::sum)
            .with("reduceMax", 1, PlainLayers::reduceMax)
            .with("reduceMin", 1, PlainLayers::reduceMin);

    private PlainLayers() {}

    /** A pool of either kind. */
    static Node pool(Draft draft, Node x) {
        return draft.oneIn(2) ? averagePool(draft, x) : maxPool(draft, x);
    }

    static Node averagePool(Draft draft, Node value) {
        Node x = draft.image(value);
        AveragePool2d options = new AveragePool2d(sliding(draft, x), draft.activation());
        return draft.made(x.averagePool2d(draft.name("pool"), options), draft.magnitude(x), x);
    }

    static Node maxPool(Draft draft, Node value) {
        Node x = draft.image(value);
        MaxPool2d options = new MaxPool2d(sliding(draft, x), draft.activation());
        return draft.made(x.maxPool2d(draft.name("pool"), options), draft.magnitude(x), x);
    }

    private static Sliding sliding(Draft draft, Node x) {
        return WeightedLayers.sliding(draft, x.shape().extent(), 1);
    }

    /** A mean, now and then a sum, a maximum or a minimum. */
    static Node reduction(Draft draft, Node x) {
        return draft.append(draft.repertoire().reductions(), x);
    }

    private static Node mean(Draft draft, Node x) {
        Axis[] along = axes(draft);
        String name = draft.name("mean");
        double magnitude = draft.magnitude(x) * draft.between(0.3, 1);
        return draft.fit(magnitude, q -> x.mean(name, q, along), x);
    }

    private static Node sum(Draft draft, Node x) {
        Axis[] along = axes(draft);
        String name = draft.name("sum");
        return draft.fit(draft.magnitude(x) * draft.between(1, 10), q -> x.sum(name, q, along), x);
    }

    private static Node reduceMax(Draft draft, Node x) {
        return draft.made(x.reduceMax(draft.name("maximum"), axes(draft)), draft.magnitude(x), x);
    }

    private static Node reduceMin(Draft draft, Node x) {
        return draft.made(x.reduceMin(draft.name("minimum"), axes(draft)), draft.magnitude(x), x);
    }

    /** The axes of a reduction: often rows and columns. */
    private static Axis[] axes(Draft draft) {
        List<Axis> axes = new ArrayList<>();
        if (draft.oneIn(2)) {
            axes.addAll(List.of(Axis.ROWS, Axis.COLUMNS));
        } else {
            for (Axis axis : Axis.values()) {
                if (draft.oneIn(2)) {
                    axes.add(draft.random().nextInt(axes.size() + 1), axis);
                }
            }
        }
        if (axes.isEmpty()) {
            axes.add(Axis.CHANNELS);
        }
        return axes.toArray(Axis[]::new);
    }

    static Node softmax(Draft draft, Node x) {
        if (x.shape().extent().channels() > LONGEST_SOFTMAX) {
            return reduction(draft, x);
        }
        float scale = x.quantized().orElseThrow().scale();
        Node logits = scale < SMALLEST_SOFTMAX_SCALE ? rescaled(draft, x) : x;
        float beta = draft.oneIn(4) ? (float) draft.between(0.5, 4) : 1f;
        return draft.made(logits.softmax(draft.name("softmax"), beta), 0.3, logits);
    }

    private static Node rescaled(Draft draft, Node x) {
        Quantized quantized = Quantized.int8(0.1f, draft.zeroPoint());
        return draft.made(x.requantize(draft.name("rescaled"), quantized), 1, x);
    }

    static Node transpose(Draft draft, Node x) {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            axes.add(draft.random().nextInt(axes.size() + 1), axis);
        }
        Node y = x.transpose(draft.name("transpose"), axes.get(0), axes.get(1), axes.get(2));
        return draft.made(y, draft.magnitude(x), x);
    }

    static Node pad(Draft draft, Node x, boolean channels) {
        Border before = border(draft, channels);
        Border after = border(draft, channels);
        boolean anyValue = draft.oneIn(6)
                && x.quantized().map(q -> q.type() == ElementType.INT8).orElse(false);
        Node y = anyValue
                ? x.pad(draft.name("pad"), before, after, (byte) draft.random().nextInt(256))
                : x.pad(draft.name("pad"), before, after);
        return draft.made(y, draft.magnitude(x), x);
    }

    private static Border border(Draft draft, boolean channels) {
        return new Border(draft.border(2), draft.border(2), channels ? draft.border(2) : 0);
    }

    static Node reshape(Draft draft, Node x) {
        Extent e = x.shape().extent();
        int channels = divisor(draft, e.elements());
        int columns = divisor(draft, e.elements() / channels);
        int rows = e.elements() / channels / columns;
        Shape shape = draft.oneIn(4) ? Shape.of(rows * columns, channels) : Shape.of(1, rows, columns, channels);
        return draft.made(x.reshape(draft.name("reshape"), shape), draft.magnitude(x), x);
    }

    private static int divisor(Draft draft, int n) {
        int[] divisors = IntStream.rangeClosed(1, n).filter(d -> n % d == 0).toArray();
        return divisors[draft.random().nextInt(divisors.length)];
    }
}
