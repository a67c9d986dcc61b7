package dev.pex.testing;

import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of which one is chosen at random. Each has a random stream of its own, for its ticket and for all that
 * it draws, so a layer that is added changes only the networks that it gets into.
 *
 * @param all the layers; their names are different
 */
record Kinds<L>(List<Kind<L>> all) {
    /**
     * A layer that can be chosen.
     *
     * @param name which its random stream belongs to; it stays the same for good
     * @param weight its chance, relative to the others
     */
    record Kind<L>(String name, int weight, L layer) {}

    /** Appends one or more operators to a value, and gives what they make. */
    interface Layer {
        Node append(Draft draft, Node x);
    }

    /** Appends one or more operators to two values, and gives what they make. */
    interface Join {
        Node append(Draft draft, Node left, Node right);
    }

    /** Appends an input of the network, and gives the int8 value that follows from it. */
    interface Input {
        /**
         * Appends.
         *
         * @param shape of the input
         * @param mayMove whether the elements may be moved about before they become int8
         */
        Node append(Draft draft, Shape shape, boolean mayMove);
    }

    Kinds {
        all = List.copyOf(all);
        if (all.stream().map(Kind::name).distinct().count() < all.size()) {
            throw new IllegalArgumentException("a name twice: " + all);
        }
    }

    static <L> Kinds<L> none() {
        return new Kinds<>(List.of());
    }

    /** These and one more. */
    Kinds<L> with(String name, int weight, L layer) {
        List<Kind<L>> more = new ArrayList<>(all);
        more.add(new Kind<>(name, weight, layer));
        return new Kinds<>(more);
    }

    /** The one that is chosen at a position. */
    Kind<L> at(long position) {
        return Streams.choose(position, all, Kind::name, Kind::weight);
    }
}
