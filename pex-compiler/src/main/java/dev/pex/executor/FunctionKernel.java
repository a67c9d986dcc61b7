package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.TableFunction;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;

/** Functions of one value (docs/NUMERICS.md, 7.20 to 7.24), by their value for each byte. */
final class FunctionKernel {
    private FunctionKernel() {}

    static void compute(Graph graph, TableFunction function, byte[] input, byte[] output, Part part) {
        Bytes table = function.arithmetic(graph).table();
        Extent extent = graph.outputOf(function).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                output[index] = table.get(input[index] & 0xff);
            }
        });
    }
}
