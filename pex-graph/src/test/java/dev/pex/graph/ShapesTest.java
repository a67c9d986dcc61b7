package dev.pex.graph;

import static dev.pex.graph.Networks.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Mean;
import dev.pex.operator.Operator;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Transpose;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Permutation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final Extent IN = new Extent(4, 5, 6);

    @Test
    void windows() {
        Window rows = Window.same(4, 3, 2, 1);
        Window columns = Window.valid(5, 3, 1, 1);
        Filter filter = Networks.filter(0);
        assertThat(infer(new Conv2d(ORIGIN, 0, 1, rows, columns, filter, Networks.zeros(7), Activation.NONE)))
                .isEqualTo(new Extent(2, 3, 7));
        assertThat(infer(new DepthwiseConv2d(
                        ORIGIN, 0, 1, rows, columns, 2, filter, Networks.zeros(12), Activation.NONE)))
                .isEqualTo(new Extent(2, 3, 12));
        Conv2d turned = new Conv2d(ORIGIN, 0, 1, columns, rows, filter, Networks.zeros(7), Activation.NONE);
        assertThatThrownBy(() -> infer(turned)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void channelsAndAxes() {
        assertThat(infer(new FullyConnected(ORIGIN, 0, 1, Networks.filter(0), Networks.zeros(9), Activation.NONE)))
                .isEqualTo(new Extent(4, 5, 9));
        assertThat(infer(new Mean(ORIGIN, 0, 1, List.of(Axis.COLUMNS)))).isEqualTo(new Extent(4, 1, 6));
        assertThat(infer(new Pad(ORIGIN, 0, 1, new Border(1, 0, 2), new Border(0, 3, 1))))
                .isEqualTo(new Extent(5, 8, 9));
        assertThat(infer(new Transpose(ORIGIN, 0, 1, new Permutation(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS))))
                .isEqualTo(new Extent(6, 4, 5));
        assertThat(infer(new Quantize(ORIGIN, 0, 1))).isEqualTo(IN);
    }

    @Test
    void reshapeKeepsTheNumberOfElements() {
        Reshape reshape = new Reshape(ORIGIN, 0, 1);
        Extent flat = new Extent(1, 1, 120);
        assertThat(reshape.shape(List.of(IN), flat)).isEqualTo(flat);
        Extent wrong = new Extent(1, 1, 119);
        assertThatThrownBy(() -> reshape.shape(List.of(IN), wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void broadcast() {
        Add add = new Add(ORIGIN, 0, 1, 2, Activation.NONE);
        assertThat(add.shape(List.of(new Extent(4, 1, 6), new Extent(1, 5, 1)), IN))
                .isEqualTo(IN);
        assertThatThrownBy(() -> add.shape(List.of(IN, new Extent(4, 2, 6)), IN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not broadcast");
    }

    private static Extent infer(Operator operator) {
        return operator.shape(List.of(IN), IN);
    }
}
