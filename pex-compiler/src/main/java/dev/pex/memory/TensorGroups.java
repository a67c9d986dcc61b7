package dev.pex.memory;

import dev.pex.graph.Graph;
import dev.pex.graph.Operator;
import dev.pex.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tensors that are one another's aliases: the same bytes in the same flat order. A group is named by
 * its root, the tensor that is really made (or is a network input). Constants belong to no group.
 */
final class TensorGroups {
    private final int[] roots;
    private final SortedMap<Integer, List<Integer>> members = new TreeMap<>();

    TensorGroups(Graph graph) {
        roots = new int[graph.tensors().size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = i;
        }
        for (Operator operator : graph.operators()) {
            if (Kernel.isAlias(operator)) {
                roots[operator.output()] = roots[operator.inputs().get(0)];
            }
        }
        for (int i = 0; i < roots.length; i++) {
            if (graph.tensor(i).constant().isEmpty()) {
                members.computeIfAbsent(roots[i], root -> new ArrayList<>()).add(i);
            }
        }
    }

    int root(int tensor) {
        return roots[tensor];
    }

    /** Members of a group, the root first. */
    List<Integer> membersOf(int root) {
        return members.getOrDefault(root, List.of());
    }

    /** Members of each group by root, the root first. */
    SortedMap<Integer, List<Integer>> members() {
        return members;
    }
}
