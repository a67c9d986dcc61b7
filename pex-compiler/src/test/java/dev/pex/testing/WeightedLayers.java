package dev.pex.testing;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.DepthwiseConv2d;
import dev.pex.dsl.FullyConnected;
import dev.pex.dsl.Node;
import dev.pex.dsl.Padding;
import dev.pex.dsl.Shape;
import dev.pex.dsl.Sliding;
import dev.pex.dsl.TransposeConv2d;
import dev.pex.dsl.Weights;
import dev.pex.tensor.Border;
import dev.pex.tensor.Extent;

/** Layers with weights. */
final class WeightedLayers {
    /** Root mean square of random weights. */
    private static final double WEIGHT = 74;

    private static final int LONGEST_ROW = 300;

    private WeightedLayers() {}

    static Node convolution(Draft draft, Node value) {
        Node x = draft.image(value);
        Sliding sliding = sliding(draft, x.shape().extent(), 2);
        return convolution(draft, x, draft.channels(), sliding);
    }

    static Node sameConvolution(Draft draft, Node x, int filters) {
        return convolution(draft, x, filters, same(draft));
    }

    static Node depthwise(Draft draft, Node value) {
        Node x = draft.image(value);
        Sliding sliding = sliding(draft, x.shape().extent(), 2);
        int multiplier = draft.oneIn(2) || draft.isLarge(x) ? 1 : draft.window(3);
        return depthwise(draft, x, multiplier, sliding);
    }

    static Node sameDepthwise(Draft draft, Node x) {
        return depthwise(draft, x, 1, same(draft));
    }

    /** A convolution of one tap that keeps rows and columns. */
    static Node pointwise(Draft draft, Node x, int filters) {
        return convolution(draft, x, filters, Sliding.kernel(1, 1));
    }

    /** A convolution that reads rows before its own only, as one of sound in frames. */
    static Node causal(Draft draft, Node value) {
        Node x = draft.image(value);
        int kernel = draft.window(3);
        int dilation = draft.window(3);
        int before = (kernel - 1) * dilation;
        Node padded = draft.made(
                x.pad(draft.name("causal"), new Border(before, 0, 0), new Border(0, 0, 0)), draft.magnitude(x), x);
        Sliding sliding = Sliding.kernel(kernel, 1).dilation(dilation, 1);
        return convolution(draft, padded, x.shape().extent().channels(), sliding);
    }

    /** A convolution or window that makes about half as many rows and columns. */
    static Node halving(Draft draft, Node x, int filters) {
        Sliding sliding =
                Sliding.kernel(draft.window(3), draft.window(3)).stride(2, 2).padding(Padding.SAME);
        return convolution(draft, x, filters, sliding);
    }

    /** A transposed convolution, with more rows and columns where the value is not large. */
    static Node transposeConvolution(Draft draft, Node value) {
        Node x = draft.image(value);
        int most = draft.isLarge(x) ? 1 : 3;
        Sliding sliding = Sliding.kernel(draft.window(4), draft.window(4))
                .stride(draft.window(most), draft.window(most))
                .padding(draft.oneIn(2) ? Padding.SAME : Padding.VALID);
        return transposeConvolution(draft, x, draft.channels(), sliding);
    }

    /** A transposed convolution that makes twice as many rows and columns. */
    static Node doubling(Draft draft, Node x, int filters) {
        Sliding sliding =
                Sliding.kernel(draft.window(4), draft.window(4)).stride(2, 2).padding(Padding.SAME);
        return transposeConvolution(draft, x, filters, sliding);
    }

    private static Node transposeConvolution(Draft draft, Node x, int filters, Sliding sliding) {
        int channels = x.shape().extent().channels();
        int taps = sliding.kernelRows() * sliding.kernelColumns() * channels;
        Weights weights = weights(draft, x, taps, filters * taps, filters);
        double magnitude = magnitude(draft, x, weights, channels);
        TransposeConv2d options = TransposeConv2d.filters(filters)
                .with(sliding)
                .weights(weights)
                .bias(bias(draft, x, weights, filters, magnitude))
                .activation(draft.activation());
        String name = draft.name("transposed");
        return draft.fit(magnitude, q -> x.transposeConv2d(name, options, q), x);
    }

    /** Fully connected over the rows of the value, or over all of it. */
    static Node fullyConnected(Draft draft, Node value) {
        Extent e = value.shape().extent();
        Node x = value;
        if (e.columns() > 1 || draft.oneIn(3)) {
            boolean flat = e.elements() <= LONGEST_ROW && !draft.oneIn(3);
            Shape shape = flat ? Shape.of(1, e.elements()) : Shape.of(e.rows(), e.elements() / e.rows());
            x = draft.made(value.reshape(draft.name("rows"), shape), draft.magnitude(value), value);
        }
        Node rows = x;
        int depth = rows.shape().extent().channels();
        int units = draft.channels();
        Weights weights = weights(draft, x, depth, units * depth, units);
        if (weights.scales().size() == 1 && draft.oneIn(3)) {
            weights = weights.zeroPoint(draft.zeroPoint());
        }
        double magnitude = magnitude(draft, x, weights, depth);
        FullyConnected options = FullyConnected.units(units)
                .weights(weights)
                .bias(bias(draft, x, weights, units, magnitude))
                .activation(draft.activation());
        String name = draft.name("dense");
        return draft.fit(magnitude, q -> rows.fullyConnected(name, options, q), rows);
    }

    /** A window over an input: SAME or VALID, perhaps dilated. */
    static Sliding sliding(Draft draft, Extent input, int largestDilation) {
        int rows = draft.window(4);
        int columns = draft.window(4);
        int dilationRows = draft.oneIn(3) ? draft.window(largestDilation) : 1;
        int dilationColumns = draft.oneIn(3) ? draft.window(largestDilation) : 1;
        boolean same = draft.random().nextBoolean();
        if (!same) {
            rows = Math.min(rows, (input.rows() - 1) / dilationRows + 1);
            columns = Math.min(columns, (input.columns() - 1) / dilationColumns + 1);
        }
        return Sliding.kernel(rows, columns)
                .stride(draft.oneIn(2) ? 1 : draft.window(3), draft.oneIn(2) ? 1 : draft.window(3))
                .dilation(dilationRows, dilationColumns)
                .padding(same ? Padding.SAME : Padding.VALID);
    }

    private static Sliding same(Draft draft) {
        int dilation = draft.oneIn(4) ? draft.window(2) : 1;
        return Sliding.kernel(draft.window(3), draft.window(3))
                .dilation(dilation, dilation)
                .padding(Padding.SAME);
    }

    private static Node convolution(Draft draft, Node x, int filters, Sliding sliding) {
        int taps = sliding.kernelRows()
                * sliding.kernelColumns()
                * x.shape().extent().channels();
        Weights weights = weights(draft, x, taps, filters * taps, filters);
        double magnitude = magnitude(draft, x, weights, taps);
        Conv2d options = Conv2d.filters(filters)
                .with(sliding)
                .weights(weights)
                .bias(bias(draft, x, weights, filters, magnitude))
                .activation(draft.activation());
        String name = draft.name("conv");
        return draft.fit(magnitude, q -> x.conv2d(name, options, q), x);
    }

    private static Node depthwise(Draft draft, Node x, int multiplier, Sliding sliding) {
        int channels = x.shape().extent().channels() * multiplier;
        int taps = sliding.kernelRows() * sliding.kernelColumns();
        Weights weights = weights(draft, x, taps, channels * taps, channels);
        double magnitude = magnitude(draft, x, weights, taps);
        DepthwiseConv2d options = DepthwiseConv2d.kernel(sliding.kernelRows(), sliding.kernelColumns())
                .with(sliding)
                .multiplier(multiplier)
                .weights(weights)
                .bias(bias(draft, x, weights, channels, magnitude))
                .activation(draft.activation());
        String name = draft.name("depthwise");
        return draft.fit(magnitude, q -> x.depthwiseConv2d(name, options, q), x);
    }

    /** Weights that make sums of a usual magnitude, which activations cut but do not flatten. */
    private static Weights weights(Draft draft, Node x, int taps, int size, int channels) {
        byte[] values = new byte[size];
        draft.random().nextBytes(values);
        float[] scales = new float[draft.oneIn(3) ? 1 : channels];
        double typical = draft.between(0.5, 8) / (draft.magnitude(x) * WEIGHT * Math.sqrt(taps));
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) (typical * draft.between(0.3, 3));
        }
        return Weights.of(values, scales);
    }

    /** The expected magnitude of a weighted sum. */
    private static double magnitude(Draft draft, Node x, Weights weights, int taps) {
        return draft.magnitude(x) * typicalScale(weights) * WEIGHT * Math.sqrt(taps);
    }

    /** Biases of the magnitude of the sums they enter; sometimes none. */
    private static int[] bias(Draft draft, Node x, Weights weights, int channels, double magnitude) {
        double unit = x.quantized().orElseThrow().scale() * typicalScale(weights);
        int largest = (int) Math.min(1 << 24, magnitude / unit) + 1;
        int[] bias = new int[channels];
        if (!draft.oneIn(5)) {
            for (int i = 0; i < channels; i++) {
                bias[i] = draft.random().nextInt(-largest, largest + 1);
            }
        }
        return bias;
    }

    private static double typicalScale(Weights weights) {
        double sum = 0;
        for (int i = 0; i < weights.scales().size(); i++) {
            sum += weights.scales().get(i);
        }
        return sum / weights.scales().size();
    }
}
