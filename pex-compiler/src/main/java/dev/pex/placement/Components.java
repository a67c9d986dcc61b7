package dev.pex.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the components of blocks: two blocks that are live at the same time belong to one component. */
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

    /** Joins the block of each rectangle with that of the rectangle that ends last among those that begin no later. */
    private void joinLiveTogether(List<Block> blocks) {
        List<Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (Block.Rectangle rectangle : blocks.get(i).rectangles()) {
                lifetimes.add(new Lifetime(rectangle.first(), rectangle.last(), i));
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

    /** Joins two groups; the block with the smallest number is the root of a group. */
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
