package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;

/** One random layer, or a usual combination of a few. */
final class Layers {
    /** Requantisation takes factors below 2^23. */
    private static final float LARGEST_RATIO = 0x1p22f;

    private Layers() {}

    /** Appends to a value on offer and offers the result. */
    static void append(Draft draft) {
        Node x = draft.pick();
        Node y = switch (draft.random().nextInt(48)) {
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
            case 31, 32, 33 -> FunctionLayers.function(draft, x);
            case 34, 35 -> MovementLayers.concatenate(draft, x);
            case 36 -> MovementLayers.slice(draft, x);
            case 37 -> MovementLayers.resize(draft, x);
            case 38 -> MovementLayers.gather(draft, x);
            case 39 -> WeightedLayers.transposeConvolution(draft, x);
            case 40, 41, 42, 43, 44, 45, 46 -> Blocks.block(draft, x);
            default -> Edges.input(draft);
        };
        if (!draft.values().contains(y)) {
            draft.offer(y);
        }
    }

    /** Moves the elements of a value of any type about. */
    static Node moved(Draft draft, Node x) {
        return switch (draft.random().nextInt(4)) {
            case 0 -> PlainLayers.transpose(draft, x);
            case 1 -> PlainLayers.reshape(draft, x);
            case 2 -> MovementLayers.slice(draft, x);
            default -> PlainLayers.pad(draft, x, draft.oneIn(2));
        };
    }

    /** Whether a value's scale is close enough to another for it to be requantised so. */
    static boolean canBeQuantizedLike(Node x, Quantized quantized) {
        return x.quantized().orElseThrow().scale() / quantized.scale() < LARGEST_RATIO;
    }

    /** The value under another quantisation; itself when it has that one. */
    static Node quantizedLike(Draft draft, Node x, Quantized quantized) {
        if (x.quantized().orElseThrow().equals(quantized)) {
            return x;
        }
        double magnitude = Math.min(draft.magnitude(x), Draft.magnitude(quantized));
        return draft.made(x.requantize(draft.name("alike"), quantized), magnitude, x);
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
