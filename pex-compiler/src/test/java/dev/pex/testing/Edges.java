package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import dev.pex.testing.Kinds.Input;
import dev.pex.testing.Kinds.Layer;
import java.util.ArrayList;
import java.util.List;

/** How a random network begins and ends. */
final class Edges {
    /** Inputs, and what makes them int8 where they are not. */
    static final Kinds<Input> INPUTS = Kinds.<Input>none()
            .with("float", 1, Edges::real)
            .with("uint8", 1, Edges::uint8)
            .with("int8", 6, Edges::int8);

    /** What an int8 value becomes where it leaves the network. */
    static final Kinds<Layer> OUTPUTS = Kinds.<Layer>none()
            .with("int8", 11, (draft, x) -> x)
            .with("float", 2, Edges::dequantized)
            .with("uint8", 2, Edges::unsigned)
            .with("index", 1, FunctionLayers::argMax)
            .with("cast", 1, Edges::cast);

    private Edges() {}

    /** A further input: int8, or uint8 or float that is quantised at once; perhaps not an image. */
    static Node input(Draft draft) {
        Shape shape = switch (draft.random().nextInt(8)) {
            case 0 -> Shape.of(draft.rows(), draft.channels());
            case 1 -> Shape.of(1, draft.rows(), draft.channels());
            default -> Shape.of(1, draft.rows(), draft.columns(), draft.channels());
        };
        return input(draft, shape, draft.oneIn(3));
    }

    /** A further input that has this shape when it comes to be int8. */
    static Node input(Draft draft, Shape shape) {
        return input(draft, shape, false);
    }

    private static Node input(Draft draft, Shape shape, boolean mayMove) {
        return draft.offer(draft.choose(draft.repertoire().inputs(), input -> input.append(draft, shape, mayMove)));
    }

    private static Node real(Draft draft, Shape shape, boolean mayMove) {
        Node real = draft.network.floatInput(draft.name("input"), shape);
        Quantized quantized = Quantized.int8((float) draft.between(0.01, 10), draft.zeroPoint());
        Node moved = mayMove ? Layers.moved(draft, real) : real;
        Node node = moved.quantize(draft.name("quantize"), quantized);
        return draft.made(node, Draft.magnitude(quantized), moved);
    }

    private static Node uint8(Draft draft, Shape shape, boolean mayMove) {
        float scale = scale(draft);
        int zeroPoint = draft.zeroPoint();
        Quantized unsigned = Quantized.uint8(scale, zeroPoint + 128);
        double magnitude = Draft.magnitude(Quantized.int8(scale, zeroPoint));
        Node bytes = draft.given(draft.network.input(draft.name("input"), shape, unsigned), magnitude);
        Node moved = mayMove ? Layers.moved(draft, bytes) : bytes;
        return Layers.requantize(draft, moved);
    }

    private static Node int8(Draft draft, Shape shape, boolean mayMove) {
        Quantized quantized = Quantized.int8(scale(draft), draft.zeroPoint());
        return draft.given(draft.network.input(draft.name("input"), shape, quantized), Draft.magnitude(quantized));
    }

    private static float scale(Draft draft) {
        return (float) (draft.oneIn(12) ? draft.between(1e-6, 1e4) : draft.between(1e-3, 1));
    }

    /** Declares what nothing reads to be outputs, after joining some of it, and perhaps an inner value. */
    static Graph finish(Draft draft) {
        if (draft.made().isEmpty()) {
            draft.offer(Layers.requantize(draft, draft.pick()));
        }
        if (draft.oneIn(2)) {
            draft.unread().stream()
                    .skip(1)
                    .filter(draft.values()::contains)
                    .forEach(n -> Joins.joinOrConcatenate(draft, n));
        }
        List<Node> outputs = new ArrayList<>();
        for (Node node : draft.unread()) {
            outputs.add(draft.random().nextInt(outputs.size() + 1), edge(draft, node));
        }
        List<Node> inner = new ArrayList<>(draft.made());
        inner.removeAll(outputs);
        if (!inner.isEmpty() && draft.oneIn(8)) {
            outputs.add(inner.get(draft.random().nextInt(inner.size())));
        }
        outputs.forEach(draft.network::output);
        return draft.network.build();
    }

    /** The value as an output: sometimes float or uint8. */
    private static Node edge(Draft draft, Node node) {
        if (node.quantized().isEmpty()) {
            return node;
        }
        Node moved = draft.oneIn(16) ? Layers.moved(draft, node) : node;
        return draft.append(draft.repertoire().outputs(), moved);
    }

    private static Node dequantized(Draft draft, Node x) {
        return draft.made(x.dequantize(draft.name("dequantize")), draft.magnitude(x), x);
    }

    private static Node cast(Draft draft, Node x) {
        return FunctionLayers.cast(draft, x, draft.oneIn(2) ? ElementType.INT32 : ElementType.FLOAT32);
    }

    private static Node unsigned(Draft draft, Node node) {
        float scale = (float) (node.quantized().orElseThrow().scale() * draft.between(0.5, 2));
        Node made = node.requantize(draft.name("unsigned"), Quantized.uint8(scale, 128));
        return draft.made(made, draft.magnitude(node), node);
    }
}
