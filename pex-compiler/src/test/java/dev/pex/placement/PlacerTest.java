package dev.pex.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlacerTest {
    @Test
    void nothingTakesNothing() {
        assertThat(Placer.place(List.of(), Limits.standard())).isEqualTo(new Layout(List.of(), 0, 0));
    }

    @Test
    void blocksThatNeverMeetShareTheirPlace() {
        Layout layout = place(List.of(Block.of(0, 1, 10), Block.of(2, 3, 7), Block.of(4, 4, 12)));

        assertThat(layout).isEqualTo(new Layout(List.of(0, 0, 0), 12, 12));
    }

    @Test
    void offsetsAreAligned() {
        Layout layout = place(List.of(Block.of(0, 2, 5), Block.of(1, 2, 8, 4)));

        assertThat(layout.offsets()).containsExactly(8, 0);
        assertThat(layout.height()).isEqualTo(13);
    }

    /** Live bytes are 9; the block in the middle has to lie above the others, or one of them above a gap. */
    @Test
    void provesThatAlignmentCostsBytes() {
        Layout layout = place(List.of(Block.of(0, 0, 5), Block.of(0, 1, 4, 8), Block.of(1, 1, 5, 8)));

        assertThat(layout.height()).isEqualTo(12);
        assertThat(layout.isOptimal()).isTrue();
    }

    @Test
    void pinnedBlocksStayAndOthersGoAround() {
        List<Block> blocks =
                List.of(Block.of(0, 5, 10).pinnedTo(20), Block.of(0, 2, 15), Block.of(1, 3, 8), Block.of(4, 5, 20));

        Layout layout = place(blocks);

        assertThat(layout.offsets()).containsExactly(20, 0, 30, 0);
        assertThat(layout.height()).isEqualTo(38);
        assertThat(layout.isOptimal()).isTrue();
    }

    @Test
    void pinnedBlocksMustNotOverlap() {
        List<Block> blocks = List.of(
                Block.of(0, 0, 9),
                Block.of(3, 5, 10).pinnedTo(4),
                Block.of(5, 9, 10).pinnedTo(13));

        assertThatThrownBy(() -> Placer.place(blocks, Limits.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pinned blocks 1 and 2 overlap");
    }

    @Test
    void refusesWhatNoIntCanAddress() {
        List<Block> blocks = List.of(Block.of(0, 0, 1 << 30), Block.of(1, 1, 1 << 30));

        assertThatThrownBy(() -> Placer.place(blocks, Limits.quick())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSlabsAndBlocksThatCannotBe() {
        assertThatThrownBy(() -> Block.of(1, 0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Block.of(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Block.of(0, Integer.MAX_VALUE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block.Rectangle(0, 0, -1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block.Rectangle(0, 0, 5, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block(1, OptionalInt.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Block.of(0, 0, 1, 4).pinnedTo(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reachesLiveBytesThatNeedAnUnusualOrder() {
        List<Block> blocks = List.of(
                Block.of(0, 1, 1),
                Block.of(0, 0, 2),
                Block.of(1, 2, 2),
                Block.of(2, 3, 2),
                Block.of(3, 3, 1),
                Block.of(0, 3, 1));

        assertThat(place(blocks).height()).isEqualTo(5);
    }

    @Test
    void aBlockThatShrinksLeavesRoomAboveIt() {
        Block shrinking = block(new Block.Rectangle(0, 1, 0, 40), new Block.Rectangle(1, 5, 0, 10));

        Layout layout = place(List.of(shrinking, Block.of(2, 4, 30)));

        assertThat(layout.offsets()).containsExactly(0, 10);
        assertThat(layout.height()).isEqualTo(40);
    }

    /** An input whose rows are given up from the front while the output grows behind them. */
    @Test
    void anOutputGrowsIntoTheRowsThatItsInputGivesUp() {
        int rows = 50;
        List<Block.Rectangle> input = new ArrayList<>();
        List<Block.Rectangle> output = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            input.add(new Block.Rectangle(row, row, 8 * row, 8 * (rows - row)));
            output.add(new Block.Rectangle(row, rows, 8 * row, 8));
        }

        Layout layout = place(List.of(block(input), block(output)));

        assertThat(layout.offsets()).containsExactly(8, 0);
        assertThat(layout.height()).isEqualTo(8 * rows + 8);
        assertThat(layout.isOptimal()).isTrue();
    }

    @Test
    void slabsOfABlockThatOverlapCountOnce() {
        Block block = block(new Block.Rectangle(0, 3, 0, 10), new Block.Rectangle(2, 5, 4, 10));

        Layout layout = place(List.of(block, Block.of(0, 1, 5), Block.of(4, 5, 4)));

        assertThat(layout.height()).isEqualTo(15);
        assertThat(layout.lowerBound()).isEqualTo(15);
    }

    /** A block with a hole, and one that fits into it. */
    @Test
    void aHoleCanBeFilled() {
        Block frame = block(new Block.Rectangle(0, 9, 0, 4), new Block.Rectangle(0, 9, 10, 4));

        Layout layout = place(List.of(frame, Block.of(2, 5, 6)));

        assertThat(layout.offsets()).containsExactly(0, 4);
        assertThat(layout.isOptimal()).isTrue();
    }

    /** Rows of a few bytes that come and go, a hundred thousand steps, and some buffers that stay long. */
    @Test
    void placesThousandsOfRowsOverALongTime() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            blocks.add(Block.of(7_000 * i, 60_000 + 7_000 * i, 4_000 * (i + 1), 4));
        }
        for (int i = 0; i < 4000; i++) {
            blocks.add(Block.of(25 * i, 25 * i + 80, 300, 4));
        }

        assertThat(Placer.place(blocks, Limits.quick()).isOptimal()).isTrue();
    }

    @Test
    void theSameBlocksGetTheSamePlaces() {
        List<Block> blocks = PerfectPackings.blocks(3, 60, 100, 1000);
        Limits limits = new Limits(1_000_000, 1_000_000);

        assertThat(Placer.place(blocks, limits)).isEqualTo(Placer.place(blocks, limits));
    }

    @Test
    void noWorkStillGivesALayout() {
        List<Block> blocks = PerfectPackings.blocks(4, 100, 200, 5000);

        Layout layout = Placer.place(blocks, Limits.quick());

        Layouts.check(blocks, layout);
        assertThat(layout.lowerBound()).isEqualTo(5000);
    }

    private static Layout place(List<Block> blocks) {
        Layout layout = Placer.place(blocks, Limits.standard());
        Layouts.check(blocks, layout);
        return layout;
    }

    private static Block block(Block.Rectangle... rectangles) {
        return block(List.of(rectangles));
    }

    private static Block block(List<Block.Rectangle> rectangles) {
        return new Block(1, OptionalInt.empty(), rectangles);
    }
}
