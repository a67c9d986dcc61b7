package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.tensor.Extent;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldConstantReshapeTest {
    private final GraphRule rule = new FoldConstantReshape();
    private final Graphs g = new Graphs();

    @Test
    void aReshapedConstantIsAConstant() {
        int input = g.tensor(2, 2, 2);
        int constant = g.constant(1, 1, 8);
        int shaped = g.reshape(constant, 2, 2, 2);
        int out = g.add(input, shaped);
        Graph before = g.graph(List.of(input), List.of(out));

        Graph after = rule.apply(before).orElseThrow();

        assertThat(after.operators()).containsExactly(before.operators().get(1));
        assertThat(after.tensor(shaped).extent()).isEqualTo(new Extent(2, 2, 2));
        assertThat(after.tensor(shaped).constant())
                .isPresent()
                .isEqualTo(before.tensor(constant).constant());
        assertThat(after.tensor(shaped).name()).isEqualTo(before.tensor(shaped).name());
    }

    @Test
    void aReshapedInputStays() {
        int input = g.tensor(1, 1, 8);

        assertThat(rule.apply(g.graph(List.of(input), List.of(g.reshape(input, 2, 2, 2)))))
                .isEmpty();
    }
}
