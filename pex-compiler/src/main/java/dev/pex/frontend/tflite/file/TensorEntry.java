package dev.pex.frontend.tflite.file;

import java.util.List;
import java.util.Optional;

/**
 * A tensor as the file states it.
 *
 * @param index position in the file
 * @param shape the declared dimensions, not yet checked
 * @param buffer index of the buffer with its elements; 0 when it has none
 * @param variable whether it keeps its value between inferences
 * @param sparse whether its elements are stored in a compressed form
 * @param external whether its elements lie in another file
 */
public record TensorEntry(
        int index,
        String name,
        List<Integer> shape,
        TensorType type,
        long buffer,
        Optional<Scaling> scaling,
        boolean variable,
        boolean sparse,
        boolean external) {

    /**
     * Quantisation as the file states it.
     *
     * @param custom whether it is of a kind other than affine
     * @param dimension the dimension that the scales belong to when there are several
     */
    public record Scaling(
            Optional<CheckedVector> scales, Optional<CheckedVector> zeroPoints, boolean custom, int dimension) {

        static Scaling read(CheckedTable table) {
            return new Scaling(
                    table.words("scale", 2).filter(v -> v.size() > 0),
                    table.vector("zero_point", 3, Long.BYTES).filter(v -> v.size() > 0),
                    table.uint8("details_type", 4) != 0,
                    table.int32("quantized_dimension", 6, 0));
        }
    }

    public static TensorEntry read(int index, CheckedTable table) {
        return new TensorEntry(
                index,
                table.string("name", 3),
                table.words("shape", 0).map(CheckedVector::ints).orElse(List.of()),
                new TensorType(table.int8("type", 1, 0)),
                table.uint32("buffer", 2),
                table.table("quantization", 4).map(Scaling::read),
                table.bool("is_variable", 5),
                table.table("sparsity", 6).isPresent(),
                table.uint32("external_buffer", 10) != 0);
    }

    /** How messages call it. */
    @Override
    public String toString() {
        return "tensor " + index + " '" + name + "'";
    }
}
