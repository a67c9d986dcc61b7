package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.Dequantize;
import dev.pex.operator.Quantize;
import dev.pex.operator.Requantize;
import dev.pex.quant.Arithmetic.Affine;
import dev.pex.quant.Arithmetic.Rescaled;
import dev.pex.quant.FixedPoint;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** QUANTIZE and DEQUANTIZE (docs/NUMERICS.md, 7.10 and 7.11). */
final class QuantizeKernels {
    /** A quotient so large that adding any zero point leaves the range of the type. */
    private static final float SATURATED = 1024f;

    private QuantizeKernels() {}

    static void quantize(Graph graph, Quantize operator, byte[] input, byte[] output, Part part) {
        Affine affine = operator.arithmetic(graph);
        Extent extent = graph.outputOf(operator).extent();
        ByteBuffer floats = floats(input);
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                output[index] = quantize(affine, floats.getFloat(index * Float.BYTES));
            }
        });
    }

    /** Divides in float32 and rounds half away from zero; NaN becomes the zero point, the rest saturates. */
    private static byte quantize(Affine affine, float real) {
        float quotient = real / affine.scale();
        if (Float.isNaN(quotient)) {
            return (byte) affine.zeroPoint();
        }
        float limited = Math.min(Math.max(quotient, -SATURATED), SATURATED);
        int rounded = (int) FixedPoint.roundHalfAway(limited);
        return WeightedSums.clamp(rounded + affine.zeroPoint(), affine.minimum(), affine.maximum());
    }

    static void requantize(Graph graph, Requantize operator, byte[] input, byte[] output, Part part) {
        Rescaled arithmetic = operator.arithmetic(graph);
        ElementType type = graph.tensor(operator.input()).type();
        Extent extent = graph.outputOf(operator).extent();
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                int scaled = FixedPoint.multiply(
                        element(input, index, type) + arithmetic.inputOffset(),
                        arithmetic.scale().multiplier(),
                        arithmetic.scale().shift());
                output[index] = WeightedSums.clamp(
                        scaled + arithmetic.outputOffset(), arithmetic.minimum(), arithmetic.maximum());
            }
        });
    }

    static void dequantize(Graph graph, Dequantize operator, byte[] input, byte[] output, Part part) {
        Affine affine = operator.arithmetic(graph);
        ElementType type = graph.tensor(operator.input()).type();
        Extent extent = graph.outputOf(operator).extent();
        ByteBuffer floats = floats(output);
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int index = extent.index(row, column, k);
                int centred = element(input, index, type) - affine.zeroPoint();
                floats.putFloat(index * Float.BYTES, affine.scale() * centred);
            }
        });
    }

    private static int element(byte[] data, int index, ElementType type) {
        return type == ElementType.UINT8 ? data[index] & 0xff : data[index];
    }

    private static ByteBuffer floats(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }
}
