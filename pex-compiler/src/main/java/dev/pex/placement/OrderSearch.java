package dev.pex.placement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Iterated local search over orders for {@link LowestFit}. Blocks that end up high get more priority, so that they are placed
 * earlier in the next order. After a number of orders without success the search goes back to the best priorities and
 * perturbs them at random.
 */
final class OrderSearch {
    private static final int MOST_FAILURES = 200;

    /** In one of so many periods between perturbations all blocks of an order are placed; in the others an order is given up as soon as it is too high. */
    private static final int PERIODS = 4;

    /** Few blocks have few orders: at most this many times the square of their number are tried. */
    private static final int ROUNDS_EACH = 20;

    /** How much more priority a block of twice the height has at first; also the most that a high block gains in a round. */
    private static final int STEP = 1024;

    private final Instance instance;
    private final LowestFit fit;
    private final PseudoRandom random = new PseudoRandom(1);
    private final int[] movable;
    private final long[] keys;

    OrderSearch(Instance instance, LowestFit fit) {
        this.instance = instance;
        this.fit = fit;
        movable = IntStream.range(0, instance.blocks)
                .filter(i -> instance.pinned[i] < 0)
                .toArray();
        keys = new long[movable.length];
    }

    /**
     * Tries orders and returns how much work the lowest fit did.
     *
     * @param best the lowest layout so far; is updated
     * @param target a height that is low enough
     * @param work how much work the lowest fit may do
     */
    long run(BestLayout best, int target, long work) {
        long[] bestPriority = new long[instance.blocks];
        for (int i : movable) {
            bestPriority[i] = (long) (STEP * StrictMath.log(instance.height[i]) / StrictMath.log(2));
        }
        long[] priority = bestPriority.clone();
        long begin = fit.work;
        int failures = 0;
        int perturbations = 0;
        long rounds = (long) ROUNDS_EACH * movable.length * movable.length;
        for (long round = 0; round < rounds && best.height() > target && fit.work - begin < work; round++) {
            int height =
                    fit.place(byPriority(priority), perturbations % PERIODS == 1 ? Integer.MAX_VALUE : best.height());
            if (best.offer(height, fit.offset)) {
                bestPriority = priority.clone();
                failures = 0;
            } else if (++failures == MOST_FAILURES) {
                priority = bestPriority.clone();
                for (int i : movable) {
                    priority[i] += random.below(STEP / 2);
                }
                failures = 0;
                perturbations++;
            }
            long high = ((long) target + height) / 2;
            for (int i : movable) {
                if (fit.offset[i] >= 0 && fit.offset[i] + instance.height[i] > high) {
                    priority[i] += random.below(STEP);
                }
            }
        }
        return fit.work - begin;
    }

    private int[] byPriority(long[] priority) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(instance.blocks);
        for (int k = 0; k < movable.length; k++) {
            keys[k] = -priority[movable[k]] << bits | movable[k];
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(k -> (int) (k & (1L << bits) - 1)).toArray();
    }
}
