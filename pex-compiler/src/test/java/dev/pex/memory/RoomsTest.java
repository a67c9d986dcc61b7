package dev.pex.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.kernel.Target;
import dev.pex.kernel.Tuning;
import dev.pex.oracle.PeakOracle;
import dev.pex.oracle.Question;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import dev.pex.testing.Goldens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static List<RowBlock> rows(int... bytes) {
        return IntStream.of(bytes)
                .mapToObj(size -> new RowBlock(0, 0, 1, 0, 0, 1, size, size, 1, ""))
                .toList();
    }

    @Test
    void nearlyEqualRowsGetTheRoomOfTheLargest() {
        assertThat(Rooms.of(rows(100, 95, 40, 94, 42, 100), 6)).containsExactly(100, 100, 42, 94, 42, 100);
        assertThat(Rooms.of(rows(100, 95, 40, 94, 42, 100), 7)).containsExactly(100, 100, 42, 100, 42, 100);
        assertThat(Rooms.of(rows(100, 95, 40), 0)).containsExactly(100, 95, 40);
        assertThat(Rooms.of(rows(Integer.MAX_VALUE, 1), 25)).containsExactly(Integer.MAX_VALUE, 1);
    }

    /** Rows of another size would fit in no place that the others leave. */
    @Test
    void aNetworkWithAFewChannelsLessNeedsNoMoreMemory() throws IOException {
        PeakOracle oracle = PeakOracle.of(
                Goldens.read(Goldens.inRepository("zoo/ds_cnn.tflite")),
                new Question(Tuning.of(Target.GENERIC), InputMode.STREAMED, PartialExecution.ALL));
        int whole = oracle.answer(oracle.widths()).arenaBytes();
        for (int group = 1; group < oracle.widths().size(); group++) {
            List<Integer> widths = new ArrayList<>(oracle.widths());
            widths.set(group, widths.get(group) - 2);

            assertThat(oracle.brief(widths).arenaBytes()).as("%s", widths).isLessThanOrEqualTo(whole);
        }
    }
}
