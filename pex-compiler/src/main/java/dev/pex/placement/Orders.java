package dev.pex.placement;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Five orders of the blocks that are not pinned, for {@link LowestFit}. One of them often leads to the lowest layout. */
final class Orders {
    private final Instance instance;
    private final int[] movable;

    Orders(Instance instance) {
        this.instance = instance;
        movable = IntStream.range(0, instance.blocks)
                .filter(i -> instance.pinned[i] < 0)
                .toArray();
    }

    List<int[]> all() {
        return List.of(
                descending(i -> instance.height[i]),
                descending(this::area),
                descending(this::sections),
                descending(i -> -instance.firstSection[instance.firstRectangle[i]]),
                descending(this::fullestSection));
    }

    /** Ties go to the higher block, then to the one with the smaller number. */
    private int[] descending(IntToLongFunction key) {
        long[] keys = IntStream.range(0, instance.blocks).mapToLong(key).toArray();
        return IntStream.of(movable)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -keys[i])
                        .thenComparingInt(i -> -instance.height[i])
                        .thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The area of a block: bytes times sections. */
    long area(int block) {
        return rectangles(block)
                .mapToLong(r -> (long) (instance.toByte[r] - instance.fromByte[r]) * length(r))
                .sum();
    }

    private long sections(int block) {
        return rectangles(block).mapToLong(this::length).sum();
    }

    /** Live bytes of the fullest section that the block is live in. */
    private long fullestSection(int block) {
        return rectangles(block)
                .flatMap(r -> IntStream.rangeClosed(instance.firstSection[r], instance.lastSection[r]))
                .mapToLong(s -> instance.live[s])
                .max()
                .orElse(0);
    }

    private IntStream rectangles(int block) {
        return IntStream.range(instance.firstRectangle[block], instance.firstRectangle[block + 1]);
    }

    private long length(int rectangle) {
        return instance.lastSection[rectangle] - instance.firstSection[rectangle] + 1L;
    }
}
