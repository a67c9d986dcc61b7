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
 * @param repertoire what layers are chosen from
 * @param seed what everything is drawn from
 * @param slots numbers of the slots that are kept, ascending
 * @param sizes limits of what is drawn
 * @param enough operators after which no slot appends any more
 */
record Recipe(Repertoire repertoire, long seed, List<Integer> slots, Sizes sizes, int enough) {
    private static final int MOST_SLOTS = 7;
    private static final int ENOUGH = 8;

    /** One network in eight is so many times as large. */
    private static final int LARGE = 4;

    private static final int START = -1;
    private static final int END = -2;
    private static final int COUNT = -3;

    Recipe {
        slots = List.copyOf(slots);
    }

    /** The full recipe of a seed. */
    static Recipe of(long seed) {
        return of(Repertoire.STANDARD, seed);
    }

    /** The full recipe of a seed, with layers of a repertoire. */
    static Recipe of(Repertoire repertoire, long seed) {
        SplittableRandom random = random(seed, COUNT);
        int factor = random.nextInt(8) == 0 ? LARGE : 1;
        int count = 1 + random.nextInt(MOST_SLOTS * factor);
        return new Recipe(repertoire, seed, IntStream.range(0, count).boxed().toList(), Sizes.LARGEST, ENOUGH * factor);
    }

    /** A recipe that goes on until there are so many operators. */
    static Recipe large(long seed, int operators) {
        // A slot may append nothing, where no layer fits; most append one or more.
        List<Integer> slots = IntStream.range(0, 4 * operators).boxed().toList();
        return new Recipe(Repertoire.STANDARD, seed, slots, Sizes.LARGEST, operators);
    }

    /** Recipes with fewer slots or smaller sizes, those that drop most first. */
    List<Recipe> smaller() {
        List<Recipe> result = new ArrayList<>();
        int half = slots.size() / 2;
        result.add(with(slots.subList(0, half), sizes));
        result.add(with(slots.subList(half, slots.size()), sizes));
        for (int i = slots.size() - 1; i >= 0; i--) {
            List<Integer> kept = new ArrayList<>(slots);
            kept.remove(i);
            result.add(with(kept, sizes));
        }
        sizes.smaller().forEach(s -> result.add(with(slots, s)));
        return result;
    }

    private Recipe with(List<Integer> kept, Sizes limits) {
        return new Recipe(repertoire, seed, kept, limits, enough);
    }

    /** The network of this recipe. */
    Graph graph() {
        Draft draft = new Draft(repertoire, sizes, random(seed, START));
        Edges.input(draft);
        for (int slot : slots) {
            if (draft.operators() < enough) {
                draft.use(random(seed, slot));
                Layers.append(draft);
            }
        }
        draft.use(random(seed, END));
        return Edges.finish(draft);
    }

    /** Neighbouring seeds give unrelated numbers: the generator's own increment must not show through. */
    private static SplittableRandom random(long seed, int slot) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + slot);
    }
}
