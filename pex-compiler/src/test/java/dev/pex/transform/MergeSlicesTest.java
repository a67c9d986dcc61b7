package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Slice;
import dev.pex.tensor.PerAxis;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeSlicesTest {
    private final GraphRule rule = new MergeSlices();
    private final Graphs g = new Graphs();
    private final int input = g.tensor(20, 6, 4);
    private final int middle = slice(input, g.tensor(8, 6, 3), new PerAxis(1, 0, 1), new PerAxis(2, 1, 1));

    private int slice(int operand, int out, PerAxis begin, PerAxis stride) {
        return g.operator("SLICE", out, origin -> new Slice(origin, operand, out, begin, stride));
    }

    private int secondSlice() {
        return slice(middle, g.tensor(3, 6, 1), new PerAxis(1, 0, 2), new PerAxis(3, 1, 1));
    }

    @Test
    void oneSliceOfTwoStandsWhereTheFirstOneStood() {
        int other = g.depthwise(input, 3);
        int out = secondSlice();
        Graph before = g.graph(List.of(input), List.of(other, out));

        Graph after = rule.apply(before).orElseThrow();

        Slice second = (Slice) before.operators().get(2);
        assertThat(after.operators())
                .containsExactly(
                        new Slice(second.origin(), input, out, new PerAxis(3, 0, 3), new PerAxis(6, 1, 1)),
                        before.operators().get(1));
    }

    @Test
    void aFirstSliceThatIsAnOutputStays() {
        int out = secondSlice();

        assertThat(rule.apply(g.graph(List.of(input), List.of(middle, out)))).isEmpty();
    }

    @Test
    void aFirstSliceWithTwoReadersStays() {
        int out = secondSlice();
        int other = g.depthwise(middle, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out, other)))).isEmpty();
    }

    @Test
    void aSliceThatAnotherOperatorReadsStays() {
        int out = g.depthwise(middle, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }
}
