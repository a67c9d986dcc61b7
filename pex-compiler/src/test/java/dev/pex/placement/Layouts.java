package dev.pex.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Checks layouts byte range by byte range, without anything that the placer uses. */
final class Layouts {
    private Layouts() {}

    static void check(List<Block> blocks, Layout layout) {
        checkPlaces(blocks, layout);
        assertThat(layout.lowerBound()).isBetween(liveBytes(blocks), layout.height());
    }

    /** Checks all but the lower bound. */
    static void checkPlaces(List<Block> blocks, Layout layout) {
        assertThat(layout.offsets()).hasSameSizeAs(blocks);
        int height = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int offset = layout.offsets().get(i);
            assertThat(offset).as("offset of block %d", i).isNotNegative();
            assertThat(offset % block.alignment())
                    .as("alignment of block %d", i)
                    .isZero();
            block.pinned().ifPresent(pin -> assertThat(offset).isEqualTo(pin));
            height = Math.max(height, offset + block.height());
            for (int j = 0; j < i; j++) {
                assertThat(overlap(
                                block, offset, blocks.get(j), layout.offsets().get(j)))
                        .as("blocks %d and %d overlap", i, j)
                        .isFalse();
            }
        }
        assertThat(layout.height()).isEqualTo(height);
    }

    static boolean overlap(Block a, int offsetOfA, Block b, int offsetOfB) {
        for (Block.Rectangle s : a.rectangles()) {
            for (Block.Rectangle t : b.rectangles()) {
                boolean meet = s.first() <= t.last() && t.first() <= s.last();
                int from = offsetOfA + s.from();
                int otherFrom = offsetOfB + t.from();
                if (meet && from < otherFrom + t.bytes() && otherFrom < from + s.bytes()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The most bytes in use in any step; steps from 0 to 1,000 are looked at. */
    static int liveBytes(List<Block> blocks) {
        int most = 0;
        for (int step = 0; step <= 1000; step++) {
            int live = 0;
            for (Block block : blocks) {
                live += bytesAt(block, step);
            }
            most = Math.max(most, live);
        }
        return most;
    }

    private static int bytesAt(Block block, int step) {
        int bytes = 0;
        int counted = 0;
        for (Block.Rectangle rectangle : block.rectangles().stream()
                .filter(s -> s.first() <= step && step <= s.last())
                .sorted((s, t) -> Integer.compare(s.from(), t.from()))
                .toList()) {
            bytes += Math.max(0, rectangle.to() - Math.max(counted, rectangle.from()));
            counted = Math.max(counted, rectangle.to());
        }
        return bytes;
    }

    /** The least height of all layouts, by trying all of them. */
    static int leastHeight(List<Block> blocks) {
        int height = liveBytes(blocks);
        while (!fits(blocks, new int[blocks.size()], 0, height)) {
            height++;
        }
        return height;
    }

    private static boolean fits(List<Block> blocks, int[] offsets, int next, int height) {
        if (next == offsets.length) {
            return true;
        }
        Block block = blocks.get(next);
        for (int offset = 0; offset + block.height() <= height; offset += block.alignment()) {
            boolean free = block.pinned().isEmpty() || block.pinned().getAsInt() == offset;
            for (int j = 0; j < next && free; j++) {
                free = !overlap(block, offset, blocks.get(j), offsets[j]);
            }
            offsets[next] = offset;
            if (free && fits(blocks, offsets, next + 1, height)) {
                return true;
            }
        }
        return false;
    }
}
