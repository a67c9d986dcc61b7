package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoveUnusedOperatorTest {
    private final GraphRule rule = new RemoveUnusedOperator();
    private final Graphs g = new Graphs();

    @Test
    void allOperatorsThatReachNoOutputGoAtOnce() {
        int input = g.tensor(4, 4, 2);
        int out = g.depthwise(input, 3);
        g.depthwise(g.depthwise(input, 3), 3);
        Graph before = g.graph(List.of(input), List.of(out));

        Graph after = rule.apply(before).orElseThrow();

        assertThat(after.operators()).containsExactly(before.operators().get(0));
    }

    @Test
    void whatAnOutputNeedsStays() {
        int input = g.tensor(4, 4, 2);
        int middle = g.depthwise(input, 3);
        int out = g.depthwise(middle, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(out)))).isEmpty();
    }

    @Test
    void anOutputThatNoOperatorReadsStays() {
        int input = g.tensor(4, 4, 2);
        int one = g.depthwise(input, 3);
        int two = g.depthwise(input, 3);

        assertThat(rule.apply(g.graph(List.of(input), List.of(one, two)))).isEmpty();
    }
}
