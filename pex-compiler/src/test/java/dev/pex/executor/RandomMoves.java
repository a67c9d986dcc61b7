package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Gather;
import dev.pex.operator.Pad;
import dev.pex.operator.Reshape;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recipes for operators that move bytes. */
final class RandomMoves {
    private RandomMoves() {}

    static Graph pad(RandomTensors tensors) {
        return pad(tensors, tensors.byteType(), false);
    }

    /** Padding with any element. */
    static Graph padV2(RandomTensors tensors) {
        return pad(tensors, tensors.oneIn(3) ? ElementType.FLOAT32 : ElementType.INT8, true);
    }

    private static Graph pad(RandomTensors tensors, ElementType type, boolean anyValue) {
        Extent in = tensors.extent();
        Border before = border(tensors);
        Border after = border(tensors);
        Extent out = new Extent(
                before.rows() + in.rows() + after.rows(),
                before.columns() + in.columns() + after.columns(),
                before.channels() + in.channels() + after.channels());
        Optional<Quantization> quantization = type == ElementType.FLOAT32
                ? Optional.empty()
                : Optional.of(new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint(type)));
        Optional<Bytes> value = Optional.empty();
        if (anyValue) {
            byte[] element = new byte[type.bytes()];
            tensors.random.nextBytes(element);
            value = Optional.of(Bytes.copyOf(element));
        }
        int input = tensors.input(in, type, quantization);
        return tensors.graph(
                new Pad(tensors.origin(), input, tensors.output(), before, after, value), out, type, quantization);
    }

    private static Border border(RandomTensors tensors) {
        return new Border(
                tensors.random.nextInt(4), tensors.random.nextInt(4), tensors.oneIn(2) ? 0 : tensors.random.nextInt(4));
    }

    static Graph reshape(RandomTensors tensors) {
        Extent in = tensors.extent();
        int channels = divisor(tensors, in.elements());
        int columns = divisor(tensors, in.elements() / channels);
        Extent out = new Extent(in.elements() / channels / columns, columns, channels);
        Quantization quantization = tensors.quantization();
        int input = tensors.int8Input(in, quantization);
        return tensors.int8Graph(new Reshape(tensors.origin(), input, tensors.output()), out, quantization);
    }

    private static int divisor(RandomTensors tensors, int n) {
        int[] divisors = IntStream.rangeClosed(1, n).filter(d -> n % d == 0).toArray();
        return divisors[tensors.random.nextInt(divisors.length)];
    }

    static Graph transpose(RandomTensors tensors) {
        Extent in = tensors.extent();
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            axes.add(tensors.random.nextInt(axes.size() + 1), axis);
        }
        Permutation permutation = new Permutation(axes.get(0), axes.get(1), axes.get(2));
        Extent out = new Extent(in.along(axes.get(0)), in.along(axes.get(1)), in.along(axes.get(2)));
        Quantization quantization = tensors.quantization();
        int input = tensors.int8Input(in, quantization);
        return tensors.int8Graph(
                new Transpose(tensors.origin(), input, tensors.output(), permutation), out, quantization);
    }

    static Graph gather(RandomTensors tensors) {
        Extent in = tensors.extent();
        Axis axis = tensors.axis();
        int[] indices = tensors.random
                .ints(tensors.random.nextInt(1, 10), 0, in.along(axis))
                .toArray();
        boolean real = tensors.oneIn(4);
        ElementType type = real ? ElementType.FLOAT32 : ElementType.INT8;
        Optional<Quantization> quantization = real ? Optional.empty() : Optional.of(tensors.quantization());
        Gather gather = new Gather(
                tensors.origin(), tensors.input(in, type, quantization), tensors.output(), axis, Ints.copyOf(indices));
        return tensors.graph(gather, in.with(axis, indices.length), type, quantization);
    }
}
