package dev.pex.alias;

import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alias sets of a network. Constants have none. */
public final class AliasSets {
    private static final int NONE = -1;

    private final Graph graph;
    private final List<AliasSet> all = new ArrayList<>();
    private final int[] setOf;

    private AliasSets(Graph graph) {
        this.graph = graph;
        this.setOf = new int[graph.tensors().size()];
        Arrays.fill(setOf, NONE);
    }

    /** The alias sets of a network: the root of each is made by an operator or is a network input. */
    public static AliasSets of(Graph graph) {
        AliasSets aliasSets = new AliasSets(graph);
        aliasSets.build();
        return aliasSets;
    }

    public List<AliasSet> all() {
        return Collections.unmodifiableList(all);
    }

    /** Whether a tensor has bytes in the arena. */
    public boolean isStored(int tensor) {
        return setOf[tensor] != NONE;
    }

    /** The alias set of a tensor that is no constant. */
    public AliasSet of(int tensor) {
        return all.get(setOf[tensor]);
    }

    /** The first member of an alias set that has as many rows as the set; the root when there is none. */
    public int finest(AliasSet aliasSet) {
        return aliasSet.members().stream()
                .filter(m -> graph.tensor(m).extent().rows() == aliasSet.rows())
                .findFirst()
                .orElse(aliasSet.root());
    }

    /** How many rows of its alias set make up a row of a tensor. */
    public int rowsPerRow(int tensor) {
        return of(tensor).rows() / graph.tensor(tensor).extent().rows();
    }

    /** The rows of its alias set that hold the elements of a part of a tensor. */
    public Range rows(int tensor, Part part) {
        if (part.isEmpty()) {
            return new Range(0, 0);
        }
        if (rowsPerRow(tensor) == 1) {
            return part.rows();
        }
        Extent extent = graph.tensor(tensor).extent();
        int first = extent.index(
                part.rows().start(), part.columns().start(), part.channels().start());
        int last = extent.index(
                part.rows().end() - 1, part.columns().end() - 1, part.channels().end() - 1);
        int elements = of(tensor).rowElements();
        return new Range(first / elements, last / elements + 1);
    }

    private void build() {
        int[] roots = new int[graph.tensors().size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = i;
        }
        for (Operator operator : graph.operators()) {
            if (operator.isAlias()) {
                roots[operator.output()] = roots[operator.inputs().get(0)];
            }
        }
        SortedMap<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < roots.length; i++) {
            if (graph.tensor(i).constant().isEmpty()) {
                groups.computeIfAbsent(roots[i], root -> new ArrayList<>()).add(i);
            }
        }
        groups.forEach((root, members) -> {
            AliasSet aliasSet = aliasSet(root, members);
            all.add(aliasSet);
            members.forEach(m -> setOf[m] = aliasSet.id());
        });
    }

    /** An alias set whose number of rows is the least common multiple of those of its members. */
    private AliasSet aliasSet(int root, List<Integer> members) {
        int rows = 1;
        for (int member : members) {
            rows = leastCommonMultiple(rows, graph.tensor(member).extent().rows());
        }
        Extent extent = new Extent(rows, 1, graph.tensor(root).extent().elements() / rows);
        for (int i = members.size() - 1; i >= 0; i--) {
            Extent e = graph.tensor(members.get(i)).extent();
            if (e.rows() == rows) {
                extent = e;
            }
        }
        return new AliasSet(all.size(), root, extent, graph.tensor(root).type().bytes(), members);
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }
}
