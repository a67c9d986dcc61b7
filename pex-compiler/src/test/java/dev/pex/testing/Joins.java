package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.operator.Activation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.testing.Kinds.Join;
import java.util.ArrayList;
import java.util.List;

/** Operators with two operands: branches, constants, broadcast values. */
final class Joins {
    /** What makes one value of two; mostly an addition. */
    static final Kinds<Join> KINDS = Kinds.<Join>none()
            .with("add", 5, Joins::sum)
            .with("subtract", 1, Joins::subtract)
            .with("squaredDifference", 1, Joins::squaredDifference)
            .with("multiply", 1, Joins::multiply)
            .with("divide", 1, Joins::divide)
            .with("extreme", 1, Joins::extreme);

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
            case 1 -> add(draft, x, PlainLayers.reduction(draft, x));
            default -> add(draft, x, Edges.input(draft, shape(narrowed(draft, x))));
        };
    }

    /** The same, or a value behind it along an axis. */
    static Node joinOrConcatenate(Draft draft, Node x) {
        return draft.oneIn(2) ? join(draft, x) : MovementLayers.concatenate(draft, x);
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
        Quantized like = x.quantized().orElseThrow();
        Quantized quantized = Quantized.int8((float) (like.scale() * draft.between(0.2, 5)), draft.zeroPoint());
        Node constant = draft.constant("constant", narrowed(draft, x), quantized);
        return draft.oneIn(3) ? add(draft, constant, x) : add(draft, x, constant);
    }

    /** Mostly an addition. */
    static Node add(Draft draft, Node left, Node right) {
        return draft.append(draft.repertoire().joins(), left, right);
    }

    private static Node subtract(Draft draft, Node left, Node right) {
        Activation activation = draft.activation();
        String name = draft.name("subtract");
        double magnitude = draft.magnitude(left) + draft.magnitude(right);
        return draft.fit(magnitude, q -> left.subtract(name, right, activation, q), left, right);
    }

    private static Node squaredDifference(Draft draft, Node left, Node right) {
        String name = draft.name("difference");
        double magnitude = draft.magnitude(left) + draft.magnitude(right);
        return draft.fit(magnitude * magnitude, q -> left.squaredDifference(name, right, q), left, right);
    }

    private static Node multiply(Draft draft, Node left, Node right) {
        Activation activation = draft.activation();
        String name = draft.name("multiply");
        double magnitude = draft.magnitude(left) * draft.magnitude(right);
        return draft.fit(magnitude, q -> left.multiply(name, right, activation, q), left, right);
    }

    /** A sum, divided by a constant. */
    private static Node divide(Draft draft, Node left, Node right) {
        Node x = sum(draft, left, right);
        Quantized quantized = Quantized.int8((float) draft.between(1e-3, 1), draft.zeroPoint());
        Node divisor = draft.divisor(narrowed(draft, x), quantized);
        Activation activation = draft.activation();
        String name = draft.name("divide");
        double magnitude = draft.magnitude(x) / (quantized.scale() * draft.between(1, 100));
        return draft.fit(magnitude, q -> x.divide(name, divisor, activation, q), x, divisor);
    }

    /** A maximum or minimum; quantisations that cannot be made equal give a sum. */
    private static Node extreme(Draft draft, Node left, Node right) {
        boolean rightIsConstant = draft.isConstant(right);
        Node kept = rightIsConstant ? right : left;
        Node other = rightIsConstant ? left : right;
        Quantized quantized = kept.quantized().orElseThrow();
        if (!Layers.canBeQuantizedLike(other, quantized)) {
            return sum(draft, left, right);
        }
        Node like = Layers.quantizedLike(draft, other, quantized);
        double magnitude = Math.max(draft.magnitude(kept), draft.magnitude(like));
        Node made =
                draft.oneIn(2) ? kept.maximum(draft.name("maximum"), like) : like.minimum(draft.name("minimum"), kept);
        return draft.made(made, magnitude, kept, like);
    }

    private static Node sum(Draft draft, Node left, Node right) {
        double magnitude = draft.magnitude(left) + draft.magnitude(right);
        Activation activation = draft.activation();
        String name = draft.name("add");
        boolean swap = draft.oneIn(4);
        Node first = swap ? right : left;
        Node second = swap ? left : right;
        return draft.fit(magnitude, q -> first.add(name, second, activation, q), left, right);
    }

    /** The extent of a value with some axes at 1. */
    private static Extent narrowed(Draft draft, Node x) {
        Extent e = x.shape().extent();
        for (Axis axis : Axis.values()) {
            if (draft.oneIn(3)) {
                e = e.with(axis, 1);
            }
        }
        return e;
    }

    private static Shape shape(Extent e) {
        return Shape.of(1, e.rows(), e.columns(), e.channels());
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
