package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.pex.codesign.state.Parameters;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.Slot;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Floats;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;

/** The parameters of a network, and tables of its functions, as arrays of PyTorch, which live as long as their manager. */
final class TorchParameters {
    private final Graph graph;
    private final NDManager manager;
    private final boolean rounded;
    private final SortedMap<Slot, NDArray> arrays = new TreeMap<>();
    private final Map<Integer, FunctionTable> functions = new HashMap<>();

    /**
     * Copies parameters into arrays.
     *
     * @param withGradients whether the learnt ones get gradients
     * @param rounded whether operators see weights rounded as in int8
     */
    TorchParameters(Graph graph, Parameters values, NDManager manager, boolean withGradients, boolean rounded) {
        this.graph = graph;
        this.rounded = rounded;
        this.manager = manager;
        values.arrays().forEach((slot, array) -> {
            NDArray own = slot.role() == Role.FILTER
                    ? FilterAxes.toTorch(graph, layer(slot.operator()), array, manager)
                    : manager.create(array.toArray());
            if (withGradients && slot.role().isLearnt()) {
                own.setRequiresGradient(true);
            }
            arrays.put(slot, own);
        });
    }

    Graph graph() {
        return graph;
    }

    Weighted layer(int operator) {
        return (Weighted) graph.operators().get(operator);
    }

    NDArray at(int operator, Role role) {
        NDArray array = arrays.get(new Slot(operator, role));
        if (array == null) {
            throw new IllegalArgumentException("operator " + operator + " has no " + role);
        }
        return array;
    }

    /**
     * The weights that an operator computes with.
     *
     * @param scope owns what is computed from them for this
     */
    NDArray filter(int operator, NDManager scope) {
        NDArray weights = at(operator, Role.FILTER);
        return rounded ? FakeQuantization.filter(Numbers.in(scope, weights)) : weights;
    }

    boolean has(int operator, Role role) {
        return arrays.containsKey(new Slot(operator, role));
    }

    /**
     * The table of a function, which is made when it is asked for the first time.
     *
     * @param operator index of the operator
     */
    FunctionTable function(int operator, DoubleUnaryOperator function) {
        return functions.computeIfAbsent(operator, index -> new FunctionTable(function, manager));
    }

    void forEach(BiConsumer<Slot, NDArray> action) {
        arrays.forEach(action);
    }

    /** Their values. */
    Parameters values() {
        SortedMap<Slot, Floats> values = new TreeMap<>();
        arrays.forEach((slot, array) -> values.put(
                slot,
                slot.role() == Role.FILTER
                        ? FilterAxes.fromTorch(layer(slot.operator()), array)
                        : Floats.copyOf(array.toFloatArray())));
        return new Parameters(values);
    }
}
