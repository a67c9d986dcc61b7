package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Reshape;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeReshapesTest {
    private final GraphRule rule = new MergeReshapes();
    private final Graphs g = new Graphs();

    @Test
    void theSecondOfTwoReadsWhatTheFirstReads() {
        int input = g.tensor(4, 4, 2);
        int first = g.reshape(input, 1, 1, 32);
        int out = g.reshape(first, 2, 8, 2);
        Graph before = g.graph(List.of(input), List.of(first, out));

        Graph after = rule.apply(before).orElseThrow();

        assertThat(after.operators())
                .containsExactly(
                        before.operators().get(0),
                        new Reshape(before.operators().get(1).origin(), input, out));
    }

    @Test
    void aReshapeThatFollowsAnotherOperatorStays() {
        int input = g.tensor(4, 4, 2);
        int out = g.reshape(g.depthwise(input, 3), 1, 1, 32);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void aReshapeThatChangesNothingGoes() {
        int input = g.tensor(4, 4, 2);
        int same = g.reshape(input, 4, 4, 2);
        int out = g.depthwise(same, 3);

        Graph after = rule.apply(g.graph(List.of(input), List.of(out))).orElseThrow();

        assertThat(after.operators()).hasSize(1);
        assertThat(after.operators().get(0).inputs()).containsExactly(input);
    }

    @Test
    void anotherExtentStays() {
        int input = g.tensor(4, 4, 2);
        int out = g.depthwise(g.reshape(input, 2, 8, 2), 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void anotherQuantisationStays() {
        int input = g.tensor(4, 4, 2);
        int other = g.reshape(input, new Extent(4, 4, 2), new Quantization(0.25f, 3));
        int out = g.depthwise(other, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void anOutputStays() {
        int input = g.tensor(4, 4, 2);
        int inner = g.depthwise(input, 3);
        int out = g.reshape(inner, 4, 4, 2);

        assertThat(rule.apply(g.graph(List.of(input), List.of(inner, out)))).isEmpty();
    }
}
