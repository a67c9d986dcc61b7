package dev.pex.processor;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What an annotation says, its defaults included. */
record Values(AnnotationMirror annotation, Map<String, Object> values) {

    static Values of(AnnotationMirror annotation, Elements elements) {
        Map<String, Object> values = new TreeMap<>();
        elements.getElementValuesWithDefaults(annotation)
                .forEach((element, value) -> values.put(element.getSimpleName().toString(), value.getValue()));
        return new Values(annotation, values);
    }

    int integer(String name) {
        return get(name, Integer.class);
    }

    long wide(String name) {
        return get(name, Long.class);
    }

    float real(String name) {
        return get(name, Float.class);
    }

    boolean truth(String name) {
        return get(name, Boolean.class);
    }

    String text(String name) {
        return get(name, String.class);
    }

    TypeMirror type(String name) {
        return get(name, TypeMirror.class);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(
                type, get(name, VariableElement.class).getSimpleName().toString());
    }

    int[] integers(String name) {
        return list(name).stream()
                .mapToInt(value -> cast(name, value, Integer.class))
                .toArray();
    }

    float[] reals(String name) {
        List<?> list = list(name);
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = cast(name, list.get(i), Float.class);
        }
        return numbers;
    }

    List<String> texts(String name) {
        return list(name).stream().map(value -> cast(name, value, String.class)).toList();
    }

    <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return list(name).stream()
                .map(value ->
                        cast(name, value, VariableElement.class).getSimpleName().toString())
                .map(constant -> Enum.valueOf(type, constant))
                .toList();
    }

    /** The elements of an array; compilers may give a single one without its braces. */
    private List<?> list(String name) {
        Object value = get(name, Object.class);
        return value instanceof List<?> list
                ? list.stream()
                        .map(element -> ((AnnotationValue) element).getValue())
                        .toList()
                : List.of(value);
    }

    private <T> T get(String name, Class<T> type) {
        return cast(name, values.get(name), type);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new NoSuchElementException(name);
        }
        return type.cast(value);
    }
}
