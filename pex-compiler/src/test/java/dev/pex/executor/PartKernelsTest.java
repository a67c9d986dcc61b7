package dev.pex.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pex.graph.Graph;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.operator.Pad;
import dev.pex.operator.Quantize;
import dev.pex.operator.Reshape;
import dev.pex.operator.Transpose;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Border;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Permutation;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What float elements become; the integer operators are held against reference vectors elsewhere. */
class PartKernelsTest {
    private static final Origin ORIGIN = new Origin(0, "TEST", "output");

    @Test
    void quantizeRoundsHalfAwaySaturatesAndMapsNanToTheZeroPoint() {
        float inf = Float.POSITIVE_INFINITY;
        float[] reals = {0f, 0.25f, -0.25f, 0.75f, 0.24999999f, 61f, 1e30f, -1e30f, inf, -inf, Float.NaN};
        assertThat(quantize(ElementType.INT8, 7, reals)).containsExactly(7, 8, 6, 9, 7, 127, 127, -128, 127, -128, 7);
        assertThat(quantize(ElementType.UINT8, 200, 0f, 0.25f, -0.25f, 1e30f, -1e30f, inf, -inf, Float.NaN))
                .containsExactly((byte) 200, (byte) 201, (byte) 199, (byte) 255, 0, (byte) 255, 0, (byte) 200);
    }

    private static byte[] quantize(ElementType type, int zeroPoint, float... reals) {
        Extent extent = new Extent(1, 1, reals.length);
        Tensor in = tensor(0, extent, ElementType.FLOAT32, Optional.empty());
        Tensor out = tensor(1, extent, type, Optional.of(new Quantization(0.5f, zeroPoint)));
        return run(new Quantize(ORIGIN, 0, 1), in, out, bytes(reals));
    }

    @Test
    void dequantizeMultipliesInFloat32() {
        Extent extent = new Extent(1, 1, 3);
        float scale = 0.1f;
        Tensor out = tensor(1, extent, ElementType.FLOAT32, Optional.empty());
        Tensor int8 = tensor(0, extent, ElementType.INT8, Optional.of(new Quantization(scale, -3)));
        assertThat(run(new Dequantize(ORIGIN, 0, 1), int8, out, new byte[] {-3, 127, -128}))
                .isEqualTo(bytes(0f, scale * 130, scale * -125));
        Tensor uint8 = tensor(0, extent, ElementType.UINT8, Optional.of(new Quantization(scale, 100)));
        assertThat(run(new Dequantize(ORIGIN, 0, 1), uint8, out, new byte[] {100, -1, 0}))
                .isEqualTo(bytes(0f, scale * 155, scale * -100));
    }

    @Test
    void padSurroundsFloatsWithZero() {
        Tensor in = tensor(0, new Extent(1, 1, 2), ElementType.FLOAT32, Optional.empty());
        Tensor out = tensor(1, new Extent(1, 2, 3), ElementType.FLOAT32, Optional.empty());
        Pad pad = new Pad(ORIGIN, 0, 1, new Border(0, 1, 1), new Border(0, 0, 0));
        assertThat(run(pad, in, out, bytes(1.5f, -2f))).isEqualTo(bytes(0, 0, 0, 0, 1.5f, -2f));
    }

    @Test
    void reshapeAndTransposeMoveFloats() {
        Tensor in = tensor(0, new Extent(1, 2, 3), ElementType.FLOAT32, Optional.empty());
        byte[] data = bytes(1, 2, 3, 4, 5, 6);
        Tensor flat = tensor(1, new Extent(3, 1, 2), ElementType.FLOAT32, Optional.empty());
        assertThat(run(new Reshape(ORIGIN, 0, 1), in, flat, data)).isEqualTo(data);
        Tensor turned = tensor(1, new Extent(3, 1, 2), ElementType.FLOAT32, Optional.empty());
        Permutation permutation = new Permutation(Axis.CHANNELS, Axis.ROWS, Axis.COLUMNS);
        assertThat(run(new Transpose(ORIGIN, 0, 1, permutation), in, turned, data))
                .isEqualTo(bytes(1, 4, 2, 5, 3, 6));
    }

    private static byte[] run(Operator operator, Tensor in, Tensor out, byte[] data) {
        Graph graph = new Graph("test", List.of(in, out), List.of(operator), List.of(0), List.of(1));
        return GraphExecutor.run(graph, List.of(data)).get(0);
    }

    private static Tensor tensor(int id, Extent extent, ElementType type, Optional<Quantization> quantization) {
        List<Integer> shape = List.of(1, extent.rows(), extent.columns(), extent.channels());
        return new Tensor(id, "t" + id, shape, extent, type, quantization, Optional.empty());
    }

    private static byte[] bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }
}
