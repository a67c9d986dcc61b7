package dev.pex.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.diagnostic.Diagnostics;
import dev.pex.dsl.Network;
import dev.pex.dsl.Quantized;
import dev.pex.dsl.Shape;
import dev.pex.graph.Graph;
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
