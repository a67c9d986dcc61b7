package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Concatenation;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Resampling;
import dev.pex.operator.Reshape;
import dev.pex.operator.ResizeNearest;
import dev.pex.operator.Slice;
import dev.pex.tensor.Axis;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.PerAxis;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovementRulesTest {
    private static final Origin ORIGIN = new Origin(0, "TEST", "out");
    private static final PerAxis NONE = new PerAxis(0, 0, 0);
    private static final PerAxis ONE = new PerAxis(1, 1, 1);

    private final List<Tensor> tensors = new ArrayList<>();

    private int tensor(int rows, int columns, int channels) {
        tensors.add(new Tensor(
                tensors.size(),
                "t",
                List.of(1, rows, columns, channels),
                new Extent(rows, columns, channels),
                ElementType.INT8,
                Optional.of(new Quantization(0.5f, 0)),
                Optional.empty()));
        return tensors.size() - 1;
    }

    private Graph transformed(int output, Operator... operators) {
        return Transforms.apply(new Graph("test", tensors, List.of(operators), List.of(0), List.of(output)));
    }

    @Test
    void slicesMerge() {
        int in = tensor(20, 6, 4);
        int middle = tensor(8, 6, 3);
        int out = tensor(3, 6, 1);

        Graph merged = transformed(
                out,
                new Slice(ORIGIN, in, middle, new PerAxis(1, 0, 1), new PerAxis(2, 1, 1)),
                new Slice(ORIGIN, middle, out, new PerAxis(1, 0, 2), new PerAxis(3, 1, 1)));

        assertThat(merged.operators())
                .containsExactly(new Slice(ORIGIN, 0, 1, new PerAxis(3, 0, 3), new PerAxis(6, 1, 1)));
    }

    @Test
    void movementsThatMoveNothingBecomeAliases() {
        int in = tensor(4, 4, 2);
        int sliced = tensor(4, 4, 2);
        int joined = tensor(4, 4, 2);
        int out = tensor(4, 4, 2);

        Graph merged = transformed(
                out,
                new Slice(ORIGIN, in, sliced, NONE, ONE),
                new Concatenation(ORIGIN, List.of(sliced), joined, Axis.ROWS),
                new ResizeNearest(ORIGIN, joined, out, new Resampling(false, true)));

        assertThat(merged.operators()).hasSize(1).first().isInstanceOf(Reshape.class);
    }

    @Test
    void anEqualSizeWithCornersAndCentresStillMoves() {
        int in = tensor(4, 4, 2);
        int out = tensor(4, 4, 2);

        Graph kept = transformed(out, new ResizeNearest(ORIGIN, in, out, new Resampling(true, true)));

        assertThat(kept.operators()).hasSize(1).first().isInstanceOf(ResizeNearest.class);
    }
}
