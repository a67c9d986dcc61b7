package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.testing.Kinds.Layer;

/** Functions of one value, slopes, indices and numbers in other types. */
final class FunctionLayers {
    /** Scales that all functions bear. */
    private static final float SMALLEST_SCALE = 0x1p-20f;

    private static final float LARGEST_SCALE = 0x1p20f;

    /** Mostly a function, sometimes slopes or a detour through another type. */
    static final Kinds<Layer> KINDS = Kinds.<Layer>none()
            .with("logistic", 1, FunctionLayers::logistic)
            .with("tanh", 1, FunctionLayers::tanh)
            .with("relu", 1, FunctionLayers::relu)
            .with("relu6", 1, FunctionLayers::relu6)
            .with("reluN1To1", 1, FunctionLayers::reluN1To1)
            .with("leakyRelu", 1, FunctionLayers::leakyRelu)
            .with("hardSwish", 1, FunctionLayers::hardSwish)
            .with("abs", 1, FunctionLayers::abs)
            .with("elu", 1, FunctionLayers::elu)
            .with("rsqrt", 1, FunctionLayers::rsqrt)
            .with("prelu", 2, FunctionLayers::prelu)
            .with("throughIntegers", 1, FunctionLayers::throughIntegers);

    private FunctionLayers() {}

    private static Node tanh(Draft draft, Node x) {
        Node input = rescaled(draft, x);
        return draft.made(input.tanh(draft.name("tanh")), 0.5, input);
    }

    private static Node relu(Draft draft, Node x) {
        String name = draft.name("relu");
        return draft.fit(draft.magnitude(x), q -> x.relu(name, q), x);
    }

    private static Node relu6(Draft draft, Node x) {
        return draft.made(x.relu6(draft.name("relu")), Math.min(draft.magnitude(x), 4), x);
    }

    private static Node reluN1To1(Draft draft, Node x) {
        String name = draft.name("relu");
        return draft.fit(Math.min(draft.magnitude(x), 0.7), q -> x.reluN1To1(name, q), x);
    }

    private static Node leakyRelu(Draft draft, Node x) {
        String name = draft.name("leaky");
        float alpha = draft.oneIn(8) ? 0 : (float) draft.between(1e-3, 1.5);
        return draft.fit(draft.magnitude(x), q -> x.leakyRelu(name, alpha, q), x);
    }

    static Node logistic(Draft draft, Node x) {
        Node input = rescaled(draft, x);
        return draft.made(input.logistic(draft.name("logistic")), 0.6, input);
    }

    private static Node hardSwish(Draft draft, Node x) {
        Node input = rescaled(draft, x);
        double ratio = draft.oneIn(6) ? draft.between(0x1p-8, 0x1p6) : draft.between(0.5, 3);
        float scale = (float) (input.quantized().orElseThrow().scale() / ratio);
        Quantized made = Quantized.int8(scale, draft.zeroPoint());
        double magnitude = Math.min(draft.magnitude(input), Draft.magnitude(made));
        return draft.made(input.hardSwish(draft.name("swish"), made), magnitude, input);
    }

    private static Node abs(Draft draft, Node x) {
        String name = draft.name("abs");
        return draft.fit(draft.magnitude(x), q -> x.abs(name, q), x);
    }

    private static Node elu(Draft draft, Node x) {
        String name = draft.name("elu");
        return draft.fit(draft.magnitude(x), q -> x.elu(name, q), x);
    }

    /** Of what is above 0 in float as well: an absolute value, and a constant more. */
    private static Node rsqrt(Draft draft, Node x) {
        double magnitude = draft.magnitude(x);
        Node positive = abs(draft, x);
        Quantized quantized = Quantized.int8((float) Math.max(magnitude / 100, SMALLEST_SCALE), Byte.MIN_VALUE);
        byte distance = (byte) draft.random().nextInt(-60, Byte.MAX_VALUE);
        Node more = draft.network.constant(draft.name("distance"), Shape.of(1, 1, 1, 1), quantized, distance);
        String sum = draft.name("sum");
        Node above = draft.fit(2 * magnitude, q -> positive.add(sum, more, q), positive);
        String name = draft.name("rsqrt");
        return draft.fit(1 / Math.sqrt(2 * magnitude), q -> above.rsqrt(name, q), above);
    }

    private static Node prelu(Draft draft, Node x) {
        Extent e = x.shape().extent();
        for (Axis axis : Axis.values()) {
            if (draft.oneIn(2)) {
                e = e.with(axis, 1);
            }
        }
        Quantized quantized = Quantized.int8((float) draft.between(1e-4, 0.02), draft.zeroPoint());
        Node alpha = draft.constant("slopes", e, quantized);
        String name = draft.name("prelu");
        return draft.fit(draft.magnitude(x), q -> x.prelu(name, alpha, q), x);
    }

    /** The index of a maximum, or the stored number itself, as an integer and back. */
    private static Node throughIntegers(Draft draft, Node x) {
        Node integers = draft.oneIn(2) ? argMax(draft, x) : cast(draft, x, ElementType.INT32);
        Node numbers = draft.oneIn(3) ? cast(draft, integers, ElementType.FLOAT32) : integers;
        Quantized quantized = Quantized.int8((float) draft.between(0.01, 1), draft.zeroPoint());
        Node bytes = numbers.cast(draft.name("cast"), quantized);
        return draft.made(bytes, Draft.magnitude(quantized), numbers);
    }

    static Node argMax(Draft draft, Node x) {
        if (x.quantized().map(q -> q.type() != ElementType.INT8).orElse(true)) {
            return x;
        }
        return draft.made(x.argMax(draft.name("index"), MovementLayers.axis(draft)), 1, x);
    }

    static Node cast(Draft draft, Node x, ElementType type) {
        return draft.made(x.cast(draft.name("cast"), type), draft.magnitude(x), x);
    }

    /** A value with a scale that every function takes. */
    private static Node rescaled(Draft draft, Node x) {
        float scale = x.quantized().orElseThrow().scale();
        if (scale > SMALLEST_SCALE && scale < LARGEST_SCALE) {
            return x;
        }
        Quantized quantized = Quantized.int8((float) draft.between(0.01, 1), draft.zeroPoint());
        if (Layers.canBeQuantizedLike(x, quantized)) {
            return Layers.quantizedLike(draft, x, quantized);
        }
        Node numbers = cast(draft, x, ElementType.INT32);
        return draft.made(numbers.cast(draft.name("cast"), quantized), Draft.magnitude(quantized), numbers);
    }
}
