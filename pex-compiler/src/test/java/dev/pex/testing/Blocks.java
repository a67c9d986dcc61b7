package dev.pex.testing;

import dev.pex.dsl.MaxPool2d;
import dev.pex.dsl.Node;
import dev.pex.dsl.Padding;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Sliding;
import dev.pex.operator.Activation;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.testing.Kinds.Layer;
import java.util.ArrayList;
import java.util.List;

/** Combinations of layers that branch and meet again, as published networks have them. */
final class Blocks {
    /** What branches and meets again. */
    static final Kinds<Layer> KINDS = Kinds.<Layer>none()
            .with("branches", 2, Blocks::branches)
            .with("dense", 1, Blocks::dense)
            .with("encoderDecoder", 1, Blocks::encoderDecoder)
            .with("pieces", 1, Blocks::pieces)
            .with("shuffle", 1, Blocks::shuffle)
            .with("gate", 1, Blocks::gate)
            .with("causal", 1, (draft, x) -> Joins.add(draft, x, WeightedLayers.causal(draft, x)))
            .with("heads", 1, Blocks::heads);

    /** What lies on a branch. */
    static final Kinds<Layer> BRANCHES = Kinds.<Layer>none()
            .with("nothing", 1, (draft, x) -> x)
            .with("pointwise", 1, (draft, x) -> WeightedLayers.pointwise(draft, x, draft.channels()))
            .with("conv2d", 1, (draft, x) -> WeightedLayers.sameConvolution(draft, x, draft.channels()))
            .with("separable", 1, Blocks::separable)
            .with("twoConvolutions", 1, Blocks::twoConvolutions)
            .with("maxPool2d", 1, Blocks::pooled);

    private Blocks() {}

    static Node block(Draft draft, Node value) {
        return draft.append(draft.repertoire().blocks(), draft.image(value));
    }

    /** Two to four branches of different depth from one value, one behind the other along the channels. */
    private static Node branches(Draft draft, Node x) {
        Quantized like = x.quantized().orElseThrow();
        List<Node> ends = new ArrayList<>();
        int count = 2 + draft.random().nextInt(3);
        for (int i = 0; i < count; i++) {
            boolean alike = !draft.oneIn(3);
            ends.add(alike ? draft.preferring(like, () -> branch(draft, x)) : branch(draft, x));
        }
        return MovementLayers.concatenate(draft, Axis.CHANNELS, ends);
    }

    /** Layers that keep rows and columns; perhaps none. */
    private static Node branch(Draft draft, Node x) {
        return draft.append(draft.repertoire().branches(), x);
    }

    private static Node separable(Draft draft, Node x) {
        return WeightedLayers.sameDepthwise(draft, WeightedLayers.pointwise(draft, x, draft.channels()));
    }

    private static Node twoConvolutions(Draft draft, Node x) {
        Node inner = WeightedLayers.sameConvolution(draft, x, draft.channels());
        return WeightedLayers.sameConvolution(draft, inner, draft.channels());
    }

    private static Node pooled(Draft draft, Node x) {
        Sliding sliding = Sliding.kernel(draft.window(3), draft.window(3)).padding(Padding.SAME);
        Node pooled = x.maxPool2d(draft.name("pool"), new MaxPool2d(sliding, Activation.NONE));
        return WeightedLayers.pointwise(draft, draft.made(pooled, draft.magnitude(x), x), draft.channels());
    }

    /** Every layer reads all that came before it. */
    private static Node dense(Draft draft, Node x) {
        Node all = x;
        int layers = 1 + draft.random().nextInt(2);
        for (int i = 0; i < layers; i++) {
            Node input = all;
            Quantized like = input.quantized().orElseThrow();
            Node next = draft.preferring(like, () -> WeightedLayers.sameConvolution(draft, input, draft.channels()));
            all = MovementLayers.concatenate(draft, Axis.CHANNELS, List.of(input, next));
        }
        return all;
    }

    /** Down to about half as many rows and columns, back up, and joined with where it began. */
    private static Node encoderDecoder(Draft draft, Node x) {
        Extent e = x.shape().extent();
        Node down = WeightedLayers.halving(draft, x, draft.channels());
        draft.offer(down);
        Node inner = draft.oneIn(2) ? WeightedLayers.sameConvolution(draft, down, draft.channels()) : down;
        boolean even = e.rows() % 2 == 0 && e.columns() % 2 == 0;
        int channels = draft.oneIn(2) ? e.channels() : draft.channels();
        Node up = even && draft.oneIn(2)
                ? WeightedLayers.doubling(draft, inner, channels)
                : MovementLayers.resize(draft, inner, e.rows(), e.columns());
        return up.shape().extent().equals(e) && draft.oneIn(2)
                ? Joins.add(draft, x, up)
                : MovementLayers.concatenate(draft, Axis.CHANNELS, List.of(up, x));
    }

    /** Split along an axis, some pieces computed on, and put together again. */
    private static Node pieces(Draft draft, Node x) {
        Axis axis = MovementLayers.axis(draft);
        List<Node> ends = new ArrayList<>();
        for (Node piece : MovementLayers.split(draft, x, axis)) {
            int channels = axis == Axis.CHANNELS
                    ? draft.channels()
                    : x.shape().extent().channels();
            ends.add(
                    draft.oneIn(2)
                            ? piece
                            : draft.preferring(
                                    x.quantized().orElseThrow(),
                                    () -> WeightedLayers.sameConvolution(draft, piece, channels)));
        }
        return MovementLayers.concatenate(draft, axis, ends);
    }

    /** Channels of a few groups in turn. */
    private static Node shuffle(Draft draft, Node x) {
        Extent e = x.shape().extent();
        int groups = e.channels() % 2 == 0 ? 2 : e.channels() % 3 == 0 ? 3 : 1;
        Shape grouped = Shape.of(1, e.rows() * e.columns(), groups, e.channels() / groups);
        double magnitude = draft.magnitude(x);
        Node apart = draft.made(x.reshape(draft.name("grouped"), grouped), magnitude, x);
        Node turned = draft.made(
                apart.transpose(draft.name("shuffled"), Axis.ROWS, Axis.CHANNELS, Axis.COLUMNS), magnitude, apart);
        Shape shape = Shape.of(1, e.rows(), e.columns(), e.channels());
        return draft.made(turned.reshape(draft.name("shuffled"), shape), magnitude, turned);
    }

    /** Every channel weighed by a number between 0 and 1 that follows from all of the value. */
    private static Node gate(Draft draft, Node x) {
        int channels = x.shape().extent().channels();
        String meanName = draft.name("mean");
        Node mean = draft.fit(draft.magnitude(x) / 2, q -> x.mean(meanName, q, Axis.ROWS, Axis.COLUMNS), x);
        Node gate = FunctionLayers.logistic(draft, WeightedLayers.pointwise(draft, mean, channels));
        String name = draft.name("gated");
        return draft.fit(draft.magnitude(x) / 2, q -> x.multiply(name, gate, Activation.NONE, q), x, gate);
    }

    /** Boxes and scores, as detectors end; one of them is left to be an output. */
    private static Node heads(Draft draft, Node x) {
        Extent e = x.shape().extent();
        int anchors = e.rows() * e.columns();
        Node boxes = WeightedLayers.pointwise(draft, x, 4);
        Node scores = WeightedLayers.sameConvolution(draft, x, draft.channels());
        Node list =
                draft.made(boxes.reshape(draft.name("boxes"), Shape.of(1, anchors, 4)), draft.magnitude(boxes), boxes);
        if (draft.oneIn(2)) {
            FunctionLayers.logistic(draft, list);
        }
        return scores;
    }
}
