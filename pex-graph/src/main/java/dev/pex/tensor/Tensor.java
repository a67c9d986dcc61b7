package dev.pex.tensor;

import dev.pex.graph.Graph;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of a network: an input, an output or an intermediate value, or a constant operand of a
 * binary operator. Weights and biases belong to their operators; they are no tensors.
 *
 * @param id index in {@link Graph#tensors()}
 * @param name the model's own name, for reports and diagnostics; not necessarily unique
 * @param shape the shape that the model declares
 * @param extent rows x columns x channels with the same flat order of elements as {@code shape}
 * @param quantization only for {@linkplain ElementType#isQuantized quantised} types; a tensor of a quantised type without it
 *     holds plain numbers, which operators may move but not compute with
 * @param constant the elements, row-major, when they are known at compile time
 */
public record Tensor(
        int id,
        String name,
        List<Integer> shape,
        Extent extent,
        ElementType type,
        Optional<Quantization> quantization,
        Optional<Bytes> constant) {

    public Tensor {
        shape = List.copyOf(shape);
        if (quantization.isPresent() && !type.isQuantized()) {
            throw new IllegalArgumentException("tensor " + name + ": " + type + " with quantisation");
        }
        if (constant.isPresent() && constant.get().size() != (long) extent.elements() * type.bytes()) {
            throw new IllegalArgumentException("tensor " + name + ": constant of wrong size");
        }
    }

    /** Bytes of the whole tensor. */
    public int bytes() {
        return Math.multiplyExact(extent.elements(), type.bytes());
    }

    /** Zero point of a quantised tensor. */
    public int zeroPoint() {
        return quantization.orElseThrow().zeroPoint();
    }

    /** Scale of a quantised tensor. */
    public float scale() {
        return quantization.orElseThrow().scale();
    }
}
