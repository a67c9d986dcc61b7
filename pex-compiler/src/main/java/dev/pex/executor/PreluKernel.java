package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Prelu;
import dev.pex.quant.Arithmetic.Sloped;
import dev.pex.quant.FixedPoint;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** PRELU (docs/NUMERICS.md, 7.25). */
final class PreluKernel {
    private PreluKernel() {}

    static void compute(Graph graph, Prelu prelu, byte[] input, byte[] alpha, byte[] output, Part part) {
        Sloped arithmetic = prelu.arithmetic(graph);
        Extent extent = graph.outputOf(prelu).extent();
        Extent alphas = graph.tensor(prelu.alpha()).extent();
        Pixels.forEach(part, (row, column) -> {
            int y = alphas.rows() == 1 ? 0 : row;
            int x = alphas.columns() == 1 ? 0 : column;
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                int slope = alpha[alphas.index(y, x, alphas.channels() == 1 ? 0 : k)];
                output[index] = value(arithmetic, input[index], slope);
            }
        });
    }

    private static byte value(Sloped arithmetic, int input, int alpha) {
        int x = input + arithmetic.inputOffset();
        int scaled = x >= 0
                ? multiply(x, arithmetic.identity())
                : multiply(x * (alpha + arithmetic.alphaOffset()), arithmetic.slope());
        return WeightedSums.clamp(scaled + arithmetic.outputOffset(), -128, 127);
    }

    private static int multiply(int x, QuantizedMultiplier scale) {
        return FixedPoint.multiply(x, scale.multiplier(), scale.shift());
    }
}
