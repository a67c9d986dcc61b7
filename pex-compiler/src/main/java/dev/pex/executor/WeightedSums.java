package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.quant.Arithmetic.Weighted;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** What the operators with weights have in common: sums of products, and their requantisation. */
final class WeightedSums {
    private WeightedSums() {}

    /** What an output element is the sum of, without the bias. */
    interface Sum {
        int of(Weighted arithmetic, int row, int column, int channel);
    }

    /** Computes a part of an operator's output, element by element. */
    static void compute(Graph graph, dev.pex.operator.Weighted operator, byte[] output, Part part, Sum sum) {
        Weighted arithmetic = operator.arithmetic(graph);
        Extent out = graph.outputOf(operator).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int biased =
                        sum.of(arithmetic, row, column, k) + operator.bias().get(k);
                output[out.index(row, column, k)] = requantize(arithmetic, k, biased);
            }
        });
    }

    /** Sum of (x + inputOffset) * (w + filterOffset) over {@code length} neighbouring elements. */
    static int dot(Weighted arithmetic, byte[] input, int inputStart, Bytes weights, int weightStart, int length) {
        int inputOffset = arithmetic.inputOffset();
        int filterOffset = arithmetic.filterOffset();
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (input[inputStart + i] + inputOffset) * (weights.get(weightStart + i) + filterOffset);
        }
        return sum;
    }

    /** The output element for an accumulated sum (docs/NUMERICS.md, 2.3 and 4). */
    static byte requantize(Weighted arithmetic, int outputChannel, int sum) {
        int scaled = FixedPoint.multiply(
                sum,
                arithmetic.multipliers().get(outputChannel),
                arithmetic.shifts().get(outputChannel));
        return clamp(scaled + arithmetic.outputOffset(), arithmetic.minimum(), arithmetic.maximum());
    }

    /** The byte of a value limited to a range of int8 or uint8. */
    static byte clamp(int value, int minimum, int maximum) {
        return (byte) Math.min(Math.max(value, minimum), maximum);
    }
}
