package dev.pex.frontend.tflite.file;

import dev.pex.tensor.ElementType;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a tensor's elements.
 *
 * @param number in the schema, which may have come to know more types since this was written
 */
public record TensorType(int number) {
    public static final TensorType FLOAT32 = new TensorType(0);
    public static final TensorType FLOAT16 = new TensorType(1);
    public static final TensorType INT32 = new TensorType(2);
    public static final TensorType UINT8 = new TensorType(3);
    public static final TensorType INT64 = new TensorType(4);
    public static final TensorType INT16 = new TensorType(7);
    public static final TensorType INT8 = new TensorType(9);
    public static final TensorType INT4 = new TensorType(17);
    public static final TensorType INT2 = new TensorType(19);
    public static final TensorType UINT4 = new TensorType(20);

    private static final String[] NAMES = {
        "FLOAT32",
        "FLOAT16",
        "INT32",
        "UINT8",
        "INT64",
        "STRING",
        "BOOL",
        "INT16",
        "COMPLEX64",
        "INT8",
        "FLOAT64",
        "COMPLEX128",
        "UINT64",
        "RESOURCE",
        "VARIANT",
        "UINT32",
        "UINT16",
        "INT4",
        "BFLOAT16",
        "INT2",
        "UINT4",
        "FLOAT8_E4M3FN",
        "FLOAT8_E5M2"
    };

    private static final Map<TensorType, ElementType> ELEMENTS = Map.of(
            FLOAT32, ElementType.FLOAT32, INT32, ElementType.INT32, UINT8, ElementType.UINT8, INT8, ElementType.INT8);

    /** The type of an activation; empty for those that no operator of Pex takes. */
    public Optional<ElementType> element() {
        return Optional.ofNullable(ELEMENTS.get(this));
    }

    @Override
    public String toString() {
        return number >= 0 && number < NAMES.length ? NAMES[number] : "number " + number;
    }
}
