package dev.pex.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final Range EMPTY = new Range(2, 2);

    @Test
    void rangesAgreeWithSetsOfIndices() {
        List<Range> ranges = new ArrayList<>();
        for (int start = 0; start <= 4; start++) {
            for (int end = start; end <= 4; end++) {
                ranges.add(new Range(start, end));
            }
        }
        for (Range a : ranges) {
            List<Integer> inA = indices(a);
            assertThat(a.size()).isEqualTo(inA.size());
            assertThat(a.isEmpty()).isEqualTo(inA.isEmpty());
            for (Range b : ranges) {
                assertThat(a.contains(b)).as("%s %s", a, b).isEqualTo(inA.containsAll(indices(b)));
                if (!a.isEmpty() && !b.isEmpty()) {
                    boolean shared = inA.stream().anyMatch(indices(b)::contains);
                    assertThat(a.overlaps(b)).as("%s %s", a, b).isEqualTo(shared);
                }
            }
        }
    }

    private static List<Integer> indices(Range range) {
        return IntStream.range(range.start(), range.end()).boxed().toList();
    }

    @Test
    void refusesReversedAndNegativeRanges() {
        assertThatThrownBy(() -> new Range(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wholeContainsEveryPart() {
        Part whole = Part.whole(new Extent(3, 4, 5));
        Part part = new Part(new Range(1, 3), new Range(0, 2), new Range(4, 5));
        assertThat(whole.elements()).isEqualTo(60);
        assertThat(part.elements()).isEqualTo(4);
        assertThat(whole.contains(part)).isTrue();
        assertThat(part.contains(whole)).isFalse();
        assertThat(whole.contains(part.with(Axis.CHANNELS, new Range(4, 6)))).isFalse();
        assertThat(part.contains(whole.with(Axis.ROWS, EMPTY))).isTrue();
        assertThat(part).hasToString("[1:3, 0:2, 4:5]");
    }

    @Test
    void overlapNeedsEveryAxis() {
        Part part = new Part(new Range(1, 3), new Range(1, 3), new Range(1, 3));
        for (Axis axis : Axis.values()) {
            assertThat(part.overlaps(part.with(axis, new Range(2, 4)))).isTrue();
            assertThat(part.overlaps(part.with(axis, new Range(3, 4)))).isFalse();
            assertThat(part.with(axis, EMPTY).isEmpty()).isTrue();
            assertThat(part.with(axis, new Range(0, 9)).along(axis)).isEqualTo(new Range(0, 9));
        }
        assertThat(part.isEmpty()).isFalse();
    }
}
