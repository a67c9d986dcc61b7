package dev.pex.placement;

import java.util.ArrayList;
import java.util.Comparator;
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
    static List<int[]> of(List<Block> blocks) {
        Components components = new Components(blocks.size());
        components.joinLiveTogether(blocks);
        List<List<Integer>> members = new ArrayList<>();
        int[] place = new int[blocks.size()];
        for (int i = 0; i < blocks.size(); i++) {
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

    /** Joins each slab with the one that reaches furthest of those that begin no later. */
    private void joinLiveTogether(List<Block> blocks) {
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (Block.Slab slab : blocks.get(i).slabs()) {
                lifetimes.add(new Lifetime(slab.first(), slab.last(), i));
            }
        }
        lifetimes.sort(Comparator.comparingInt(Lifetime::first));
        Lifetime furthest = null;
        for (Lifetime lifetime : lifetimes) {
            if (furthest != null && lifetime.first() <= furthest.last()) {
                join(lifetime.block(), furthest.block());
            }
            if (furthest == null || lifetime.last() > furthest.last()) {
                furthest = lifetime;
            }
        }
    }

    private record Lifetime(int first, int last, int block) {}

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
