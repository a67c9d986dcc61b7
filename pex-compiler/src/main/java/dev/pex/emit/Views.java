package dev.pex.emit;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Tensor;
import dev.pex.graph.TransposedWindow;
import dev.pex.graph.Window;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.quant.QuantizedMultiplier;

/** Initialisers of the small structs that kernels' constants are made of. */
final class Views {
    private final Graph graph;
    private final Plan plan;

    Views(Graph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    /** A {@code pex_view} of a tensor in the arena. */
    String of(int tensor) {
        Placement p = plan.placement(tensor);
        return view(offset(tensor), p.rowStride(), p.pixelStride(), p.rows());
    }

    /** A {@code pex_view} of a tensor in the arena or, densely, in constant data. */
    String operand(int tensor) {
        return broadcast(tensor, graph.tensor(tensor).extent());
    }

    /**
     * A {@code pex_view} of an operand that may be broadcast to an extent, or constant: a repeated
     * column has stride 0, a repeated row is the only one there is.
     */
    String broadcast(int tensor, Extent to) {
        Tensor t = graph.tensor(tensor);
        Extent e = t.extent();
        int pixel = e.channels() * t.type().bytes();
        int row = pixel * e.columns();
        int rows = e.rows();
        int offset = 0;
        if (t.constant().isEmpty()) {
            Placement p = plan.placement(tensor);
            offset = offset(tensor);
            pixel = p.pixelStride();
            row = p.rowStride();
            rows = p.rows();
        }
        return view(offset, row, e.columns() == 1 && to.columns() > 1 ? 0 : pixel, rows);
    }

    /** Byte of the arena at which a tensor's first element lies. */
    int offset(int tensor) {
        Placement p = plan.placement(tensor);
        return plan.buffers().get(p.buffer()).offset() + p.offset();
    }

    private static String view(int offset, int rowStride, int pixelStride, int rows) {
        return "{" + offset + "u, " + rowStride + "u, " + pixelStride + "u, " + rows + "u}";
    }

    /** A {@code pex_window}. */
    static String window(Window w) {
        return "{" + w.input() + "u, " + w.kernel() + "u, " + w.stride() + "u, " + w.dilation() + "u, " + w.padBefore()
                + "u}";
    }

    /** A {@code pex_window} of a transposed convolution. */
    static String window(TransposedWindow w) {
        return "{" + w.input() + "u, " + w.kernel() + "u, " + w.stride() + "u, 1u, " + w.padBefore() + "u}";
    }

    /** A {@code pex_scale}. */
    static String scale(QuantizedMultiplier m) {
        return "{" + m.multiplier() + ", " + m.shift() + "}";
    }
}
