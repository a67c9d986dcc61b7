package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeBilinear;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Permutation;
import dev.pex.testing.Graphs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReplaceIdentityTest {
    private static final PerAxis NONE = new PerAxis(0, 0, 0);
    private static final PerAxis ONE = new PerAxis(1, 1, 1);

    private final GraphRule rule = new ReplaceIdentity();
    private final Graphs g = new Graphs();
    private final int input = g.tensor(4, 4, 2);

    private Optional<Graph> applied(int out, Function<Origin, Operator> operator) {
        g.operator("TEST", out, operator);
        return rule.apply(g.graph(List.of(input), List.of(out)));
    }

    private void assertReshape(Optional<Graph> after, int out) {
        assertThat(after.orElseThrow().operators())
                .containsExactly(new Reshape(new Origin(0, "TEST", "t" + out), input, out));
    }

    @Test
    void aSliceOfTheWholeTensor() {
        int out = g.tensor(4, 4, 2);

        assertReshape(applied(out, origin -> new Slice(origin, input, out, NONE, ONE)), out);
    }

    @Test
    void aConcatenationOfOneOperand() {
        int out = g.tensor(4, 4, 2);

        assertReshape(applied(out, origin -> new Concatenation(origin, List.of(input), out, Axis.ROWS)), out);
    }

    @Test
    void aNearestResizeToTheSameSize() {
        int out = g.tensor(4, 4, 2);

        assertReshape(applied(out, origin -> new ResizeNearest(origin, input, out, new Resampling(false, true))), out);
    }

    @Test
    void aBilinearResizeToTheSameSize() {
        int out = g.tensor(4, 4, 2);

        assertReshape(applied(out, origin -> new ResizeBilinear(origin, input, out, new Resampling(true, true))), out);
    }

    /** Rows and columns are exchanged, and there is one column. */
    @Test
    void aTransposeOfAnAxisWithOneIndex() {
        int column = g.tensor(4, 1, 2);
        int out = g.tensor(1, 4, 2);
        Permutation exchange = new Permutation(Axis.COLUMNS, Axis.ROWS, Axis.CHANNELS);
        g.operator("TEST", out, origin -> new Transpose(origin, column, out, exchange));

        assertThat(rule.apply(g.graph(List.of(column), List.of(out)))
                        .orElseThrow()
                        .operators())
                .containsExactly(new Reshape(new Origin(0, "TEST", "t" + out), column, out));
    }

    @Test
    void aTransposeOfLongerAxesStays() {
        int out = g.tensor(4, 4, 2);
        Permutation exchange = new Permutation(Axis.COLUMNS, Axis.ROWS, Axis.CHANNELS);

        assertThat(applied(out, origin -> new Transpose(origin, input, out, exchange)))
                .isEmpty();
    }

    @Test
    void aReshapeStays() {
        int out = g.tensor(4, 4, 2);

        assertThat(applied(out, origin -> new Reshape(origin, input, out))).isEmpty();
    }

    @Test
    void aSliceOfAPartStays() {
        int out = g.tensor(3, 4, 2);

        assertThat(applied(
                        out,
                        origin -> new Slice(
                                origin, input, out, ONE.with(Axis.COLUMNS, 0).with(Axis.CHANNELS, 0), ONE)))
                .isEmpty();
    }

    @Test
    void aConcatenationOfTwoOperandsStays() {
        int out = g.tensor(8, 4, 2);

        assertThat(applied(out, origin -> new Concatenation(origin, List.of(input, input), out, Axis.ROWS)))
                .isEmpty();
    }

    @Test
    void aResizeToAnotherSizeStays() {
        int out = g.tensor(8, 8, 2);

        assertThat(applied(out, origin -> new ResizeNearest(origin, input, out, new Resampling(false, true))))
                .isEmpty();
    }

    @Test
    void alignedCornersAndHalfPixelCentresMoveRows() {
        assertThat(resizedWithBoth(g.tensor(4, 1, 2), g.tensor(4, 1, 2))).isEmpty();
    }

    @Test
    void alignedCornersAndHalfPixelCentresMoveColumns() {
        assertThat(resizedWithBoth(g.tensor(1, 4, 2), g.tensor(1, 4, 2))).isEmpty();
    }

    private Optional<Graph> resizedWithBoth(int operand, int out) {
        g.operator("TEST", out, origin -> new ResizeNearest(origin, operand, out, new Resampling(true, true)));
        return rule.apply(g.graph(List.of(operand), List.of(out)));
    }
}
