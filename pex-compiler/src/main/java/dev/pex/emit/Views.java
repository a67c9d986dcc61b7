package dev.pex.emit;

import dev.pex.graph.Extent;
import dev.pex.graph.Graph;
import dev.pex.graph.Tensor;
import dev.pex.graph.TransposedWindow;
import dev.pex.graph.Window;
import dev.pex.quant.QuantizedMultiplier;

/** Initialisers of the small structs that kernels' constants are made of. */
final class Views {
    private final Graph graph;
    private final Places places;

    Views(Graph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    /** A {@code pex_view} of a tensor in the arena. */
    String of(int tensor) {
        return places.form(tensor).initialiser();
    }

    /** The same for a kernel that is told the width of slices by {@link #sliceChannels}. */
    String withoutSlices(int tensor) {
        return places.form(tensor).withSliceChannels(0).initialiser();
    }

    /** Channels of a tensor's slices; 0 where all are one. */
    int sliceChannels(int tensor) {
        return places.form(tensor).sliceChannels();
    }

    /** A {@code pex_view} of a tensor in the arena whose rows have no gaps. */
    String rowsOf(int tensor) {
        Form form = places.form(tensor);
        Tensor t = graph.tensor(tensor);
        if (form.sliceChannels() != 0
                || (t.extent().columns() > 1
                        && form.pixelStride()
                                != t.extent().channels() * t.type().bytes())) {
            throw new IllegalStateException("rows of tensor " + tensor + " have gaps");
        }
        return form.initialiser();
    }

    /** A {@code pex_view} of a tensor in the arena or, densely, in constant data. */
    String operand(int tensor) {
        return broadcast(tensor, graph.tensor(tensor).extent());
    }

    /**
     * A {@code pex_view} of an operand that may be broadcast to an extent, or constant: a repeated row or
     * column has stride 0.
     */
    String broadcast(int tensor, Extent to) {
        Tensor t = graph.tensor(tensor);
        Extent e = t.extent();
        int pixel = e.channels() * t.type().bytes();
        Form form = t.constant().isPresent()
                ? Form.even(0, e.rows() == 1 ? 0 : pixel * e.columns(), pixel)
                : places.form(tensor);
        return (e.columns() == 1 && to.columns() > 1 ? form.withPixelStride(0) : form).initialiser();
    }

    /** Byte of the arena at which a tensor that lies there without gaps begins. */
    int offset(int tensor) {
        Form form = places.form(tensor);
        Tensor t = graph.tensor(tensor);
        Extent e = t.extent();
        int pixel = e.channels() * t.type().bytes();
        boolean dense = form.isEven()
                && form.sliceChannels() == 0
                && (e.columns() == 1 || form.pixelStride() == pixel)
                && (e.rows() == 1 || form.rowStride() == pixel * e.columns());
        if (!dense) {
            throw new IllegalStateException("tensor " + tensor + " lies in pieces");
        }
        return form.offset();
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
