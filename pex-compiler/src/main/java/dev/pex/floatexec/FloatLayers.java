package dev.pex.floatexec;

import dev.pex.floats.FloatWeights;
import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.TransposeConv2d;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Floats;
import java.util.function.IntBinaryOperator;

/** The operators with weights: sums of products and a bias, without the activation. */
final class FloatLayers {
    private FloatLayers() {}

    static double[] compute(Graph graph, Weighted layer, FloatWeights weights, double[] input) {
        Extent in = graph.tensor(layer.input()).extent();
        Extent out = graph.outputOf(layer).extent();
        return switch (layer.form()) {
            case CONVOLUTION -> {
                Conv2d conv = (Conv2d) layer;
                int kernelRows = conv.rows().kernel();
                int kernelColumns = conv.columns().kernel();
                yield convolved(
                        in, out, kernelRows, kernelColumns, conv.rows()::tap, conv.columns()::tap, weights, input);
            }
            case TRANSPOSED -> {
                TransposeConv2d conv = (TransposeConv2d) layer;
                int kernelRows = conv.rows().kernel();
                int kernelColumns = conv.columns().kernel();
                yield convolved(
                        in,
                        out,
                        kernelRows,
                        kernelColumns,
                        conv.rows()::source,
                        conv.columns()::source,
                        weights,
                        input);
            }
            case FULLY_CONNECTED -> convolved(in, out, 1, 1, (o, tap) -> o, (o, tap) -> o, weights, input);
            case DEPTHWISE -> depthwise(in, out, (DepthwiseConv2d) layer, weights, input);
        };
    }

    /**
     * A sum over all input channels under each tap.
     *
     * @param row the input row of an output row and a tap; outside the input where the tap is absent
     * @param column the same for columns
     */
    private static double[] convolved(
            Extent in,
            Extent out,
            int kernelRows,
            int kernelColumns,
            IntBinaryOperator row,
            IntBinaryOperator column,
            FloatWeights weights,
            double[] input) {
        float[] filter = weights.filter().toArray();
        Floats bias = weights.bias();
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    double sum = bias.get(k);
                    for (int i = 0; i < kernelRows; i++) {
                        int inY = row.applyAsInt(y, i);
                        for (int j = 0; inY >= 0 && inY < in.rows() && j < kernelColumns; j++) {
                            int inX = column.applyAsInt(x, j);
                            if (inX >= 0 && inX < in.columns()) {
                                int weight = ((k * kernelRows + i) * kernelColumns + j) * in.channels();
                                sum += dot(input, in.index(inY, inX, 0), filter, weight, in.channels());
                            }
                        }
                    }
                    output[at++] = sum;
                }
            }
        }
        return output;
    }

    private static double dot(double[] input, int inputStart, float[] filter, int filterStart, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += input[inputStart + i] * filter[filterStart + i];
        }
        return sum;
    }

    private static double[] depthwise(
            Extent in, Extent out, DepthwiseConv2d conv, FloatWeights weights, double[] input) {
        float[] filter = weights.filter().toArray();
        double[] output = new double[out.elements()];
        int at = 0;
        for (int y = 0; y < out.rows(); y++) {
            for (int x = 0; x < out.columns(); x++) {
                for (int k = 0; k < out.channels(); k++) {
                    double sum = weights.bias().get(k);
                    for (int i = 0; i < conv.rows().kernel(); i++) {
                        int inY = conv.rows().tap(y, i);
                        for (int j = 0;
                                inY >= 0
                                        && inY < in.rows()
                                        && j < conv.columns().kernel();
                                j++) {
                            int inX = conv.columns().tap(x, j);
                            if (inX >= 0 && inX < in.columns()) {
                                int tap = i * conv.columns().kernel() + j;
                                sum += input[in.index(inY, inX, k / conv.multiplier())]
                                        * filter[tap * out.channels() + k];
                            }
                        }
                    }
                    output[at++] = sum;
                }
            }
        }
        return output;
    }
}
