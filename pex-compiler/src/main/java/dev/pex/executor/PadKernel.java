package dev.pex.executor;

import dev.pex.graph.Border;
import dev.pex.graph.ElementType;
import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Operator.Pad;
import dev.pex.graph.Part;
import dev.pex.quant.Arithmetic.Moved;
import dev.pex.quant.ArithmeticDerivation;
import java.util.Arrays;

/** PAD (docs/NUMERICS.md, 7.7): the zero point, or 0.0, around a copy. */
final class PadKernel {
    private PadKernel() {}

    static void compute(Graph graph, Pad pad, byte[] input, byte[] output, Part part) {
        Moved arithmetic = (Moved) ArithmeticDerivation.of(graph, pad);
        Extent in = graph.tensor(pad.input()).extent();
        Extent out = graph.outputOf(pad).extent();
        Border before = pad.before();
        ElementType type = graph.outputOf(pad).type();
        int bytes = type.bytes();
        byte fill = type == ElementType.FLOAT32 ? 0 : (byte) arithmetic.zeroPoint();
        Pixels.forEach(part, (row, column) -> {
            int y = row - before.rows();
            int x = column - before.columns();
            boolean inside = y >= 0 && y < in.rows() && x >= 0 && x < in.columns();
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int z = k - before.channels();
                int at = out.index(row, column, k) * bytes;
                if (inside && z >= 0 && z < in.channels()) {
                    System.arraycopy(input, in.index(y, x, z) * bytes, output, at, bytes);
                } else {
                    Arrays.fill(output, at, at + bytes, fill);
                }
            }
        });
    }
}
