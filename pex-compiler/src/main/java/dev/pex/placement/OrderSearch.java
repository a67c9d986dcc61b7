package dev.pex.placement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Climbs over orders for {@link LowestFit}: blocks that end up high get more priority, so that they
 * are placed earlier next time. After a while without success it goes back to the best priorities
 * and shakes them.
 */
final class OrderSearch {
    private static final int PATIENCE = 200;

    /** Of so many periods between shakes one places all blocks every time; the others give up where they get too high. */
    private static final int PERIODS = 4;

    /** Few blocks have few orders: tries are limited to this many times the square of their number. */
    private static final int ROUNDS_EACH = 20;

    /** What priority a block of twice the height has more at first, and what a high block gains at most. */
    private static final int STEP = 1024;

    private final Instance instance;
    private final LowestFit fit;
    private final PseudoRandom dice = new PseudoRandom(1);
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
     * @param best layout to beat; gets what is found
     * @param target height that is good enough
     * @param work how much the lowest fit may do
     */
    long run(BestLayout best, int target, long work) {
        long[] bestPriority = new long[instance.blocks];
        for (int i : movable) {
            bestPriority[i] = (long) (STEP * StrictMath.log(instance.height[i]) / StrictMath.log(2));
        }
        long[] priority = bestPriority.clone();
        long begin = fit.work;
        int since = 0;
        int shakes = 0;
        long rounds = (long) ROUNDS_EACH * movable.length * movable.length;
        for (long round = 0; round < rounds && best.height() > target && fit.work - begin < work; round++) {
            int height = fit.place(byPriority(priority), shakes % PERIODS == 1 ? Integer.MAX_VALUE : best.height());
            if (best.offer(height, fit.offset)) {
                bestPriority = priority.clone();
                since = 0;
            } else if (++since == PATIENCE) {
                priority = bestPriority.clone();
                for (int i : movable) {
                    priority[i] += dice.below(STEP / 2);
                }
                since = 0;
                shakes++;
            }
            long high = ((long) target + height) / 2;
            for (int i : movable) {
                if (fit.offset[i] >= 0 && fit.offset[i] + instance.height[i] > high) {
                    priority[i] += dice.below(STEP);
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
