package dev.pex.codesign.describe;

import dev.pex.dsl.Shape;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.List;

/** The shapes that the builder gives tensors. */
final class Shapes {
    private static final int IMAGE_RANK = 4;

    private Shapes() {}

    /**
     * The declared shape, where the builder takes it and it says the extent; otherwise the shape of the extent: a batch in four
     * dimensions, and constants that are aligned to a tensor of more dimensions, are declared otherwise.
     */
    static Shape of(Tensor tensor) {
        List<Integer> declared = tensor.shape();
        boolean batch = declared.size() == IMAGE_RANK && declared.get(0) != 1;
        return !batch && Extent.ofShape(declared).equals(tensor.extent())
                ? new Shape(declared)
                : ofExtent(tensor.extent());
    }

    private static Shape ofExtent(Extent extent) {
        if (extent.columns() > 1) {
            return Shape.of(1, extent.rows(), extent.columns(), extent.channels());
        }
        return extent.rows() > 1 ? Shape.of(extent.rows(), extent.channels()) : Shape.of(extent.channels());
    }
}
