package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.pex.graph.Graph;
import dev.pex.operator.Weighted;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Floats;
import java.util.Map;
import java.util.Objects;

/**
 * The order of weights in PyTorch: convolutions and transposed ones OIHW, depthwise ones [CM, 1, H, W], fully connected OI
 * (letters as in {@link dev.pex.operator.LayerForm}).
 */
final class FilterAxes {
    private FilterAxes() {}

    /** The weights of a layer as an array of PyTorch; the caller owns it. */
    static NDArray toTorch(Graph graph, Weighted layer, Floats filter, NDManager manager) {
        NDArray own = manager.create(filter.toArray(), shape(graph, layer));
        NDArray moved = switch (layer.form()) {
            case CONVOLUTION, TRANSPOSED -> own.transpose(0, 3, 1, 2);
            case DEPTHWISE -> own.transpose(2, 0, 1).expandDims(1);
            case FULLY_CONNECTED -> own;
        };
        // Adding makes a new array that is dense in the new order.
        return moved.add(0f);
    }

    /** The weights in the order of the operator's filter. */
    static Floats fromTorch(Weighted layer, NDArray weights) {
        NDArray moved = switch (layer.form()) {
            case CONVOLUTION, TRANSPOSED -> weights.transpose(0, 2, 3, 1);
            case DEPTHWISE -> weights.squeeze(1).transpose(1, 2, 0);
            case FULLY_CONNECTED -> weights;
        };
        return Floats.copyOf(moved.add(0f).toFloatArray());
    }

    private static Shape shape(Graph graph, Weighted layer) {
        Extent input = graph.tensor(layer.input()).extent();
        Map<Character, Integer> sizes = layer.filterSizes(input);
        return switch (layer.form()) {
            case CONVOLUTION, TRANSPOSED ->
                new Shape(size(sizes, 'O'), size(sizes, 'H'), size(sizes, 'W'), size(sizes, 'I'));
            case DEPTHWISE ->
                new Shape(size(sizes, 'H'), size(sizes, 'W'), layer.bias().size());
            case FULLY_CONNECTED -> new Shape(size(sizes, 'O'), size(sizes, 'I'));
        };
    }

    private static int size(Map<Character, Integer> sizes, char letter) {
        return Objects.requireNonNull(sizes.get(letter));
    }
}
