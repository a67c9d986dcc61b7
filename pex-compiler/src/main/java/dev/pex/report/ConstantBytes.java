package dev.pex.report;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Weighted;
import dev.pex.quant.Arithmetic;
import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.tensor.Bytes;
import java.util.HashSet;
import java.util.Set;

/** Bytes of constants that follow from the network alone, without the layouts of kernels. */
public final class ConstantBytes {
    private ConstantBytes() {}

    /** Those of an operator. Operators with equal tables share one, which counts for each of them here. */
    static int of(Graph graph, Operator operator) {
        return operator.constantBytes(graph);
    }

    /**
     * Those of a network: weights, an int32 bias and a requantisation for each output channel of its layers, each
     * table once, and all else that operators and constant outputs hold.
     */
    public static int of(Graph graph) {
        int bytes = 0;
        Set<Bytes> tables = new HashSet<>();
        for (Operator operator : graph.operators()) {
            if (operator instanceof Weighted layer) {
                bytes += layer.filter().weights().size()
                        + layer.bias().size() * (Integer.BYTES + Arithmetic.REQUANTIZATION_BYTES);
            } else if (operator.arithmetic(graph) instanceof Tabulated function) {
                bytes += tables.add(function.table()) ? function.table().size() : 0;
            } else {
                bytes += operator.constantBytes(graph);
            }
        }
        return bytes
                + graph.outputs().stream()
                        .map(graph::tensor)
                        .filter(tensor -> tensor.constant().isPresent())
                        .mapToInt(tensor -> tensor.bytes())
                        .sum();
    }
}
