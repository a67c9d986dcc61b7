package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Slice;
import dev.pex.operator.Resampling;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Layers that take elements from elsewhere. */
final class MovementLayers {
    private static final List<Axis> AXES = List.of(Axis.values());

    private MovementLayers() {}

    /** The value and up to three others that fit along an axis; when there are none, constants or inputs made for it. */
    static Node concatenate(Draft draft, Node x) {
        Axis axis = axis(draft);
        List<Node> fitting = draft.values().stream()
                .filter(n -> !draft.isLarge(n) && fits(x, n, axis))
                .toList();
        List<Node> parts = new ArrayList<>(List.of(x));
        int others = 1 + draft.random().nextInt(3);
        for (int i = 0; i < others && !fitting.isEmpty(); i++) {
            parts.add(fitting.get(draft.random().nextInt(fitting.size())));
        }
        if (fitting.size() < 2 && draft.oneIn(2)) {
            Extent e = x.shape().extent().with(axis, draft.channels());
            parts.set(parts.size() - 1, Edges.input(draft, Shape.of(1, e.rows(), e.columns(), e.channels())));
        }
        List<Node> alike = alike(draft, parts);
        if (alike.size() == 1 || draft.oneIn(6)) {
            Extent e = x.shape().extent().with(axis, draft.channels());
            Node constant =
                    draft.constant("constant", e, alike.get(0).quantized().orElseThrow());
            alike.add(draft.random().nextInt(alike.size() + 1), constant);
        }
        return joined(draft, axis, alike);
    }

    /** Values one behind the other, requantised where they must be. */
    static Node concatenate(Draft draft, Axis axis, List<Node> parts) {
        return joined(draft, axis, alike(draft, parts));
    }

    private static List<Node> alike(Draft draft, List<Node> parts) {
        Quantized quantized = parts.stream()
                .map(n -> n.quantized().orElseThrow())
                .max(Comparator.comparingDouble(Quantized::scale))
                .orElseThrow();
        List<Node> alike = new ArrayList<>();
        parts.forEach(n -> alike.add(Layers.quantizedLike(draft, n, quantized)));
        return alike;
    }

    private static Node joined(Draft draft, Axis axis, List<Node> parts) {
        Node[] others = parts.subList(1, parts.size()).toArray(Node[]::new);
        double magnitude = parts.stream().mapToDouble(draft::magnitude).max().orElse(1);
        Node made = parts.get(0).concatenate(draft.name("concatenation"), axis, others);
        return draft.made(made, magnitude, parts.toArray(Node[]::new));
    }

    static Node slice(Draft draft, Node x) {
        Slice slice = Slice.all();
        for (Axis axis : Axis.values()) {
            int extent = x.shape().extent().along(axis);
            if (draft.oneIn(2)) {
                int begin = draft.random().nextInt(extent);
                slice = slice.range(axis, begin, draft.random().nextInt(begin + 1, extent + 1));
            }
            if (draft.oneIn(4)) {
                slice = slice.every(1 + draft.random().nextInt(3), axis);
            }
        }
        return draft.made(x.slice(draft.name("slice"), slice), draft.magnitude(x), x);
    }

    /** All of a value in two or three pieces along an axis, or in one where it has a single index. */
    static List<Node> split(Draft draft, Node x, Axis axis) {
        int left = x.shape().extent().along(axis);
        int pieces = Math.min(left, 2 + draft.random().nextInt(2));
        int[] sizes = new int[pieces];
        for (int i = 0; i < pieces - 1; i++) {
            sizes[i] = draft.oneIn(2)
                    ? Math.max(1, left / (pieces - i))
                    : 1 + draft.random().nextInt(left - (pieces - 1 - i));
            left -= sizes[i];
        }
        sizes[pieces - 1] = left;
        return x.split(draft.name("split"), axis, sizes).stream()
                .map(n -> draft.made(n, draft.magnitude(x), x))
                .toList();
    }

    static Node resize(Draft draft, Node value) {
        Node x = draft.image(value);
        Extent e = x.shape().extent();
        boolean large = draft.isLarge(x);
        int rows = large ? Math.max(1, e.rows() / 2) : draft.resized(e.rows());
        int columns = large ? Math.max(1, e.columns() / 2) : draft.resized(e.columns());
        return resize(draft, x, rows, columns);
    }

    static Node resize(Draft draft, Node x, int rows, int columns) {
        boolean nearest = draft.oneIn(2);
        boolean corners = draft.oneIn(3);
        boolean centres = draft.oneIn(2) && (nearest || !corners);
        Resampling resampling = new Resampling(corners, centres);
        String name = draft.name("resize");
        Node made = nearest
                ? x.resizeNearest(name, rows, columns, resampling)
                : x.resizeBilinear(name, rows, columns, resampling);
        return draft.made(made, draft.magnitude(x), x);
    }

    /** Some indices along an axis in any order, or all of them in another. */
    static Node gather(Draft draft, Node x) {
        Axis axis = axis(draft);
        int extent = x.shape().extent().along(axis);
        int count = draft.oneIn(2) ? extent : 1 + draft.random().nextInt(extent);
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = draft.random().nextInt(extent);
        }
        return draft.made(x.gather(draft.name("gather"), axis, indices), draft.magnitude(x), x);
    }

    /** An axis, more often the channels than another. */
    static Axis axis(Draft draft) {
        return draft.oneIn(2) ? Axis.CHANNELS : AXES.get(draft.random().nextInt(AXES.size()));
    }

    private static boolean fits(Node x, Node y, Axis axis) {
        return x.shape().extent().with(axis, 1).equals(y.shape().extent().with(axis, 1));
    }
}
