package dev.pex.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Window;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.testing.Graphs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthwiseOfOneChannelTest {
    private static final Window ROWS = Window.valid(4, 2, 1, 1);
    private static final Window COLUMNS = Window.valid(4, 1, 1, 1);

    private final GraphRule rule = new DepthwiseOfOneChannel();
    private final Graphs g = new Graphs();

    @Test
    void oneChannelIsAConvolutionWithTheFilterByChannel() {
        int input = g.tensor(4, 4, 1);
        int out = g.tensor(3, 4, 3);
        Filter byTap = filter(11, 12, 13, 21, 22, 23);
        Ints bias = Ints.copyOf(1, 2, 3);
        g.operator(
                "DEPTHWISE_CONV_2D",
                out,
                origin -> new DepthwiseConv2d(origin, input, out, ROWS, COLUMNS, 3, byTap, bias, Activation.RELU));
        Graph before = g.graph(List.of(input), List.of(out));

        Graph after = rule.apply(before).orElseThrow();

        assertThat(after.operators())
                .containsExactly(new Conv2d(
                        before.operators().get(0).origin(),
                        input,
                        out,
                        ROWS,
                        COLUMNS,
                        filter(11, 21, 12, 22, 13, 23),
                        bias,
                        Activation.RELU));
    }

    @Test
    void twoChannelsStay() {
        int input = g.tensor(4, 4, 2);

        assertThat(rule.apply(g.graph(List.of(input), List.of(g.depthwise(input, 3)))))
                .isEmpty();
    }

    private static Filter filter(int... weights) {
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) weights[i];
        }
        return new Filter(Bytes.copyOf(bytes), Floats.copyOf(0.1f, 0.2f, 0.3f), 0);
    }
}
