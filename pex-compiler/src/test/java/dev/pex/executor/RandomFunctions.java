package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.operator.Cast;
import dev.pex.operator.Elu;
import dev.pex.operator.HardSwish;
import dev.pex.operator.LeakyRelu;
import dev.pex.operator.Logistic;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Prelu;
import dev.pex.operator.Relu6;
import dev.pex.operator.Rsqrt;
import dev.pex.operator.Tanh;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.testing.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recipes for functions of one value, rectifiers, index of the largest and casts. */
final class RandomFunctions {
    private RandomFunctions() {}

    /** The constructor of an operator. */
    @FunctionalInterface
    interface Maker {
        Operator make(Origin origin, int input, int output);
    }

    static Graph logistic(RandomTensors tensors) {
        return function(tensors, saturating(tensors), Logistic::new, new Quantization(1f / 256, -128));
    }

    static Graph tanh(RandomTensors tensors) {
        return function(tensors, saturating(tensors), Tanh::new, new Quantization(1f / 128, 0));
    }

    private static Quantization saturating(RandomTensors tensors) {
        float scale = tensors.oneIn(4) ? tensors.scale(0x1p-27, 0x1p34) : tensors.scale(0.005, 0.2);
        return new Quantization(scale, tensors.zeroPoint());
    }

    static Graph rescaling(RandomTensors tensors, Maker maker) {
        Quantization in = tensors.quantization();
        return function(tensors, in, maker, new Quantization(in.scale() / ratio(tensors), tensors.zeroPoint()));
    }

    private static float ratio(RandomTensors tensors) {
        return switch (tensors.random.nextInt(4)) {
            case 0 -> 1f;
            case 1 -> tensors.scale(0x1p-36, 0x1p22);
            default -> tensors.scale(0.2, 5);
        };
    }

    static Graph relu6(RandomTensors tensors) {
        Quantization in = tensors.quantization();
        return function(tensors, in, Relu6::new, tensors.oneIn(4) ? tensors.quantization() : in);
    }

    static Graph leakyRelu(RandomTensors tensors) {
        float alpha = tensors.oneIn(8) ? 0 : tensors.scale(1e-3, 1.9);
        return rescaling(tensors, (origin, input, output) -> new LeakyRelu(origin, input, output, alpha));
    }

    static Graph hardSwish(RandomTensors tensors) {
        float scale = tensors.oneIn(4) ? tensors.scale(0x1p-22, 0x1p24) : tensors.scale(0.005, 0.3);
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-8, 0x1p6) : tensors.scale(0.5, 3);
        return function(
                tensors,
                new Quantization(scale, tensors.zeroPoint()),
                HardSwish::new,
                new Quantization(scale / ratio, tensors.zeroPoint()));
    }

    /** Scales from where exp(x) - 1 is 0 for all x to where it is -1 for all. */
    static Graph elu(RandomTensors tensors) {
        float scale = tensors.oneIn(4) ? tensors.scale(0x1p-40, 0x1p40) : tensors.scale(0.005, 0.3);
        float made = tensors.oneIn(4) ? tensors.scale(0x1p-60, 0x1p60) : tensors.scale(0.005, 0.3);
        return function(
                tensors,
                new Quantization(scale, tensors.zeroPoint()),
                Elu::new,
                new Quantization(made, tensors.zeroPoint()));
    }

    /** Mostly results within int8; zero points that leave values below 0 as well. */
    static Graph rsqrt(RandomTensors tensors) {
        float scale = tensors.oneIn(4) ? tensors.scale(0x1p-40, 0x1p40) : tensors.scale(1e-4, 1);
        double factor = tensors.oneIn(4) ? tensors.scale(0x1p-50, 0x1p28) : tensors.scale(10, 2000);
        return function(
                tensors,
                new Quantization(scale, tensors.oneIn(2) ? -128 : tensors.zeroPoint()),
                Rsqrt::new,
                new Quantization((float) (1 / (Math.sqrt(scale) * factor)), tensors.zeroPoint()));
    }

    private static Graph function(RandomTensors tensors, Quantization in, Maker maker, Quantization out) {
        Extent extent = tensors.extent();
        int input = tensors.int8Input(extent, in);
        return tensors.int8Graph(maker.make(tensors.origin(), input, tensors.output()), extent, out);
    }

    static Graph prelu(RandomTensors tensors) {
        Extent extent = tensors.extent();
        Extent alphas = extent;
        for (Axis axis : Axis.values()) {
            alphas = tensors.oneIn(2) ? alphas.with(axis, 1) : alphas;
        }
        Quantization in = tensors.quantization();
        int input = tensors.int8Input(extent, in);
        int alpha = tensors.int8Constant(alphas, new Quantization(tensors.scale(1e-4, 0.005), tensors.zeroPoint()));
        Prelu prelu = new Prelu(tensors.origin(), input, alpha, tensors.output());
        return tensors.int8Graph(prelu, extent, new Quantization(in.scale() / ratio(tensors), tensors.zeroPoint()));
    }

    static Graph argMax(RandomTensors tensors) {
        Extent extent = tensors.extent();
        Axis axis = tensors.axis();
        ArgMax argMax =
                new ArgMax(tensors.origin(), tensors.int8Input(extent, tensors.quantization()), tensors.output(), axis);
        return tensors.graph(argMax, extent.with(axis, 1), ElementType.INT32, Optional.empty());
    }

    static Graph cast(RandomTensors tensors) {
        List<ElementType> types =
                new ArrayList<>(List.of(ElementType.INT8, ElementType.UINT8, ElementType.INT32, ElementType.FLOAT32));
        ElementType from = Streams.choose(tensors.random.nextLong(), types);
        types.remove(from);
        ElementType to = Streams.choose(tensors.random.nextLong(), types);
        Extent extent = tensors.extent();
        int input = tensors.input(extent, from, quantization(tensors, from));
        Cast cast = new Cast(tensors.origin(), input, tensors.output());
        return tensors.graph(cast, extent, to, quantization(tensors, to));
    }

    private static Optional<Quantization> quantization(RandomTensors tensors, ElementType type) {
        return type.isQuantized()
                ? Optional.of(new Quantization(tensors.scale(1e-3, 1), tensors.zeroPoint(type)))
                : Optional.empty();
    }
}
