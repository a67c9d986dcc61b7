package dev.pex.quantize;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses a quantisation for each tensor. Some operators fix the quantisation of their outputs, and a description may state
 * others. An operator that copies raw values needs one quantisation for all its tensors; these form a group, whose range holds
 * that of each member. Where such an operator has an operand with a fixed quantisation among others, that operand is
 * requantised.
 */
final class SharedScales {
    private final Graph graph;
    private final Map<Integer, Quantization> fixed = new HashMap<>();

    /** For each tensor another one of its group, or itself. */
    private final int[] parents;

    private final ValueRange[] ranges;
    private final Set<Operand> requantized = new HashSet<>();

    /** The place where an operator reads a tensor. */
    record Operand(int operator, int index) {}

    private SharedScales(Graph graph, List<ValueRange> ranges, Map<String, Quantization> stated) {
        this.graph = graph;
        this.ranges = ranges.toArray(new ValueRange[0]);
        this.parents = new int[ranges.size()];
        for (Tensor tensor : graph.tensors()) {
            Quantization own = stated.get(tensor.name());
            if (own != null && tensor.type() == ElementType.FLOAT32) {
                fixed.put(tensor.id(), own);
            }
        }
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
    }

    /**
     * Chooses quantisations.
     *
     * @param ranges of each tensor
     * @param stated the given quantisations, by name of the tensor
     */
    static SharedScales of(Graph graph, List<ValueRange> ranges, Map<String, Quantization> stated) {
        SharedScales scales = new SharedScales(graph, ranges, stated);
        for (int i = 0; i < graph.operators().size(); i++) {
            scales.visit(i, graph.operators().get(i));
        }
        return scales;
    }

    /** The quantisation of a tensor; empty for integers. */
    Optional<Quantization> quantization(int tensor) {
        if (graph.tensor(tensor).type() != ElementType.FLOAT32) {
            return Optional.empty();
        }
        Quantization own = fixed.get(tensor);
        return Optional.of(own != null ? own : ranges[root(tensor)].quantization());
    }

    /** Whether an operator needs one of its operands in the quantisation of its output. */
    boolean isRequantized(int operator, int operand) {
        return requantized.contains(new Operand(operator, operand));
    }

    private void visit(int index, Operator operator) {
        int output = operator.output();
        if (operator.fixedQuantization().isPresent()) {
            fixed.put(output, operator.fixedQuantization().get());
        } else if (operator.values().sharesQuantization()
                && graph.tensor(output).type() == ElementType.FLOAT32) {
            share(index, operator);
        }
    }

    private void share(int index, Operator operator) {
        Quantization wanted = fixed.get(operator.output());
        if (wanted != null) {
            for (int i = 0; i < operator.inputs().size(); i++) {
                if (!wanted.equals(fixed.get(operator.inputs().get(i)))) {
                    requantized.add(new Operand(index, i));
                }
            }
            return;
        }
        Optional<Quantization> common = commonFixed(operator);
        if (common.isPresent()) {
            fixed.put(operator.output(), common.get());
            return;
        }
        padding(operator).ifPresent(value -> include(operator.output(), ValueRange.of(value)));
        for (int i = 0; i < operator.inputs().size(); i++) {
            int operand = operator.inputs().get(i);
            if (fixed.containsKey(operand)) {
                include(operator.output(), ranges[operand]);
                requantized.add(new Operand(index, i));
            } else {
                unite(operand, operator.output());
            }
        }
    }

    /** The fixed quantisation that all operands have; empty unless they have one and the same. */
    private Optional<Quantization> commonFixed(Operator operator) {
        List<Optional<Quantization>> found = new ArrayList<>();
        for (int operand : operator.inputs()) {
            found.add(Optional.ofNullable(fixed.get(operand)));
        }
        boolean padded = padding(operator).isPresent();
        return !padded && new HashSet<>(found).size() == 1 ? found.get(0) : Optional.empty();
    }

    private static Optional<Double> padding(Operator operator) {
        return operator instanceof Pad pad
                ? pad.value().map(bytes -> (double) ByteBuffer.wrap(bytes.toArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat())
                : Optional.empty();
    }

    private void include(int tensor, ValueRange range) {
        int root = root(tensor);
        ranges[root] = ranges[root].union(range);
    }

    private void unite(int one, int other) {
        int a = root(one);
        int b = root(other);
        ranges[a] = ranges[a].union(ranges[b]);
        parents[b] = a;
    }

    private int root(int tensor) {
        int root = tensor;
        while (parents[root] != root) {
            root = parents[root];
        }
        return root;
    }
}
