package dev.pex.verify;

import dev.pex.graph.Dependence;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.OperatorKind;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which elements of a network are equal because operators only copy them: an alias gives elements another name, and each
 * element of a concatenation or a slice is the one that it depends on. Follows from the dependence table alone.
 *
 * <p>An element is a long: its tensor in the upper half, its index in flat order in the lower one.
 */
final class Elements {
    /** Operators that copy each element of the output from one element of an operand. */
    private static final Set<OperatorKind> COPYING = EnumSet.of(OperatorKind.CONCATENATION, OperatorKind.SLICE);

    /** So many sources are remembered; then all are forgotten, which bounds memory. */
    private static final int MOST_REMEMBERED = 8 << 20;

    private final Graph graph;
    /** The tensor whose bytes a tensor names: its own, or those of what it is an alias of. */
    private final int[] roots;
    /** By tensor that is copied: the index of the operator, plus one. */
    private final int[] copiers;
    /** By tensor that is copied, and row: the source of each element. */
    private final long[][][] sources;

    private int remembered;

    Elements(Graph graph) {
        this.graph = graph;
        int tensors = graph.tensors().size();
        this.roots = new int[tensors];
        this.copiers = new int[tensors];
        this.sources = new long[tensors][][];
        for (int t = 0; t < tensors; t++) {
            roots[t] = t;
        }
        for (int o = 0; o < graph.operators().size(); o++) {
            Operator operator = graph.operators().get(o);
            if (operator.isAlias()) {
                roots[operator.output()] = roots[operator.inputs().get(0)];
            } else if (COPYING.contains(operator.kind())) {
                copiers[operator.output()] = o + 1;
            }
        }
        forget();
    }

    static int tensor(long element) {
        return (int) (element >> Integer.SIZE);
    }

    static int index(long element) {
        return (int) element;
    }

    private static long element(int tensor, int index) {
        return (long) tensor << Integer.SIZE | index;
    }

    /** The tensor that a tensor is another name of, or itself. */
    int root(int tensor) {
        return roots[tensor];
    }

    /** The operator that makes a tensor by copying; empty for all other tensors. */
    Optional<Operator> copier(int tensor) {
        return copiers[tensor] == 0
                ? Optional.empty()
                : Optional.of(graph.operators().get(copiers[tensor] - 1));
    }

    /** The element that an element is a copy of, through all copies, or the element itself under its tensor's root. */
    long origin(int tensor, int index) {
        int t = roots[tensor];
        int i = index;
        while (copiers[t] != 0) {
            long source = source(t, i);
            t = roots[tensor(source)];
            i = index(source);
        }
        return element(t, i);
    }

    /** The operand's element that an element of a copied tensor is a copy of. */
    long source(int tensor, int index) {
        Extent e = graph.tensor(tensor).extent();
        int width = e.columns() * e.channels();
        int row = index / width;
        if (sources[tensor][row] == null) {
            if (remembered > MOST_REMEMBERED) {
                forget();
            }
            sources[tensor][row] = sourcesOf(tensor, row);
            remembered += width;
        }
        return sources[tensor][row][index % width];
    }

    private void forget() {
        remembered = 0;
        for (int t = 0; t < copiers.length; t++) {
            if (copiers[t] != 0) {
                sources[t] = new long[graph.tensor(t).extent().rows()][];
            }
        }
    }

    private long[] sourcesOf(int tensor, int row) {
        Operator operator = graph.operators().get(copiers[tensor] - 1);
        Extent e = graph.tensor(tensor).extent();
        Range one = new Range(row, row + 1);
        List<Integer> operands = new ArrayList<>();
        for (int i = 0; i < operator.inputs().size(); i++) {
            Part whole = new Part(one, Range.all(e.columns()), Range.all(e.channels()));
            if (!Dependence.read(graph, operator, i, whole).isEmpty()) {
                operands.add(i);
            }
        }
        long[] found = new long[e.columns() * e.channels()];
        for (int i = 0; i < found.length; i++) {
            int column = i / e.channels();
            int channel = i % e.channels();
            found[i] = sourceOf(
                    operator, operands, new Part(one, new Range(column, column + 1), new Range(channel, channel + 1)));
        }
        return found;
    }

    private long sourceOf(Operator operator, List<Integer> operands, Part element) {
        for (int operand : operands) {
            Part read = Dependence.read(graph, operator, operand, element);
            if (read.elements() == 1) {
                int tensor = operator.inputs().get(operand);
                return element(
                        tensor,
                        graph.tensor(tensor)
                                .extent()
                                .index(
                                        read.rows().start(),
                                        read.columns().start(),
                                        read.channels().start()));
            }
        }
        throw new IllegalStateException(operator.origin() + " copies nothing to " + element);
    }
}
