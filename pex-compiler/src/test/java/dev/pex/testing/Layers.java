package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.testing.Kinds.Layer;

/** One random layer, or a usual combination of a few. */
final class Layers {
    /** Requantisation takes factors below 2^23. */
    private static final float LARGEST_RATIO = 0x1p22f;

    /** What a slot of a recipe appends. */
    static final Kinds<Layer> KINDS = Kinds.<Layer>none()
            .with("conv2d", 5, WeightedLayers::convolution)
            .with("depthwiseConv2d", 4, WeightedLayers::depthwise)
            .with("residual", 3, Joins::residual)
            .with("join", 3, Joins::join)
            .with("constant", 1, Joins::constant)
            .with("averagePool2d", 1, PlainLayers::averagePool)
            .with("maxPool2d", 1, PlainLayers::maxPool)
            .with("paddedWindow", 2, Layers::padded)
            .with("pad", 1, Layers::pad)
            .with("reduction", 2, PlainLayers::reduction)
            .with("head", 2, Layers::head)
            .with("fullyConnected", 1, WeightedLayers::fullyConnected)
            .with("softmax", 1, PlainLayers::softmax)
            .with("transpose", 1, PlainLayers::transpose)
            .with("reshape", 1, PlainLayers::reshape)
            .with("requantize", 1, Layers::requantize)
            .with("throughFloat", 1, Layers::throughFloat)
            .with("function", 3, (draft, x) -> draft.append(draft.repertoire().functions(), x))
            .with("concatenate", 2, MovementLayers::concatenate)
            .with("slice", 1, MovementLayers::slice)
            .with("resize", 1, MovementLayers::resize)
            .with("gather", 1, MovementLayers::gather)
            .with("transposeConv2d", 1, WeightedLayers::transposeConvolution)
            .with("block", 7, Blocks::block)
            .with("input", 1, (draft, x) -> Edges.input(draft));

    /** What moves elements of any type. */
    static final Kinds<Layer> MOVEMENTS = Kinds.<Layer>none()
            .with("transpose", 1, PlainLayers::transpose)
            .with("reshape", 1, PlainLayers::reshape)
            .with("slice", 1, MovementLayers::slice)
            .with("pad", 1, (draft, x) -> PlainLayers.pad(draft, x, draft.oneIn(2)));

    private Layers() {}

    /** Appends to a value on offer and offers the result. */
    static void append(Draft draft) {
        Node y = draft.append(draft.repertoire().layers(), draft.pick());
        if (!draft.values().contains(y)) {
            draft.offer(y);
        }
    }

    /** Moves the elements of a value of any type about. */
    static Node moved(Draft draft, Node x) {
        return draft.append(draft.repertoire().movements(), x);
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

    /** A border around a value that is not large. */
    private static Node pad(Draft draft, Node x) {
        return draft.isLarge(x) ? PlainLayers.reduction(draft, x) : PlainLayers.pad(draft, x, true);
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
            case 0 -> PlainLayers.reduction(draft, x);
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
