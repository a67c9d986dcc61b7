package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.quant.AccumulatorBound;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;

/** Recipes for the operators with weights. */
final class RandomWeighted {
    private RandomWeighted() {}

    static Graph conv2d(RandomTensors tensors) {
        Extent in = tensors.extent();
        boolean same = tensors.random.nextBoolean();
        Window rows = tensors.window(in.rows(), same, 2);
        Window columns = tensors.window(in.columns(), same, 2);
        int channels = tensors.random.nextInt(1, 10);
        int taps = rows.kernel() * columns.kernel() * in.channels();
        Quantization quantization = tensors.quantization();
        Filter filter = filter(tensors, channels, channels * taps, 0);
        Conv2d conv = new Conv2d(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                rows,
                columns,
                filter,
                bias(tensors, channels),
                tensors.activation());
        Extent out = new Extent(rows.output(), columns.output(), channels);
        return fit(tensors, conv, out, quantization);
    }

    static Graph depthwiseConv2d(RandomTensors tensors) {
        Extent in = tensors.extent();
        boolean same = tensors.random.nextBoolean();
        Window rows = tensors.window(in.rows(), same, 2);
        Window columns = tensors.window(in.columns(), same, 2);
        int multiplier = tensors.oneIn(2) ? 1 : tensors.random.nextInt(1, 5);
        int channels = in.channels() * multiplier;
        Quantization quantization = tensors.quantization();
        Filter filter = filter(tensors, channels, channels * rows.kernel() * columns.kernel(), 0);
        DepthwiseConv2d conv = new DepthwiseConv2d(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                rows,
                columns,
                multiplier,
                filter,
                bias(tensors, channels),
                tensors.activation());
        Extent out = new Extent(rows.output(), columns.output(), channels);
        return fit(tensors, conv, out, quantization);
    }

    static Graph fullyConnected(RandomTensors tensors) {
        int depth = tensors.random.nextInt(1, tensors.oneIn(4) ? 200 : 10);
        Extent in = new Extent(tensors.oneIn(2) ? 1 : tensors.random.nextInt(1, 10), 1, depth);
        int units = tensors.random.nextInt(1, 10);
        Quantization quantization = tensors.quantization();
        int zeroPoint = tensors.oneIn(8) ? tensors.zeroPoint() : 0;
        Filter filter = filter(tensors, units, units * depth, zeroPoint);
        FullyConnected dense = new FullyConnected(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                filter,
                bias(tensors, units),
                tensors.activation());
        return fit(tensors, dense, new Extent(in.rows(), 1, units), quantization);
    }

    static Graph transposeConv2d(RandomTensors tensors) {
        Extent in = tensors.extent();
        TransposedWindow rows = transposed(tensors, in.rows());
        TransposedWindow columns = transposed(tensors, in.columns());
        int channels = tensors.random.nextInt(1, 10);
        int taps = rows.kernel() * columns.kernel() * in.channels();
        Quantization quantization = tensors.quantization();
        Filter filter = filter(tensors, channels, channels * taps, 0);
        TransposeConv2d conv = new TransposeConv2d(
                tensors.origin(),
                tensors.int8Input(in, quantization),
                tensors.output(),
                rows,
                columns,
                filter,
                bias(tensors, channels),
                tensors.activation());
        Extent out = new Extent(rows.output(), columns.output(), channels);
        return fit(tensors, conv, out, quantization);
    }

    /** As models have it, or an output that is cut or has elements which no input reaches. */
    private static TransposedWindow transposed(RandomTensors tensors, int input) {
        int kernel = tensors.random.nextInt(1, 6);
        int stride = tensors.random.nextInt(1, 4);
        return switch (tensors.random.nextInt(3)) {
            case 0 -> new TransposedWindow(input, input * stride, kernel, stride, Math.max(kernel - stride, 0) / 2);
            case 1 -> new TransposedWindow(input, (input - 1) * stride + kernel, kernel, stride, 0);
            default ->
                new TransposedWindow(input, tensors.random.nextInt(1, 20), kernel, stride, tensors.random.nextInt(4));
        };
    }

    /** Per tensor or per channel; only a per-tensor filter has a zero point. */
    private static Filter filter(RandomTensors tensors, int channels, int size, int zeroPoint) {
        byte[] weights = new byte[size];
        tensors.random.nextBytes(weights);
        boolean perChannel = tensors.random.nextBoolean();
        float[] scales = new float[perChannel ? channels : 1];
        float typical = tensors.scale(1e-4, 1e-1);
        for (int i = 0; i < scales.length; i++) {
            scales[i] = typical * tensors.scale(0.1, 10);
        }
        return new Filter(Bytes.copyOf(weights), Floats.copyOf(scales), scales.length > 1 ? 0 : zeroPoint);
    }

    private static Ints bias(RandomTensors tensors, int channels) {
        int largest = tensors.oneIn(4) ? 1 << 24 : 5000;
        int[] bias = new int[channels];
        for (int i = 0; i < channels; i++) {
            bias[i] = tensors.random.nextInt(-largest, largest + 1);
        }
        return Ints.copyOf(bias);
    }

    /** Chooses an output scale that uses the range of int8, or an extreme one that cannot overflow. */
    private static Graph fit(
            RandomTensors tensors, dev.pex.operator.Weighted operator, Extent out, Quantization input) {
        Filter filter = operator.filter();
        boolean channelsLast = operator instanceof DepthwiseConv2d;
        int channels = out.channels();
        int taps = filter.weights().size() / channels;
        double spread = input.scale() * filter.scale(0) * Math.sqrt(taps) * 128 * 74;
        double scale = spread / tensors.scale(20, 100);
        if (tensors.oneIn(4)) {
            scale *= tensors.scale(0x1p-20, 0x1p26);
        }
        int zeroPoint = tensors.zeroPoint();
        while (true) {
            Graph graph = tensors.int8Graph(operator, out, new Quantization((float) scale, zeroPoint));
            Weighted arithmetic = operator.arithmetic(graph);
            long[] absolute = absoluteWeights(filter, channels, arithmetic.filterOffset(), channelsLast);
            if (AccumulatorBound.firstOverflow(arithmetic, absolute, operator.bias()) < 0) {
                return graph;
            }
            scale *= 2;
        }
    }

    private static long[] absoluteWeights(Filter filter, int channels, int offset, boolean channelsLast) {
        long[] sums = new long[channels];
        int taps = filter.weights().size() / channels;
        for (int i = 0; i < filter.weights().size(); i++) {
            sums[channelsLast ? i % channels : i / taps] +=
                    Math.abs(filter.weights().get(i) + offset);
        }
        return sums;
    }
}
