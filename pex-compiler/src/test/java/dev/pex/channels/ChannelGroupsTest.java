package dev.pex.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Activation;
import dev.pex.operator.Conv2d;
import dev.pex.operator.FullyConnected;
import dev.pex.operator.Softmax;
import dev.pex.operator.Window;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import dev.pex.tensor.Floats;
import dev.pex.tensor.Ints;
import dev.pex.tensor.Quantization;
import dev.pex.testing.Goldens;
import dev.pex.testing.Graphs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of networks whose structure is known: width, and how many channels of each tensor a unit has. */
class ChannelGroupsTest {
    private static List<String> groups(Graph graph) {
        return ChannelGroups.of(graph).stream()
                .map(group -> group.width() + " " + group.units().get(0).counts())
                .toList();
    }

    private static List<String> groups(String model) throws IOException {
        return groups(Goldens.read(Goldens.inRepository("zoo/" + model + ".tflite")));
    }

    /** A pointwise convolution to six channels. */
    private static int convolution(Graphs g, int input) {
        int output = g.tensor(4, 4, 6);
        Window window = new Window(4, 4, 1, 1, 1, 0);
        Filter filter = new Filter(Bytes.copyOf(new byte[12]), Floats.copyOf(0.01f), 0);
        Ints bias = Ints.copyOf(new int[6]);
        return g.operator(
                "CONV_2D",
                output,
                origin -> new Conv2d(origin, input, output, window, window, filter, bias, Activation.NONE));
    }

    /** A dense layer of five units on a vector of 96. */
    private static int dense(Graphs g, int input) {
        int output = g.tensor(1, 1, 5);
        Filter filter = new Filter(Bytes.copyOf(new byte[480]), Floats.copyOf(0.01f), 0);
        Ints bias = Ints.copyOf(new int[5]);
        return g.operator(
                "FULLY_CONNECTED",
                output,
                origin -> new FullyConnected(origin, input, output, filter, bias, Activation.NONE));
    }

    @Test
    void aDepthwiseLayerKeepsTheChannelsOfTheLayerBeforeIt() throws IOException {
        assertThat(groups("ds_cnn"))
                .containsExactly("32 {1=1, 2=1}", "32 {3=1, 4=1}", "32 {5=1, 6=1}", "32 {7=1, 8=1}", "32 {9=1, 10=1}");
    }

    @Test
    void bothSidesOfAResidualSumBelongTogether() throws IOException {
        assertThat(groups("resnet8"))
                .containsExactly(
                        "8 {1=1, 3=1, 4=1}",
                        "8 {2=1}",
                        "16 {5=1}",
                        "16 {6=1, 7=1, 8=1}",
                        "32 {9=1}",
                        "32 {10=1, 11=1, 12=1, 13=1}");
    }

    @Test
    void eachOperandOfAConcatenationIsAGroup() throws IOException {
        assertThat(groups("squeezenet"))
                .startsWith("16 {1=1, 2=1}", "8 {3=1}", "16 {4=1, 6=1}", "16 {5=1, 6=1}", "8 {7=1}");
    }

    @Test
    void aDepthMultiplierMakesSeveralChannelsOfOne() throws IOException {
        assertThat(groups("residual_float_io").get(0)).contains("9=2");
    }

    @Test
    void aFlattenedMapHasAChannelOfEachPixel() {
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 2);
        int map = convolution(g, input);
        int flat = g.reshape(map, 1, 1, 96);
        Graph graph = g.graph(List.of(input), List.of(dense(g, flat)));

        assertThat(groups(graph)).containsExactly("6 {1=1, 2=16}");
        ChannelUnit second = ChannelGroups.of(graph).get(0).units().get(1);
        assertThat(second.of(flat).toArray()).startsWith(1, 7, 13).hasSize(16);
    }

    @Test
    void whatSoftmaxReadsStays() {
        Graphs g = new Graphs();
        int input = g.tensor(4, 4, 2);
        int map = convolution(g, input);
        int shares = g.tensor(4, 4, 6, Quantization.OF_SHARES);
        g.operator("SOFTMAX", shares, origin -> new Softmax(origin, map, shares, 1));
        Graph graph = g.graph(List.of(input), List.of(dense(g, g.reshape(shares, 1, 1, 96))));

        assertThat(groups(graph)).isEmpty();
    }
}
