package dev.pex.testing;

import dev.pex.dsl.DslException;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.operator.Activation;
import dev.pex.tensor.Extent;
import dev.pex.testing.Kinds.Join;
import dev.pex.testing.Kinds.Kind;
import dev.pex.testing.Kinds.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** A random network in the making: its int8 values so far, and the draws that all layers need. */
final class Draft {
    /** Larger values are not made any larger. */
    private static final int LARGE = 1500;

    final Network network = Network.named("random_network");

    private final Repertoire repertoire;
    private final Sizes sizes;
    private final Form form;
    private SplittableRandom random;

    /** What the results of weighted layers and joins are to be quantised like, where their arithmetic allows it. */
    private Optional<Quantized> preferred = Optional.empty();

    /** Int8 values that a layer may read, in the order they were made. */
    private final List<Node> values = new ArrayList<>();

    /** Everything that an operator made. */
    private final List<Node> made = new ArrayList<>();

    private final Set<String> read = new HashSet<>();

    private final Set<String> constants = new HashSet<>();

    /** Estimates of the root mean square of the reals that a value stands for, by name. */
    private final Map<String, Double> magnitudes = new HashMap<>();

    private int names;

    /** What the inputs of a network look like. */
    private enum Form {
        IMAGE,
        /** One column, as sound in frames. */
        SERIES,
        /** One row. */
        LINE
    }

    Draft(Repertoire repertoire, Sizes sizes, SplittableRandom random) {
        this.repertoire = repertoire;
        this.sizes = sizes;
        this.random = random;
        this.form = switch (random.nextInt(8)) {
            case 0 -> Form.SERIES;
            case 1 -> Form.LINE;
            default -> Form.IMAGE;
        };
    }

    void use(SplittableRandom next) {
        random = next;
    }

    SplittableRandom random() {
        return random;
    }

    /** What layers are chosen from. */
    Repertoire repertoire() {
        return repertoire;
    }

    /** Appends a layer to a value. The layer draws from a stream of its own. */
    Node append(Kinds<Layer> kinds, Node x) {
        return choose(kinds, layer -> layer.append(this, x));
    }

    /** Appends a layer to two values. The layer draws from a stream of its own. */
    Node append(Kinds<Join> kinds, Node left, Node right) {
        return choose(kinds, join -> join.append(this, left, right));
    }

    /** Appends one of some kinds. It draws from a stream of its own. */
    <L> Node choose(Kinds<L> kinds, Function<L, Node> append) {
        long position = random.nextLong();
        Kind<L> kind = kinds.at(position);
        SplittableRandom outer = random;
        random = Streams.of(position, kind.name());
        Node made = append.apply(kind.layer());
        random = outer;
        return made;
    }

    int operators() {
        return made.size();
    }

    String name(String kind) {
        return kind + names++;
    }

    /** Notes a value that is not made by an operator. */
    Node given(Node node, double magnitude) {
        magnitudes.put(node.name(), magnitude);
        return node;
    }

    /** A constant of the network. */
    Node constant(String kind, Extent extent, Quantized quantized) {
        byte[] values = new byte[extent.elements()];
        random.nextBytes(values);
        Shape shape = Shape.of(1, extent.rows(), extent.columns(), extent.channels());
        Node constant = network.constant(name(kind), shape, quantized, values);
        constants.add(constant.name());
        return given(constant, magnitude(quantized));
    }

    /** A constant of the network without elements that are 0. */
    Node divisor(Extent extent, Quantized quantized) {
        byte[] values = new byte[extent.elements()];
        for (int i = 0; i < values.length; i++) {
            int distance = 1 + random.nextInt(127);
            values[i] = (byte)
                    (quantized.zeroPoint() < 0 ? quantized.zeroPoint() + distance : quantized.zeroPoint() - distance);
        }
        Shape shape = Shape.of(1, extent.rows(), extent.columns(), extent.channels());
        Node constant = network.constant(name("divisor"), shape, quantized, values);
        constants.add(constant.name());
        return given(constant, magnitude(quantized));
    }

    boolean isConstant(Node node) {
        return constants.contains(node.name());
    }

    /** Notes what an operator made of other values. */
    Node made(Node node, double magnitude, Node... operands) {
        for (Node operand : operands) {
            read.add(operand.name());
        }
        made.add(node);
        return given(node, magnitude);
    }

    /** Offers an int8 value to later layers. */
    Node offer(Node node) {
        values.add(node);
        return node;
    }

    double magnitude(Node node) {
        return magnitudes.getOrDefault(node.name(), 1.0);
    }

    /** Int8 values on offer. */
    List<Node> values() {
        return values;
    }

    /** What operators made and nothing reads. */
    List<Node> unread() {
        return made.stream().filter(n -> !read.contains(n.name())).toList();
    }

    /** What operators made. */
    List<Node> made() {
        return made;
    }

    /** The value to go on with: mostly the latest. */
    Node pick() {
        return values.get(oneIn(4) ? random.nextInt(values.size()) : values.size() - 1);
    }

    boolean isLarge(Node node) {
        return node.shape().extent().elements() > LARGE;
    }

    /** The value as an image: itself, or reshaped to the same extent. */
    Node image(Node node) {
        if (node.shape().dimensions().size() == 4) {
            return node;
        }
        Extent e = node.shape().extent();
        Shape shape = Shape.of(1, e.rows(), e.columns(), e.channels());
        return made(node.reshape(name("image"), shape), magnitude(node), node);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From 1 to a number, within a limit. */
    private int size(int largest, int limit) {
        return Math.min(random.nextInt(1, largest + 1), limit);
    }

    /** Rows of an input; one in six is 1. */
    int rows() {
        return form == Form.LINE || oneIn(6) ? 1 : extent(form == Form.SERIES);
    }

    /** Columns of an input. */
    int columns() {
        return form == Form.SERIES || oneIn(6) ? 1 : extent(form == Form.LINE);
    }

    private int extent(boolean only) {
        return size(only ? Sizes.LARGEST.extent() : Sizes.LARGEST.extent() / 2, sizes.extent());
    }

    /** Rows or columns that a value is resized to, from those that it has. */
    int resized(int extent) {
        return switch (random.nextInt(4)) {
            case 0 -> extent;
            case 1 -> Math.max(1, extent / 2);
            case 2 -> Math.max(1, Math.min(extent * 2, sizes.extent()));
            default -> extent(false);
        };
    }

    int channels() {
        return size(Sizes.LARGEST.channels(), sizes.channels());
    }

    /** A kernel, stride or dilation. */
    int window(int largest) {
        return size(largest, sizes.window());
    }

    /** Width of a border, perhaps 0. */
    int border(int largest) {
        return Math.min(random.nextInt(largest + 1), sizes.window());
    }

    /** Uniform on a logarithmic scale. */
    double between(double lowest, double highest) {
        double x = Math.log(lowest) + random.nextDouble() * (Math.log(highest) - Math.log(lowest));
        return Math.exp(x);
    }

    /** Sometimes at an end of int8, else nearer its middle. */
    int zeroPoint() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> -128;
            case 3 -> 127;
            case 4 -> 0;
            default -> random.nextInt(-64, 65);
        };
    }

    Activation activation() {
        return oneIn(2) ? Activation.NONE : Streams.choose(random.nextLong(), List.of(Activation.values()));
    }

    /** The magnitude of a value whose bytes are all equally likely. */
    static double magnitude(Quantized quantized) {
        double centre = quantized.zeroPoint() + 0.5;
        return quantized.scale() * Math.sqrt(74.0 * 74.0 + centre * centre);
    }

    /** Makes layers whose results are quantised so, where their arithmetic allows it. */
    Node preferring(Quantized quantized, Supplier<Node> layers) {
        preferred = Optional.of(quantized);
        try {
            return layers.get();
        } finally {
            preferred = Optional.empty();
        }
    }

    /**
     * Draws a quantisation that most results of the given magnitude fit in, or an extreme one, and makes
     * the layer; where its arithmetic is not defined, with a larger scale.
     */
    Node fit(double magnitude, Function<Quantized, Node> layer, Node... operands) {
        if (preferred.isPresent()) {
            Quantized quantized = preferred.get();
            try {
                return made(layer.apply(quantized), Math.min(magnitude, magnitude(quantized)), operands);
            } catch (DslException e) {
                preferred = Optional.empty();
            }
        }
        double scale = magnitude / between(20, 100);
        if (oneIn(16)) {
            scale *= between(0x1p-12, 0x1p12);
        }
        scale = Math.min(Math.max(scale, 1e-20), 1e20);
        int zeroPoint = zeroPoint();
        while (true) {
            try {
                Quantized quantized = Quantized.int8((float) scale, zeroPoint);
                Node node = layer.apply(quantized);
                return made(node, Math.min(magnitude, magnitude(quantized)), operands);
            } catch (DslException e) {
                if (scale > 1e30) {
                    throw e;
                }
                scale *= 4;
            }
        }
    }
}
