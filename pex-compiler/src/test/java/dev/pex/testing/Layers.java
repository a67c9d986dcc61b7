package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;

/** One random layer, or a usual combination of a few. */
final class Layers {
    private Layers() {}

    /** Appends to a value on offer and offers the result. */
    static void append(Draft draft) {
        Node x = draft.pick();
        Node y = switch (draft.random().nextInt(32)) {
            case 0, 1, 2, 3, 4 -> WeightedLayers.convolution(draft, x);
            case 5, 6, 7, 8 -> WeightedLayers.depthwise(draft, x);
            case 9, 10, 11 -> Joins.residual(draft, x);
            case 12, 13, 14 -> Joins.join(draft, x);
            case 15 -> Joins.constant(draft, x);
            case 16, 17 -> PlainLayers.pool(draft, x);
            case 18, 19 -> padded(draft, x);
            case 20 -> draft.isLarge(x) ? PlainLayers.mean(draft, x) : PlainLayers.pad(draft, x, true);
            case 21, 22 -> PlainLayers.mean(draft, x);
            case 23, 24 -> head(draft, x);
            case 25 -> WeightedLayers.fullyConnected(draft, x);
            case 26 -> PlainLayers.softmax(draft, x);
            case 27 -> PlainLayers.transpose(draft, x);
            case 28 -> PlainLayers.reshape(draft, x);
            case 29 -> requantize(draft, x);
            case 30 -> throughFloat(draft, x);
            default -> Edges.input(draft);
        };
        if (!draft.values().contains(y)) {
            draft.offer(y);
        }
    }

    /** Moves the elements of a value of any type about. */
    static Node moved(Draft draft, Node x) {
        return switch (draft.random().nextInt(3)) {
            case 0 -> PlainLayers.transpose(draft, x);
            case 1 -> PlainLayers.reshape(draft, x);
            default -> PlainLayers.pad(draft, x, draft.oneIn(2));
        };
    }

    static Node requantize(Draft draft, Node x) {
        String name = draft.name("requantize");
        return draft.fit(draft.magnitude(x), q -> x.requantize(name, q), x);
    }

    /** A border and a window over it. */
    private static Node padded(Draft draft, Node x) {
        Node y = PlainLayers.pad(draft, draft.image(x), false);
        return switch (draft.random().nextInt(3)) {
            case 0 -> PlainLayers.pool(draft, y);
            case 1 -> WeightedLayers.depthwise(draft, y);
            default -> WeightedLayers.convolution(draft, y);
        };
    }

    /** How classifiers end. */
    private static Node head(Draft draft, Node x) {
        Node pooled = switch (draft.random().nextInt(3)) {
            case 0 -> PlainLayers.mean(draft, x);
            case 1 -> PlainLayers.pool(draft, x);
            default -> x;
        };
        Node scores = WeightedLayers.fullyConnected(draft, pooled);
        return draft.random().nextBoolean() ? PlainLayers.softmax(draft, scores) : scores;
    }

    private static Node throughFloat(Draft draft, Node x) {
        Node real = draft.made(x.dequantize(draft.name("dequantize")), draft.magnitude(x), x);
        String name = draft.name("quantize");
        return draft.fit(draft.magnitude(real), (Quantized q) -> real.quantize(name, q), real);
    }
}
