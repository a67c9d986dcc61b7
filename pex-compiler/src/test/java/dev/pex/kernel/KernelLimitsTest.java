package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.Network;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelLimitsTest {
    @Test
    void extentsOf16BitsAreTheMost() {
        assertThat(problems(dequantized(1, 1, 65535))).isEqualTo("[]");
        assertThat(problems(dequantized(1, 1, 65536)))
                .contains("tensor 'x' is 1x1x65536 (rows x columns x channels)")
                .contains("supported: up to 65535 along each axis");
    }

    @Test
    void aPixelOfSeveralHas65535BytesAtMost() {
        assertThat(problems(dequantized(1, 1, 16384))).isEqualTo("[]");
        assertThat(problems(dequantized(1, 2, 16383))).isEqualTo("[]");
        assertThat(problems(dequantized(1, 2, 16384)))
                .contains("a pixel of tensor 'y' has 65536 bytes")
                .contains("supported: up to 65535 where there are several columns");
    }

    @Test
    void noKernelComputesWith16Bits() {
        Extent extent = new Extent(1, 1, 4);
        Tensor tensor = new Tensor(
                0,
                "x",
                List.of(1, 4),
                extent,
                ElementType.INT16,
                Optional.of(new Quantization(0.5f, 0)),
                Optional.empty());

        assertThat(problems(new Graph("net", List.of(tensor), List.of(), List.of(0), List.of(0))))
                .contains("the elements of tensor 'x' have 16 bits");
    }

    /** Elements of four bytes from elements of one. */
    private static Graph dequantized(int rows, int columns, int channels) {
        Network network = Network.named("net");
        return network.output(network.input("x", Shape.of(1, rows, columns, channels), Quantized.int8(0.5f, 0))
                        .dequantize("y"))
                .build();
    }

    private static String problems(Graph graph) {
        Diagnostics diagnostics = new Diagnostics();
        KernelLimits.check(graph, diagnostics);
        return diagnostics.all().toString();
    }
}
