package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Activation;
import dev.pex.graph.Axis;
import dev.pex.graph.Extent;
import java.util.ArrayList;
import java.util.List;

/** Additions: of branches, of constants, of broadcast values. */
final class Joins {
    private Joins() {}

    /** Adds another value that fits; when there is none, one that is made for it. */
    static Node join(Draft draft, Node x) {
        List<Node> fitting = draft.values().stream()
                .filter(n -> broadcasts(x, n) && (!n.equals(x) || draft.oneIn(8)))
                .toList();
        if (!fitting.isEmpty() && !draft.oneIn(4)) {
            return add(draft, x, fitting.get(draft.random().nextInt(fitting.size())));
        }
        return switch (draft.random().nextInt(3)) {
            case 0 -> constant(draft, x);
            case 1 -> add(draft, x, PlainLayers.mean(draft, x));
            default -> add(draft, x, Edges.input(draft, Shape.of(narrowed(draft, x))));
        };
    }

    /** One to three layers that keep the extent, and the value itself added to what they make. */
    static Node residual(Draft draft, Node x) {
        Node start = draft.image(x);
        Node y = start;
        int layers = 1 + draft.random().nextInt(3);
        for (int i = 0; i < layers; i++) {
            int channels = i == layers - 1 ? start.shape().extent().channels() : draft.channels();
            boolean depthwise =
                    channels == y.shape().extent().channels() && draft.random().nextBoolean();
            y = depthwise ? WeightedLayers.sameDepthwise(draft, y) : WeightedLayers.sameConvolution(draft, y, channels);
            draft.offer(y);
        }
        return add(draft, start, y);
    }

    static Node constant(Draft draft, Node x) {
        int[] shape = narrowed(draft, x);
        int elements = shape[1] * shape[2] * shape[3];
        byte[] values = new byte[elements];
        draft.random().nextBytes(values);
        Quantized like = x.quantized().orElseThrow();
        Quantized quantized = Quantized.int8((float) (like.scale() * draft.between(0.2, 5)), draft.zeroPoint());
        Node constant = draft.network.constant(draft.name("constant"), Shape.of(shape), quantized, values);
        draft.given(constant, Draft.magnitude(quantized));
        return draft.oneIn(3) ? add(draft, constant, x) : add(draft, x, constant);
    }

    private static Node add(Draft draft, Node left, Node right) {
        double magnitude = draft.magnitude(left) + draft.magnitude(right);
        Activation activation = draft.activation();
        String name = draft.name("add");
        boolean swap = draft.oneIn(4);
        Node first = swap ? right : left;
        Node second = swap ? left : right;
        return draft.fit(magnitude, q -> first.add(name, second, activation, q), left, right);
    }

    /** The image of a value with some axes at extent 1. */
    private static int[] narrowed(Draft draft, Node x) {
        Extent e = x.shape().extent();
        for (Axis axis : Axis.values()) {
            if (draft.oneIn(3)) {
                e = e.with(axis, 1);
            }
        }
        return new int[] {1, e.rows(), e.columns(), e.channels()};
    }

    private static boolean broadcasts(Node x, Node y) {
        List<Axis> axes = new ArrayList<>(List.of(Axis.values()));
        axes.removeIf(axis -> {
            int a = x.shape().extent().along(axis);
            int b = y.shape().extent().along(axis);
            return a == b || a == 1 || b == 1;
        });
        return axes.isEmpty();
    }
}
