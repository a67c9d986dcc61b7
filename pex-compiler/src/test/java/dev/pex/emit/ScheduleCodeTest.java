package dev.pex.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Extent;
import dev.pex.graph.Part;
import dev.pex.graph.Range;
import dev.pex.plan.Step;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScheduleCodeTest {
    @Test
    void aWholeTensorTakesOneByte() {
        Extent extent = new Extent(8, 8, 4);

        byte[] code = ScheduleCode.of(
                List.of(new Step(7, Part.whole(extent), OptionalInt.empty())), List.of(3), List.of(extent));

        assertThat(code).containsExactly(3 * 8);
    }

    @Test
    void aPartNamesItsRanges() {
        Extent extent = new Extent(300, 8, 4);
        Part part = new Part(new Range(200, 210), new Range(0, 8), new Range(1, 3));

        byte[] code = ScheduleCode.of(List.of(new Step(0, part, OptionalInt.empty())), List.of(20), List.of(extent));

        // 20 * 8 + rows + channels = 165 and 200 need two bytes each.
        assertThat(code).containsExactly(0x80 | 37, 1, 0x80 | 72, 1, 10, 1, 2);
    }
}
