package dev.pex.frontend.tflite;

import dev.pex.tensor.ElementType;
import java.util.Map;
import java.util.Optional;

/** The element types of the schema, by number. */
record TensorType(int number) {
    static final TensorType FLOAT32 = new TensorType(0);
    static final TensorType INT32 = new TensorType(2);
    static final TensorType INT64 = new TensorType(4);
    static final TensorType INT8 = new TensorType(9);

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

    private static final Map<Integer, ElementType> ELEMENTS =
            Map.of(0, ElementType.FLOAT32, 2, ElementType.INT32, 3, ElementType.UINT8, 9, ElementType.INT8);

    /** The type of an activation; empty for those that no operator of Pex takes. */
    Optional<ElementType> element() {
        return Optional.ofNullable(ELEMENTS.get(number));
    }

    @Override
    public String toString() {
        return number >= 0 && number < NAMES.length ? NAMES[number] : "number " + number;
    }
}
