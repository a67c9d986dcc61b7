package dev.pex.testing;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Random streams that belong to names. What one name draws depends neither on the other names nor on their
 * number or order, so a name that is added changes nothing that it does not take part in.
 */
public final class Streams {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Streams() {}

    /**
     * The stream of a name.
     *
     * @param position what tells this use of the name from others; any number
     */
    public static SplittableRandom of(long position, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // Neighbouring seeds give unrelated numbers: the generator's own increment must not show through.
        return new SplittableRandom(new SplittableRandom(position).nextLong() ^ new SplittableRandom(hash).nextLong());
    }

    /**
     * One of some alternatives, with chances in proportion to their weights. Each draws a ticket from its own
     * stream, and the best ticket wins: an alternative that is added wins some choices and leaves the others.
     *
     * @param position what tells this choice from others
     * @param names of the alternatives, all different
     * @param weights of the alternatives, above 0
     */
    public static <T> T choose(
            long position, List<T> alternatives, Function<T, String> names, ToIntFunction<T> weights) {
        // The least of several exponential variables is each of them with a chance in proportion to its rate.
        return alternatives.stream()
                .min(Comparator.comparingDouble(t -> ticket(position, names.apply(t)) / weights.applyAsInt(t)))
                .orElseThrow();
    }

    /** One of some constants, all equally likely. */
    public static <E extends Enum<E>> E choose(long position, List<E> constants) {
        return choose(position, constants, Enum::name, constant -> 1);
    }

    /** An exponential variable; the same bits on every machine. */
    private static double ticket(long position, String name) {
        return -StrictMath.log(1 - of(position, name).nextDouble());
    }
}
