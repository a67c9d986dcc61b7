package dev.pex.graph;

import static dev.pex.graph.Networks.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.operator.Activation;
import dev.pex.operator.Add;
import dev.pex.operator.AveragePool2d;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Mean;
import dev.pex.operator.Pad;
import dev.pex.operator.Reshape;
import dev.pex.operator.Softmax;
import dev.pex.operator.Transpose;
import dev.pex.operator.Window;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Examples of the dependence table; the compiler's tests hold all of it against the executor. */
class DependenceTest {
    @Test
    void convolutionReadsItsWindowAndAllChannels() {
        Window rows = Window.same(9, 3, 2, 1);
        Window columns = Window.valid(8, 3, 1, 2);
        Extent in = new Extent(9, 8, 3);
        Conv2d conv =
                new Conv2d(ORIGIN, 0, 1, rows, columns, Networks.filter(5 * 27), Networks.zeros(5), Activation.NONE);
        Graph graph = Networks.of(conv, new Extent(5, 4, 5), in);
        assertThat(read(graph, part(0, 1, 0, 1, 2, 3))).isEqualTo(part(0, 2, 0, 5, 0, 3));
        assertThat(read(graph, part(1, 3, 1, 4, 0, 5))).isEqualTo(part(1, 6, 1, 8, 0, 3));
        assertThat(read(graph, part(4, 5, 3, 4, 0, 1))).isEqualTo(part(7, 9, 3, 8, 0, 3));
    }

    @Test
    void depthwiseConvolutionReadsTheChannelsOfItsSlice() {
        Window one = Window.valid(4, 1, 1, 1);
        DepthwiseConv2d conv =
                new DepthwiseConv2d(ORIGIN, 0, 1, one, one, 3, Networks.filter(6), Networks.zeros(6), Activation.NONE);
        Graph graph = Networks.of(conv, new Extent(4, 4, 6), new Extent(4, 4, 2));
        assertThat(read(graph, part(0, 4, 1, 2, 1, 3))).isEqualTo(part(0, 4, 1, 2, 0, 1));
        assertThat(read(graph, part(0, 4, 1, 2, 2, 4))).isEqualTo(part(0, 4, 1, 2, 0, 2));
        assertThat(read(graph, part(0, 4, 1, 2, 3, 4))).isEqualTo(part(0, 4, 1, 2, 1, 2));
    }

    @Test
    void poolingReadsItsWindowChannelByChannel() {
        Window two = Window.valid(4, 2, 2, 1);
        Graph graph = Networks.of(
                new AveragePool2d(ORIGIN, 0, 1, two, two, Activation.NONE), new Extent(2, 2, 6), new Extent(4, 4, 6));
        assertThat(read(graph, part(1, 2, 0, 2, 3, 5))).isEqualTo(part(2, 4, 0, 4, 3, 5));
    }

    @Test
    void fullyConnectedAndSoftmaxReadAllChannels() {
        FullyConnected dense =
                new FullyConnected(ORIGIN, 0, 1, Networks.filter(12), Networks.zeros(3), Activation.NONE);
        Graph graph = Networks.of(dense, new Extent(5, 1, 3), new Extent(5, 1, 4));
        assertThat(read(graph, part(2, 4, 0, 1, 1, 2))).isEqualTo(part(2, 4, 0, 1, 0, 4));
        Extent extent = new Extent(5, 2, 4);
        Graph softmax = Networks.of(new Softmax(ORIGIN, 0, 1, 1f), extent, extent);
        assertThat(read(softmax, part(2, 4, 1, 2, 1, 2))).isEqualTo(part(2, 4, 1, 2, 0, 4));
    }

    @Test
    void broadcastAxesReadIndexZero() {
        Add add = new Add(ORIGIN, 0, 1, 2, Activation.NONE);
        Graph graph = Networks.of(add, new Extent(4, 5, 6), new Extent(4, 1, 6), new Extent(1, 5, 1));
        Part out = part(1, 3, 2, 4, 3, 6);
        assertThat(Dependence.read(graph, add, 0, out)).isEqualTo(part(1, 3, 0, 1, 3, 6));
        assertThat(Dependence.read(graph, add, 1, out)).isEqualTo(part(0, 1, 2, 4, 0, 1));
    }

    @Test
    void meanReadsAveragedAxesWhole() {
        Mean mean = new Mean(ORIGIN, 0, 1, List.of(Axis.ROWS, Axis.COLUMNS));
        Graph graph = Networks.of(mean, new Extent(1, 1, 6), new Extent(4, 5, 6));
        assertThat(read(graph, part(0, 1, 0, 1, 2, 3))).isEqualTo(part(0, 4, 0, 5, 2, 3));
    }

    @Test
    void padReadsWhatLiesInside() {
        Pad pad = new Pad(ORIGIN, 0, 1, new Border(2, 1, 0), new Border(1, 0, 3));
        Graph graph = Networks.of(pad, new Extent(7, 6, 9), new Extent(4, 5, 6));
        assertThat(read(graph, part(0, 3, 1, 6, 0, 9))).isEqualTo(part(0, 1, 0, 5, 0, 6));
        assertThat(read(graph, part(0, 2, 0, 6, 0, 9)).isEmpty()).isTrue();
        assertThat(read(graph, part(6, 7, 0, 6, 0, 9)).isEmpty()).isTrue();
    }

    @Test
    void transposeReadsThePermutedPart() {
        Permutation permutation = new Permutation(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS);
        Transpose transpose = new Transpose(ORIGIN, 0, 1, permutation);
        Graph graph = Networks.of(transpose, new Extent(6, 4, 5), new Extent(4, 5, 6));
        assertThat(read(graph, part(0, 1, 1, 3, 2, 5))).isEqualTo(part(1, 3, 2, 5, 0, 1));
    }

    @Test
    void reshapeReadsTheRectangleAroundAFlatRange() {
        Graph graph = Networks.of(new Reshape(ORIGIN, 0, 1), new Extent(12, 1, 10), new Extent(4, 5, 6));
        assertThat(read(graph, part(0, 3, 0, 1, 0, 10))).isEqualTo(part(0, 1, 0, 5, 0, 6));
        assertThat(read(graph, part(2, 4, 0, 1, 0, 10))).isEqualTo(part(0, 2, 0, 5, 0, 6));
        assertThat(read(graph, part(4, 5, 0, 1, 0, 4))).isEqualTo(part(1, 2, 1, 3, 0, 6));
        assertThat(read(graph, part(3, 4, 0, 1, 1, 4))).isEqualTo(part(1, 2, 0, 1, 1, 4));
    }

    @Test
    void anEmptyPartReadsNothing() {
        Graph graph = Networks.of(new Reshape(ORIGIN, 0, 1), new Extent(12, 1, 10), new Extent(4, 5, 6));
        assertThat(read(graph, part(3, 3, 0, 1, 0, 10)).isEmpty()).isTrue();
    }

    private static Part read(Graph graph, Part out) {
        return Dependence.read(graph, graph.operators().get(0), 0, out);
    }

    private static Part part(
            int firstRow, int endRow, int firstColumn, int endColumn, int firstChannel, int endChannel) {
        return new Part(
                new Range(firstRow, endRow), new Range(firstColumn, endColumn), new Range(firstChannel, endChannel));
    }
}
