package dev.pex.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Small random blocks, compared with a search through all layouts. */
class PlacerRandomTest {
    private static final int CASES = 5 * Integer.getInteger("pex.test.cases", 60);

    private final SplittableRandom random = new SplittableRandom(Long.getLong("pex.test.seed", 1));

    @Test
    void blocksOfOneRectangle() {
        repeat(true, () -> block(1, List.of(rectangle(0))));
    }

    @Test
    void blocksThatGrowAndShrink() {
        repeat(true, () -> block(1, chain()));
    }

    @Test
    void blocksThatAreAbsentForATime() {
        repeat(true, () -> block(1, List.of(rectangle(0), rectangle(0))));
    }

    @Test
    void alignedBlocks() {
        repeat(true, () -> block(1 << random.nextInt(3), random.nextBoolean() ? chain() : List.of(rectangle(0))));
    }

    @Test
    void pinnedBlocks() {
        repeat(true, () -> {
            Block block = block(1 + random.nextInt(2), chain());
            return random.nextInt(4) == 0 ? block.pinnedTo(2 * random.nextInt(4)) : block;
        });
    }

    @Test
    void inputsThatAreGivenUpAndOutputsThatGrow() {
        repeat(true, () -> block(1, random.nextBoolean() ? List.of(rectangle(0)) : stairs(random.nextBoolean())));
    }

    /** With holes, and hooked into one another: nothing is promised but a layout. */
    @Test
    void blocksOfDisplacedRectangles() {
        repeat(false, () -> {
            Block block =
                    block(1 + random.nextInt(2), List.of(rectangle(random.nextInt(4)), rectangle(random.nextInt(4))));
            return random.nextInt(6) == 0 ? block.pinnedTo(2 * random.nextInt(4)) : block;
        });
    }

    /**
     * @param proven whether the placer claims to prove all of these optimal
     */
    private void repeat(boolean proven, Supplier<Block> blocks) {
        for (int round = 0; round < CASES; round++) {
            List<Block> list = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            while (list.size() < count) {
                Block block = blocks.get();
                if (block.pinned().isEmpty() || list.stream().noneMatch(b -> pinnedOnto(block, b))) {
                    list.add(block);
                }
            }
            Layout layout = Placer.place(list, new Limits(20_000, 2_000_000));
            Layouts.check(list, layout);
            int least = Layouts.leastHeight(list);
            assertThat(layout.lowerBound()).as("%s", list).isLessThanOrEqualTo(least);
            if (proven) {
                assertThat(layout.height()).as("%s", list).isEqualTo(least);
                assertThat(layout.isOptimal()).as("%s", list).isTrue();
            }
        }
    }

    private static boolean pinnedOnto(Block a, Block b) {
        return b.pinned().isPresent()
                && Layouts.overlap(a, a.pinned().getAsInt(), b, b.pinned().getAsInt());
    }

    private Block block(int alignment, List<Block.Rectangle> rectangles) {
        return new Block(alignment, OptionalInt.empty(), rectangles);
    }

    private Block.Rectangle rectangle(int from) {
        int first = random.nextInt(6);
        return new Block.Rectangle(first, first + random.nextInt(4), from, 1 + random.nextInt(5));
    }

    /** Rectangles one after another, each beginning in the last step of the one before. */
    private List<Block.Rectangle> chain() {
        List<Block.Rectangle> rectangles = new ArrayList<>();
        int first = random.nextInt(6);
        int count = 1 + random.nextInt(3);
        for (int k = 0; k < count; k++) {
            int last = first + random.nextInt(3);
            rectangles.add(new Block.Rectangle(first, last, 0, 1 + random.nextInt(5)));
            first = last;
        }
        return rectangles;
    }

    /** Bytes that are given up from the low end, or added at the high one, step by step. */
    private List<Block.Rectangle> stairs(boolean givenUp) {
        int first = random.nextInt(4);
        int count = 1 + random.nextInt(4);
        int bytes = 1 + random.nextInt(2);
        List<Block.Rectangle> rectangles = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int from = givenUp ? k * bytes : 0;
            rectangles.add(
                    new Block.Rectangle(first + k, first + k, from, givenUp ? (count - k) * bytes : (k + 1) * bytes));
        }
        return rectangles;
    }
}
