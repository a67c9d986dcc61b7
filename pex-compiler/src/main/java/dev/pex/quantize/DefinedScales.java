package dev.pex.quantize;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Chooses scales for which the integer arithmetic of every operator is defined. Ranges of samples alone may make
 * scales that no multiplier joins: a layer that is always 0, a product of gates that are nearly shut, a difference of
 * large numbers that is small. {@link Operator#violation} says which operators are beyond a limit; the range of one of
 * their tensors is then made a power of two wider, and with it those of all tensors that share its scale. Only
 * scales with which the network would be refused are changed.
 */
final class DefinedScales {
    /** A scale is not made larger than this; products of two stay well within what a double holds. */
    private static final double LARGEST_SCALE = 0x1p100;

    private final Graph real;
    private final Map<String, Quantization> stated;
    private final List<ValueRange> ranges;
    private SharedScales scales;

    /**
     * Starts with the scales that follow from ranges.
     *
     * @param real the network in float32
     * @param ranges of each tensor
     * @param stated quantisations that are given, by the names of tensors
     */
    DefinedScales(Graph real, List<ValueRange> ranges, Map<String, Quantization> stated) {
        this.real = real;
        this.stated = stated;
        this.ranges = new ArrayList<>(ranges);
        this.scales = SharedScales.of(real, ranges, stated);
    }

    /** The scales so far. */
    SharedScales scales() {
        return scales;
    }

    /**
     * Changes the scales where operators are beyond a limit. Limits that no scale meets are left to the caller.
     *
     * @param quantized the int8 graph with the scales so far; its first tensors are those of the network in float32
     * @return whether there are other scales now
     */
    boolean widen(Graph quantized) {
        Graph graph = quantized;
        boolean changed = false;
        boolean again = true;
        while (again) {
            again = false;
            for (Operator operator : graph.operators()) {
                if (isBeyond(graph, operator) && widen(graph, operator)) {
                    graph = with(graph, scales);
                    again = true;
                    changed = true;
                }
            }
        }
        return changed;
    }

    /**
     * Widens tensors of an operator by as little as brings it within its limits: the output, else an operand, else
     * all of them. Gives whether that is possible.
     */
    private boolean widen(Graph graph, Operator operator) {
        Set<Integer> all = new TreeSet<>();
        List<Set<Integer>> candidates = new ArrayList<>();
        Stream.concat(Stream.of(operator.output()), operator.inputs().stream())
                .map(tensor -> chosenWith(graph, tensor))
                .filter(tensor -> scales.quantization(tensor).isPresent())
                .filter(all::add)
                .forEach(tensor -> candidates.add(Set.of(tensor)));
        candidates.add(all);
        return candidates.stream().anyMatch(tensors -> widen(graph, operator, tensors));
    }

    private boolean widen(Graph graph, Operator operator, Set<Integer> tensors) {
        double largest = tensors.stream().mapToDouble(this::scale).max().orElse(LARGEST_SCALE);
        for (double factor = 2; factor * largest <= LARGEST_SCALE; factor *= 2) {
            List<ValueRange> wider = new ArrayList<>(ranges);
            for (int tensor : tensors) {
                wider.set(tensor, ValueRange.of(scales.quantization(tensor).orElseThrow(), factor));
            }
            SharedScales tried = SharedScales.of(real, wider, stated);
            if (tensors.stream().allMatch(t -> tried.quantization(t).equals(scales.quantization(t)))) {
                // They are fixed.
                return false;
            }
            if (!isBeyond(with(graph, tried), operator)) {
                ranges.clear();
                ranges.addAll(wider);
                scales = tried;
                return true;
            }
        }
        return false;
    }

    private double scale(int tensor) {
        return scales.quantization(tensor).orElseThrow().scale();
    }

    private static boolean isBeyond(Graph graph, Operator operator) {
        return operator.violation(graph).isPresent();
    }

    /** The int8 graph with other scales, as far as limits ask: weights and constants stay. */
    private Graph with(Graph graph, SharedScales other) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : graph.tensors()) {
            Optional<Quantization> quantization = other.quantization(chosenWith(graph, t.id()));
            tensors.add(
                    quantization.isEmpty()
                            ? t
                            : new Tensor(
                                    t.id(), t.name(), t.shape(), t.extent(), t.type(), quantization, t.constant()));
        }
        return new Graph(graph.name(), tensors, graph.operators(), graph.inputs(), graph.outputs());
    }

    /** The tensor of the network in float32 whose scale a tensor has: a requantised operand has that of the result. */
    private int chosenWith(Graph graph, int tensor) {
        return tensor < real.tensors().size()
                ? tensor
                : graph.consumers(tensor).get(0).output();
    }
}
