package dev.pex.executor;

import dev.pex.graph.Axis;
import dev.pex.graph.ElementType;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Add;
import dev.pex.graph.Operator.AveragePool2d;
import dev.pex.graph.Operator.Dequantize;
import dev.pex.graph.Operator.Mean;
import dev.pex.graph.Operator.Quantize;
import dev.pex.graph.Operator.Requantize;
import dev.pex.graph.Operator.Softmax;
import dev.pex.graph.Quantization;
import dev.pex.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recipes for operators that compute without weights. */
final class RandomArithmetic {
    private RandomArithmetic() {}

    static Graph averagePool2d(RandomTensors tensors) {
        Extent in = tensors.extent();
        boolean same = tensors.random.nextBoolean();
        Window rows = tensors.window(in.rows(), same, 1);
        Window columns = tensors.window(in.columns(), same, 1);
        Quantization quantization = tensors.quantization();
        AveragePool2d pool = new AveragePool2d(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                rows,
                columns,
                tensors.activation());
        return tensors.int8Graph(pool, new Extent(rows.output(), columns.output(), in.channels()), quantization);
    }

    static Graph add(RandomTensors tensors) {
        Extent out = tensors.extent();
        float leftScale = tensors.scale(1e-3, 1);
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-36, 0x1p36) : tensors.scale(0.2, 5);
        float rightScale = leftScale * ratio;
        float largest = Math.max(leftScale, rightScale);
        float outScale = tensors.oneIn(4) ? largest * tensors.scale(0x1p-18, 0x1p14) : largest * tensors.scale(0.5, 4);
        Quantization leftQuantization = new Quantization(leftScale, tensors.zeroPoint());
        int left;
        int right;
        if (tensors.oneIn(16)) {
            left = tensors.int8Input(out, leftQuantization);
            right = left;
        } else {
            Quantization rightQuantization = new Quantization(rightScale, tensors.zeroPoint());
            Extent leftExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, out);
            Extent rightExtent = tensors.oneIn(2) ? out : narrowed(tensors, out, leftExtent);
            boolean constantLeft = tensors.oneIn(8);
            boolean constantRight = !constantLeft && tensors.oneIn(3);
            left = constantLeft
                    ? tensors.int8Constant(leftExtent, leftQuantization)
                    : tensors.int8Input(leftExtent, leftQuantization);
            right = constantRight
                    ? tensors.int8Constant(rightExtent, rightQuantization)
                    : tensors.int8Input(rightExtent, rightQuantization);
        }
        Add add = new Add(tensors.origin(), left, right, tensors.output(), tensors.activation());
        return tensors.int8Graph(add, out, new Quantization(outScale, tensors.zeroPoint()));
    }

    /** Gives some axes extent 1, where the other operand keeps the full extent. */
    private static Extent narrowed(RandomTensors tensors, Extent full, Extent other) {
        Extent result = full;
        for (Axis axis : Axis.values()) {
            if (tensors.oneIn(2) && other.along(axis) == full.along(axis)) {
                result = result.with(axis, 1);
            }
        }
        return result;
    }

    static Graph mean(RandomTensors tensors) {
        Extent in = tensors.extent();
        List<Axis> axes = new ArrayList<>();
        Extent out = in;
        for (Axis axis : Axis.values()) {
            if (tensors.random.nextBoolean()) {
                axes.add(tensors.random.nextInt(axes.size() + 1), axis);
                out = out.with(axis, 1);
            }
        }
        Quantization quantization = tensors.quantization();
        float ratio = tensors.oneIn(4) ? tensors.scale(0x1p-36, 0x1p12) : tensors.scale(0.2, 10);
        Mean mean = new Mean(tensors.origin(), tensors.int8Input(in, quantization), tensors.output(), axes);
        return tensors.int8Graph(mean, out, new Quantization(quantization.scale() / ratio, tensors.zeroPoint()));
    }

    static Graph softmax(RandomTensors tensors) {
        Extent extent = tensors.extent().with(Axis.CHANNELS, tensors.random.nextInt(1, tensors.oneIn(4) ? 100 : 10));
        float scale = tensors.oneIn(4) ? tensors.scale(0x1p-24, 64) : tensors.scale(0.01, 0.5);
        float beta = tensors.oneIn(4) ? tensors.scale(0.5, 4) : 1f;
        Quantization quantization = new Quantization(scale, tensors.zeroPoint());
        Softmax softmax =
                new Softmax(tensors.origin(), tensors.int8Input(extent, quantization), tensors.output(), beta);
        return tensors.int8Graph(softmax, extent, new Quantization(1f / 256, -128));
    }

    static Graph quantize(RandomTensors tensors) {
        Extent extent = tensors.extent();
        ElementType type = tensors.byteType();
        int input = tensors.input(extent, ElementType.FLOAT32, Optional.empty());
        float scale = tensors.oneIn(4) ? 0.5f : tensors.scale(1e-3, 10);
        Quantization quantization = new Quantization(scale, tensors.zeroPoint(type));
        return tensors.graph(
                new Quantize(tensors.origin(), input, tensors.output()), extent, type, Optional.of(quantization));
    }

    static Graph requantize(RandomTensors tensors) {
        Extent extent = tensors.extent();
        ElementType from = tensors.byteType();
        ElementType to = tensors.byteType();
        float scale = tensors.scale(1e-3, 1);
        float ratio = switch (tensors.random.nextInt(4)) {
            case 0 -> 1f;
            case 1 -> tensors.scale(0x1p-36, 0x1p22);
            default -> tensors.scale(0.2, 5);
        };
        int input = tensors.input(extent, from, Optional.of(new Quantization(scale, tensors.zeroPoint(from))));
        Quantization quantization = new Quantization(scale / ratio, tensors.zeroPoint(to));
        return tensors.graph(
                new Requantize(tensors.origin(), input, tensors.output()), extent, to, Optional.of(quantization));
    }

    static Graph dequantize(RandomTensors tensors) {
        Extent extent = tensors.extent();
        ElementType type = tensors.byteType();
        Quantization quantization = new Quantization(tensors.scale(1e-3, 10), tensors.zeroPoint(type));
        int input = tensors.input(extent, type, Optional.of(quantization));
        return tensors.graph(
                new Dequantize(tensors.origin(), input, tensors.output()),
                extent,
                ElementType.FLOAT32,
                Optional.empty());
    }
}
