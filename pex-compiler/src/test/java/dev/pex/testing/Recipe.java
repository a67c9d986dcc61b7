package dev.pex.testing;

import dev.pex.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The decisions behind a random network: a list of slots, each of which appends one or a few operators.
 * Every slot draws from a random generator of its own, so that leaving one out changes the others as
 * little as possible.
 *
 * @param seed what everything is drawn from
 * @param slots numbers of the slots that are kept, ascending
 * @param sizes limits of what is drawn
 */
record Recipe(long seed, List<Integer> slots, Sizes sizes) {
    private static final int MOST_SLOTS = 7;
    private static final int MOST_OPERATORS = 12;
    private static final int START = -1;
    private static final int END = -2;

    Recipe {
        slots = List.copyOf(slots);
    }

    /** The full recipe of a seed. */
    static Recipe of(long seed) {
        int count = 1 + random(seed, START).nextInt(MOST_SLOTS);
        return new Recipe(seed, IntStream.range(0, count).boxed().toList(), Sizes.LARGEST);
    }

    /** Recipes with fewer slots or smaller sizes, those that drop most first. */
    List<Recipe> smaller() {
        List<Recipe> result = new ArrayList<>();
        int half = slots.size() / 2;
        result.add(new Recipe(seed, slots.subList(0, half), sizes));
        result.add(new Recipe(seed, slots.subList(half, slots.size()), sizes));
        for (int i = slots.size() - 1; i >= 0; i--) {
            List<Integer> kept = new ArrayList<>(slots);
            kept.remove(i);
            result.add(new Recipe(seed, kept, sizes));
        }
        sizes.smaller().forEach(s -> result.add(new Recipe(seed, slots, s)));
        return result;
    }

    /** The network of this recipe. */
    Graph graph() {
        Draft draft = new Draft(sizes, random(seed, START));
        Edges.input(draft);
        for (int slot : slots) {
            if (draft.operators() < MOST_OPERATORS - 4) {
                draft.use(random(seed, slot));
                Layers.append(draft);
            }
        }
        draft.use(random(seed, END));
        return Edges.finish(draft);
    }

    private static SplittableRandom random(long seed, int slot) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + slot);
    }
}
