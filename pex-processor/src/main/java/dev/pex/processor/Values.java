package dev.pex.processor;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The values of an annotation's elements, defaults included.
 *
 * @param values by the name of the element
 * @param declared the elements by name
 */
record Values(AnnotationMirror annotation, Map<String, Object> values, Map<String, ExecutableElement> declared) {

    static Values of(AnnotationMirror annotation, Elements elements) {
        Map<String, Object> values = new TreeMap<>();
        Map<String, ExecutableElement> declared = new TreeMap<>();
        elements.getElementValuesWithDefaults(annotation).forEach((element, value) -> {
            String name = element.getSimpleName().toString();
            values.put(name, value.getValue());
            declared.put(name, element);
        });
        return new Values(annotation, values, declared);
    }

    /** Whether an element has its default value, stated or not. */
    boolean isDefault(String name) {
        AnnotationValue value = element(name).getDefaultValue();
        return value != null && get(name, Object.class).equals(value.getValue());
    }

    /** The value of an element as an argument of a call: a number, a truth value, an enum constant, or an array of these. */
    Object argument(String name) {
        TypeMirror type = element(name).getReturnType();
        if (type instanceof ArrayType array) {
            return switch (array.getComponentType().getKind()) {
                case INT -> integers(name);
                case FLOAT -> reals(name);
                default -> enumArray(name, array.getComponentType());
            };
        }
        return switch (type.getKind()) {
            case INT -> integer(name);
            case FLOAT -> real(name);
            case BOOLEAN -> truth(name);
            default -> enumArray(name, type)[0];
        };
    }

    private Object[] enumArray(String name, TypeMirror component) {
        String typeName = ((TypeElement) ((DeclaredType) component).asElement())
                .getQualifiedName()
                .toString();
        try {
            Class<?> type = Class.forName(typeName);
            List<String> names = constantNames(name);
            Object[] constants = (Object[]) Array.newInstance(type, names.size());
            for (int i = 0; i < constants.length; i++) {
                constants[i] = constant(type, names.get(i));
            }
            return constants;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the type " + typeName + " of an annotation is unknown here", e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ExecutableElement element(String name) {
        return cast(name, declared.get(name), ExecutableElement.class);
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
        return constantNames(name).stream()
                .map(constant -> Enum.valueOf(type, constant))
                .toList();
    }

    private List<String> constantNames(String name) {
        return list(name).stream()
                .map(value ->
                        cast(name, value, VariableElement.class).getSimpleName().toString())
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
