package dev.pex.codesign.state;

import dev.pex.quantize.QuantizedNetwork;
import dev.pex.tensor.ElementType;
import dev.pex.tensor.Quantization;
import dev.pex.tensor.Tensor;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The grids to which the values of a network are rounded while it learns, as its int8 form rounds them. Weights are rounded,
 * too, those of each output channel to a grid that follows from the largest of them.
 *
 * @param tensors the quantisation of tensors by their ids
 */
public record Rounding(SortedMap<Integer, Quantization> tensors) {
    public Rounding {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** The grids of a quantised network, for the float network that it was made of. */
    public static Rounding of(QuantizedNetwork network) {
        SortedMap<Integer, Quantization> tensors = new TreeMap<>();
        for (Tensor tensor : network.real().graph().tensors()) {
            Tensor own = network.graph().tensor(tensor.id());
            if (own.type() == ElementType.INT8) {
                own.quantization().ifPresent(grid -> tensors.put(tensor.id(), grid));
            }
        }
        return new Rounding(tensors);
    }
}
