package dev.pex.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rectangles cut into blocks with nothing left over: the placer has to put the puzzle together again. */
class PerfectPackingsTest {
    @ParameterizedTest
    @CsvSource({"1, 20", "2, 30", "3, 40", "4, 50", "5, 60", "6, 80", "7, 100", "8, 150", "9, 200", "10, 300"})
    void arePutTogetherAgain(long seed, int count) {
        List<Block> blocks = PerfectPackings.blocks(seed, count, 500, 1 << 20);

        Layout layout = Placer.place(blocks, Limits.standard());

        Layouts.check(blocks, layout);
        assertThat(layout).extracting(Layout::height, Layout::lowerBound).containsExactly(1 << 20, 1 << 20);
    }
}
