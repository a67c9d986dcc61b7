package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows and columns change roles where every tensor has one row, as in networks over time that arrive as {@code [1, 1, T,
 * C]}: partial execution cuts rows, and one row cannot be cut. The flat order of elements stays, so nothing moves.
 *
 * <pre>
 * before:  1 x T x C  -> Conv2d 1 x K -> 1 x T x D  -> Add -> 1 x T x D
 * after:   T x 1 x C  -> Conv2d K x 1 -> T x 1 x D  -> Add -> T x 1 x D
 * </pre>
 *
 * An operator that has a tensor with more rows, or that has no transposed form, stays as it is. Where it makes or reads a
 * tensor of one row that others have transposed, a reshape lies between, which is an alias:
 *
 * <pre>
 * before:  H x W x C  -> MaxPool2d H x 1 -> 1 x W x C  -> Conv2d 1 x K -> ...
 * after:   H x W x C  -> MaxPool2d H x 1 -> 1 x W x C  -> Reshape -> W x 1 x C  -> Conv2d K x 1 -> ...
 * </pre>
 *
 * Nothing happens where no operator works on one row of several columns alone, or where the tensors would have more than
 * {@link #MOST_ROWS} rows together. The rule is none of those that always apply: {@link Transforms#transposed}.
 */
final class TransposeOneRow implements GraphRule {
    /** Of all tensors together; a memory plan of more takes minutes, as each row has a place of its own. */
    static final int MOST_ROWS = 8192;

    @Override
    public Optional<Graph> apply(Graph graph) {
        Set<Operator> transposed = Collections.newSetFromMap(new IdentityHashMap<>());
        graph.operators().stream().filter(o -> isInOneRow(graph, o)).forEach(transposed::add);
        return transposed.isEmpty() || rows(graph, transposed) > MOST_ROWS
                ? Optional.empty()
                : Optional.of(new Rewrite(graph, transposed).run());
    }

    /** The rows that the results of some operators have when they are transposed, and the inputs that these read. */
    private static long rows(Graph graph, Set<Operator> transposed) {
        Set<Integer> tensors = new HashSet<>();
        for (Operator operator : transposed) {
            operator.inputs().stream().filter(graph.inputs()::contains).forEach(tensors::add);
            tensors.add(operator.output());
        }
        return tensors.stream()
                .mapToLong(t -> graph.tensor(t).extent().columns())
                .sum();
    }

    /** Whether an operator has a transposed form and reads and makes one row of several columns, or single pixels. */
    private static boolean isInOneRow(Graph graph, Operator operator) {
        boolean hasColumns = isLine(graph.outputOf(operator));
        for (Tensor operand : graph.inputsOf(operator)) {
            if (operand.extent().rows() > 1) {
                return false;
            }
            hasColumns |= isLine(operand);
        }
        return hasColumns
                && graph.outputOf(operator).extent().rows() == 1
                && operator.transposed().isPresent();
    }

    private static boolean isLine(Tensor tensor) {
        return tensor.extent().rows() == 1 && tensor.extent().columns() > 1;
    }

    /** The graph in the making. */
    private static final class Rewrite {
        private final Graph graph;
        private final Set<Operator> transposed;
        private final List<Tensor> tensors;
        private final List<Operator> operators = new ArrayList<>();

        /** By id of a tensor: the id of the same elements with rows and columns exchanged. */
        private final Map<Integer, Integer> twins = new HashMap<>();

        /** Tensors that have rows and columns exchanged themselves. */
        private final Set<Integer> exchanged = new HashSet<>();

        Rewrite(Graph graph, Set<Operator> transposed) {
            this.graph = graph;
            this.transposed = transposed;
            this.tensors = new ArrayList<>(graph.tensors());
        }

        Graph run() {
            for (Tensor tensor : graph.tensors()) {
                if (isLine(tensor) && isExchanged(tensor)) {
                    exchanged.add(tensor.id());
                    tensors.set(tensor.id(), exchanged(tensor, tensor.id()));
                }
            }
            for (Operator operator : graph.operators()) {
                boolean exchange = transposed.contains(operator);
                List<Integer> inputs = operator.inputs().stream()
                        .map(operand -> operator.isAlias() ? operand : operand(operator, operand, exchange))
                        .toList();
                Operator form = exchange ? operator.transposed().orElseThrow() : operator;
                operators.add(form.withTensors(inputs, operator.output()));
            }
            return new Graph(graph.name(), tensors, operators, graph.inputs(), graph.outputs());
        }

        /** Whether a tensor is made with its rows and columns exchanged, or is to arrive or be reshaped so. */
        private boolean isExchanged(Tensor tensor) {
            Optional<Operator> producer = graph.producer(tensor.id());
            if (producer.isPresent() && !producer.get().isAlias()) {
                return transposed.contains(producer.get());
            }
            return tensor.constant().isEmpty()
                    && graph.consumers(tensor.id()).stream().anyMatch(transposed::contains);
        }

        /** The id of an operand in the form that an operator needs; adds it where it does not exist. */
        private int operand(Operator operator, int operand, boolean exchange) {
            if (!isLine(graph.tensor(operand)) || exchanged.contains(operand) == exchange) {
                return operand;
            }
            return twins.computeIfAbsent(operand, id -> twin(operator.origin(), graph.tensor(id)));
        }

        private int twin(Origin reader, Tensor tensor) {
            int id = tensors.size();
            tensors.add(exchanged.contains(tensor.id()) ? with(tensor, id, tensor.extent()) : exchanged(tensor, id));
            if (tensor.constant().isEmpty()) {
                Origin origin = new Origin(reader.index(), "RESHAPE", tensor.name());
                operators.add(new Reshape(origin, tensor.id(), id));
            }
            return id;
        }

        private static Tensor exchanged(Tensor tensor, int id) {
            return with(tensor, id, tensor.extent().transposed());
        }

        private static Tensor with(Tensor t, int id, Extent extent) {
            return new Tensor(id, t.name(), t.shape(), extent, t.type(), t.quantization(), t.constant());
        }
    }
}
