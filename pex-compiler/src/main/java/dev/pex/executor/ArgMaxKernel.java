package dev.pex.executor;

import dev.pex.graph.Graph;
import dev.pex.operator.ArgMax;
import dev.pex.tensor.Axis;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** ARG_MAX (docs/NUMERICS.md, 7.26). */
final class ArgMaxKernel {
    private ArgMaxKernel() {}

    static void compute(Graph graph, ArgMax argMax, byte[] input, byte[] output, Part part) {
        Extent in = graph.tensor(argMax.input()).extent();
        Extent out = graph.outputOf(argMax).extent();
        ByteBuffer indices = ByteBuffer.wrap(output).order(ByteOrder.LITTLE_ENDIAN);
        int count = in.along(argMax.axis());
        int stride = stride(in, argMax.axis());
        Pixels.forEach(part, (row, column) -> {
            for (int k = part.channels().start(); k < part.channels().end(); k++) {
                int first = in.index(row, column, k);
                int best = 0;
                for (int i = 1; i < count; i++) {
                    if (input[first + i * stride] > input[first + best * stride]) {
                        best = i;
                    }
                }
                indices.putInt(out.index(row, column, k) * Integer.BYTES, best);
            }
        });
    }

    /** Elements between neighbours along an axis. */
    private static int stride(Extent extent, Axis axis) {
        return switch (axis) {
            case ROWS -> extent.columns() * extent.channels();
            case COLUMNS -> extent.channels();
            case CHANNELS -> 1;
        };
    }
}
