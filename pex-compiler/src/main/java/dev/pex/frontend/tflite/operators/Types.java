package dev.pex.frontend.tflite.operators;

import dev.pex.frontend.tflite.file.Limit;
import dev.pex.tensor.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The element types that an operator takes.
 *
 * @param tensors which of its tensors have them, such as {@code output}; empty for all that it takes and makes
 * @param allowed in a quantised network
 */
record Types(String tensors, List<ElementType> allowed) implements Limit {
    /** The type that a network computes in: int8, or float32 in a float network. */
    static final Types COMPUTED = of(ElementType.INT8);

    /** Types of elements that are moved as they are. */
    static final Types MOVED = of(ElementType.INT8, ElementType.UINT8, ElementType.FLOAT32);

    /** Types of elements that are moved where the reference takes no uint8. */
    static final Types MOVED_SIGNED = of(ElementType.INT8, ElementType.FLOAT32);

    /** All types of activations. */
    static final Types ANY = of(ElementType.INT8, ElementType.UINT8, ElementType.INT32, ElementType.FLOAT32);

    Types {
        allowed = List.copyOf(allowed);
    }

    static Types of(ElementType... allowed) {
        return new Types("", List.of(allowed));
    }

    static Types input(ElementType... allowed) {
        return new Types("input", List.of(allowed));
    }

    static Types output(ElementType... allowed) {
        return new Types("output", List.of(allowed));
    }

    /** The allowed types in a network that computes in the given type. */
    List<ElementType> in(ElementType numbers) {
        return equals(COMPUTED) ? List.of(numbers) : allowed;
    }

    @Override
    public String text() {
        List<String> names = allowed.stream()
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
        int last = names.size() - 1;
        String words = last == 0
                ? names.get(0)
                : names.stream().limit(last).collect(Collectors.joining(", ")) + " or " + names.get(last);
        return tensors.isEmpty() ? words : words + " " + tensors;
    }
}
