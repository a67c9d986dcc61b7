package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;

/** How a random network begins and ends. */
final class Edges {
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
        String name = draft.name("input");
        float scale = (float) (draft.oneIn(12) ? draft.between(1e-6, 1e4) : draft.between(1e-3, 1));
        int zeroPoint = draft.zeroPoint();
        int type = draft.random().nextInt(8);
        if (type == 0) {
            Node real = draft.network.floatInput(name, shape);
            Quantized quantized = Quantized.int8((float) draft.between(0.01, 10), zeroPoint);
            Node moved = mayMove ? Layers.moved(draft, real) : real;
            Node node = moved.quantize(draft.name("quantize"), quantized);
            return draft.offer(draft.made(node, Draft.magnitude(quantized), moved));
        }
        if (type == 1) {
            Quantized unsigned = Quantized.uint8(scale, zeroPoint + 128);
            double magnitude = Draft.magnitude(Quantized.int8(scale, zeroPoint));
            Node bytes = draft.given(draft.network.input(name, shape, unsigned), magnitude);
            Node moved = mayMove ? Layers.moved(draft, bytes) : bytes;
            return draft.offer(Layers.requantize(draft, moved));
        }
        Quantized quantized = Quantized.int8(scale, zeroPoint);
        return draft.offer(draft.given(draft.network.input(name, shape, quantized), Draft.magnitude(quantized)));
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
        return switch (draft.random().nextInt(16)) {
            case 0, 1 -> draft.made(moved.dequantize(draft.name("dequantize")), draft.magnitude(node), moved);
            case 2, 3 -> unsigned(draft, moved);
            case 4 -> FunctionLayers.argMax(draft, moved);
            case 5 -> FunctionLayers.cast(draft, moved, draft.oneIn(2) ? ElementType.INT32 : ElementType.FLOAT32);
            default -> moved;
        };
    }

    private static Node unsigned(Draft draft, Node node) {
        float scale = (float) (node.quantized().orElseThrow().scale() * draft.between(0.5, 2));
        Node made = node.requantize(draft.name("unsigned"), Quantized.uint8(scale, 128));
        return draft.made(made, draft.magnitude(node), node);
    }
}
