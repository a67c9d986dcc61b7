package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.operator.TransposedWindow;
import dev.pex.operator.Window;
import dev.pex.quant.QuantizedMultiplier;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;

/** Initialisers of the small structs that kernels' constants consist of. */
final class Views {
    private final Graph graph;
    private final Places places;
    private final SharedTable cells = new SharedTable("pex_cells", "cells");
    private final SharedTable windows = new SharedTable("pex_window", "windows");

    Views(Graph graph, Places places) {
        this.graph = graph;
        this.places = places;
    }

    /** A {@code pex_view} of a tensor in the arena. */
    String of(int tensor) {
        return view(places.form(tensor));
    }

    /** A {@code pex_view} of a tensor in the arena whose rows have no gaps. */
    String rowsOf(int tensor) {
        Form form = places.form(tensor);
        Tensor t = graph.tensor(tensor);
        if (form.sliceBytes() != 0
                || (t.extent().columns() > 1
                        && form.pixelStride()
                                != t.extent().channels() * t.type().bytes())) {
            throw new IllegalStateException("rows of tensor " + tensor + " have gaps");
        }
        return view(form);
    }

    /**
     * A {@code pex_view} of a tensor in the arena or, without gaps, in constant data. A single row or column has the
     * stride 0, so that broadcasting repeats it.
     */
    String operand(int tensor) {
        Tensor t = graph.tensor(tensor);
        if (t.constant().isEmpty()) {
            return view(places.form(tensor));
        }
        Extent e = t.extent();
        int pixel = e.channels() * t.type().bytes();
        return view(Form.even(0, e.rows() == 1 ? 0 : pixel * e.columns(), e.columns() == 1 ? 0 : pixel));
    }

    /** The arena offset of a tensor that lies there without gaps. */
    int offset(int tensor) {
        Form form = places.form(tensor);
        Tensor t = graph.tensor(tensor);
        Extent e = t.extent();
        int pixel = e.channels() * t.type().bytes();
        boolean dense = form.isEven()
                && form.sliceBytes() == 0
                && (e.columns() == 1 || form.pixelStride() == pixel)
                && (e.rows() == 1 || form.rowStride() == pixel * e.columns());
        if (!dense) {
            throw new IllegalStateException("tensor " + tensor + " has gaps");
        }
        return form.offset();
    }

    private String view(Form form) {
        return form.initialiser(form.hasCells() ? 1 + cells.index(form.cellsInitialiser()) : 0);
    }

    /** The {@code pex_cells} that views refer to; the other methods add to it. */
    SharedTable cells() {
        return cells;
    }

    /** The windows of layers; the other methods add to it. */
    SharedTable windows() {
        return windows;
    }

    private String window(String initialiser) {
        return "&windows[" + windows.index(initialiser) + "]";
    }

    /** The address of a {@code pex_window}. */
    String window(Window w) {
        return window("{" + w.input() + "u, " + w.kernel() + "u, " + w.stride() + "u, " + w.dilation() + "u, "
                + w.padBefore() + "u}");
    }

    /** The address of a {@code pex_window} of a transposed convolution. */
    String window(TransposedWindow w) {
        return window("{" + w.input() + "u, " + w.kernel() + "u, " + w.stride() + "u, 1u, " + w.padBefore() + "u}");
    }

    /** A {@code pex_scale}. */
    static String scale(QuantizedMultiplier m) {
        return "{" + m.multiplier() + ", " + m.shift() + "}";
    }
}
