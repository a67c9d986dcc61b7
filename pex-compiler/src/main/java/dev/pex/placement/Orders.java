package dev.pex.placement;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Orders of the blocks that are not pinned, for {@link LowestFit}: one of them is often enough. */
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
                descending(i -> -instance.pieceFirst[instance.firstPiece[i]]),
                descending(this::company));
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

    /** Bytes by sections. */
    long area(int block) {
        return pieces(block)
                .mapToLong(p -> (long) (instance.pieceTo[p] - instance.pieceFrom[p]) * length(p))
                .sum();
    }

    private long sections(int block) {
        return pieces(block).mapToLong(this::length).sum();
    }

    /** Live bytes of the fullest section that the block is live in. */
    private long company(int block) {
        return pieces(block)
                .flatMap(p -> IntStream.rangeClosed(instance.pieceFirst[p], instance.pieceLast[p]))
                .mapToLong(s -> instance.live[s])
                .max()
                .orElse(0);
    }

    private IntStream pieces(int block) {
        return IntStream.range(instance.firstPiece[block], instance.firstPiece[block + 1]);
    }

    private long length(int piece) {
        return instance.pieceLast[piece] - instance.pieceFirst[piece] + 1L;
    }
}
