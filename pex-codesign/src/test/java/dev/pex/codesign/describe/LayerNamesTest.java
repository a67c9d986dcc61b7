package dev.pex.codesign.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of layers, from those that converters give tensors. */
class LayerNamesTest {
    /** The names for an input, convolutions and a softmax. */
    private static List<String> names(String input, String softmax, String... convolutions) {
        Network net = Network.named("n");
        Node x = net.input(input, Shape.of(1, 4, 4, 2));
        for (String convolution : convolutions) {
            x = x.conv2d(convolution, Conv2d.filters(2));
        }
        net.output(x.softmax(softmax));
        return List.copyOf(LayerNames.of(net.architecture()).values());
    }

    @Test
    void aLayerIsCalledByItsBiasOrItsProduct() {
        assertThat(names(
                        "serving_default_input_1:0",
                        "StatefulPartitionedCall:0",
                        "model/activation/Relu;model/batch_normalization/FusedBatchNormV3;"
                                + "model/conv2d/BiasAdd/ReadVariableOp/resource;model/conv2d/BiasAdd;"
                                + "model/conv2d_2/Conv2D;model/conv2d/Conv2D1",
                        "model/re_lu_1/Relu;model/conv2d_2/Conv2D;model/conv2d_1/Conv2D",
                        "Relu_8;BiasAdd_8;Conv2D_4;Const_17"))
                .containsExactly("input_1", "conv2d", "conv2d_1", "conv2d_4", "softmax");
    }

    @Test
    void aScopeThatAllShareIsLeftOut() {
        assertThat(names("image", "net/head/softmax", "net/stem/conv", "net/body/conv"))
                .containsExactly("image", "stem_conv", "body_conv", "head_softmax");
        assertThat(names("image", "head/softmax", "stem/conv", "stem/conv/Conv2D"))
                .containsExactly("image", "stem_conv", "stem_conv_2", "head_softmax");
    }

    @Test
    void whatConvertersAddIsLeftOut() {
        assertThat(names("input_int8", "Identity_1_int8", "tfl.conv_2d", "x".repeat(50) + "_end"))
                .containsExactly("input", "conv_2d", "x".repeat(36) + "_end", "softmax");
    }
}
