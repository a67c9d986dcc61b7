package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.operator.Softmax;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import java.util.Optional;

/** Recipes for operators that compute without weights. */
final class RandomArithmetic {
    private RandomArithmetic() {}

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
