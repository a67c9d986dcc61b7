package dev.pex.placement;

import java.util.ArrayList;
import java.util.List;

/** Finds the blocks that have to be placed together: what is live together belongs together. */
final class Components {
    private final int[] group;

    private Components(int blocks) {
        group = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            group[i] = i;
        }
    }

    /** Numbers of the blocks of each component, in order; components by their first blocks. */
    static List<int[]> of(Instance instance) {
        Components components = new Components(instance.blocks);
        components.joinLiveTogether(instance);
        List<List<Integer>> members = new ArrayList<>();
        int[] place = new int[instance.blocks];
        for (int i = 0; i < instance.blocks; i++) {
            int root = components.root(i);
            if (root == i) {
                place[i] = members.size();
                members.add(new ArrayList<>());
            }
            members.get(place[root]).add(i);
        }
        return members.stream()
                .map(m -> m.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** Joins each piece with the one that reaches furthest of those that begin no later. */
    private void joinLiveTogether(Instance instance) {
        int furthest = -1;
        for (int piece : instance.piecesByFirst()) {
            int block = instance.blockOf[piece];
            if (furthest >= 0 && instance.pieceFirst[piece] <= instance.pieceLast[furthest]) {
                join(block, instance.blockOf[furthest]);
            }
            if (furthest < 0 || instance.pieceLast[piece] > instance.pieceLast[furthest]) {
                furthest = piece;
            }
        }
    }

    /** The smallest number of a group is its root. */
    private void join(int i, int j) {
        int a = root(i);
        int b = root(j);
        group[Math.max(a, b)] = Math.min(a, b);
    }

    private int root(int i) {
        int root = i;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }
}
