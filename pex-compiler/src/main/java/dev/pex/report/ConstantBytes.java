package dev.pex.report;

import dev.pex.graph.Graph;
import dev.pex.kernel.Kernel;
import dev.pex.operator.Binary;
import dev.pex.operator.Concatenation;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Gather;
import dev.pex.operator.Operator;
import dev.pex.operator.Prelu;
import dev.pex.operator.Resampling;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.TableFunction;
import dev.pex.operator.Weighted;
import dev.pex.quant.Arithmetic.Tabulated;
import dev.pex.quant.ArithmeticDerivation;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Extent;
import java.util.HashSet;
import java.util.Set;

/** Bytes of constants that follow from the network alone, without the layouts of kernels. */
final class ConstantBytes {
    /** Bytes of a requantisation: an int32 multiplier and an int8 shift. */
    private static final int REQUANTISATION_BYTES = Integer.BYTES + 1;

    /** A function's value for each byte. */
    private static final int TABLE_BYTES = 256;

    private ConstantBytes() {}

    /** Those of an operator. Operators with equal tables share one, which counts for each of them here. */
    static int of(Graph graph, Operator operator) {
        if (Kernel.isAlias(operator)) {
            return 0;
        }
        if (operator instanceof Weighted layer) {
            int channels = layer.bias().size();
            int requantisations =
                    layer instanceof FullyConnected ? layer.filter().scales().size() : channels;
            return layer.filter().weights().size() + channels * Integer.BYTES + requantisations * REQUANTISATION_BYTES;
        }
        return operator instanceof TableFunction ? TABLE_BYTES : beside(graph, operator);
    }

    /**
     * Those of a network: weights, an int32 bias and a requantisation for each output channel of its layers, each
     * table once, and all else that operators and constant outputs hold.
     */
    static int of(Graph graph) {
        int bytes = 0;
        Set<Bytes> tables = new HashSet<>();
        for (Operator operator : graph.operators()) {
            if (operator instanceof Weighted layer) {
                bytes += layer.filter().weights().size() + layer.bias().size() * (Integer.BYTES + REQUANTISATION_BYTES);
            } else if (ArithmeticDerivation.of(graph, operator) instanceof Tabulated function) {
                bytes += tables.add(function.table()) ? function.table().size() : 0;
            } else {
                bytes += beside(graph, operator);
            }
        }
        return bytes
                + graph.outputs().stream()
                        .map(graph::tensor)
                        .filter(tensor -> tensor.constant().isPresent())
                        .mapToInt(tensor -> tensor.bytes())
                        .sum();
    }

    /** What an operator without weights or a function's table holds. */
    private static int beside(Graph graph, Operator operator) {
        if (Kernel.isAlias(operator)) {
            return 0;
        }
        if (operator instanceof ResizeNearest resize) {
            Extent in = graph.tensor(resize.input()).extent();
            Extent out = graph.outputOf(resize).extent();
            return positionBytes(resize.resampling(), in.rows(), out.rows())
                    + positionBytes(resize.resampling(), in.columns(), out.columns());
        }
        if (operator instanceof Gather gather) {
            return gather.indices().size() * Integer.BYTES;
        }
        if (operator instanceof Binary || operator instanceof Prelu || operator instanceof Concatenation) {
            return graph.inputsOf(operator).stream()
                    .mapToInt(t -> t.constant().isPresent() ? t.bytes() : 0)
                    .sum();
        }
        return 0;
    }

    private static int positionBytes(Resampling resampling, int input, int output) {
        return resampling.nearestDivisor(input, output).isPresent() ? 0 : output * Short.BYTES;
    }
}
