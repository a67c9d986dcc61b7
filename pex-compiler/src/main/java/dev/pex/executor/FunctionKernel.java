package dev.pex.executor;

import dev.pex.graph.Bytes;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Function;
import dev.pex.graph.Part;
import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.quant.ArithmeticDerivation;

/** Functions of one value (docs/NUMERICS.md, 7.20 to 7.24), by their value for each byte. */
final class FunctionKernel {
    private FunctionKernel() {}

    static void compute(Graph graph, Function function, byte[] input, byte[] output, Part part) {
        Bytes table = ((Tabulated) ArithmeticDerivation.of(graph, function)).table();
        Extent extent = graph.outputOf(function).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                output[index] = table.get(input[index] & 0xff);
            }
        });
    }
}
