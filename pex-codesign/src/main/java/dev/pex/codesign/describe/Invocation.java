package dev.pex.codesign.describe;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A call of a method of the builder. It is made, to find what the builder refuses and which shape it gives, and it is
 * written: because both come from one list of arguments, the written code does what was tried.
 *
 * @param arguments strings, numbers, constants, options of the builder, {@link Value}s, and at the end perhaps an array for a
 *     variable number of arguments, of values an array of {@link Value}
 */
record Invocation(String method, List<Object> arguments) {
    private static final Map<Class<?>, Class<?>> PRIMITIVES =
            Map.of(Integer.class, int.class, Float.class, float.class, Byte.class, byte.class);

    Invocation {
        arguments = List.copyOf(arguments);
    }

    static Invocation of(String method, Object... arguments) {
        return new Invocation(method, List.of(arguments));
    }

    /** The number of arguments, with each element of an array. */
    int size() {
        return arguments.stream()
                .mapToInt(argument -> argument.getClass().isArray() ? Array.getLength(argument) : 1)
                .sum();
    }

    /** The ids of the values among the arguments. */
    IntStream reads() {
        return arguments.stream()
                .flatMap(argument ->
                        argument instanceof Value[] values ? Arrays.stream(values) : List.of(argument).stream())
                .filter(Value.class::isInstance)
                .mapToInt(argument -> ((Value) argument).tensor());
    }

    /**
     * Makes the call. Exceptions of the called method are not wrapped.
     *
     * @param type the class of nodes
     * @param node the node of a value
     */
    <N> Object make(Object receiver, Class<N> type, IntFunction<N> node) {
        Object[] given = arguments.stream()
                .map(argument -> argument instanceof Value[] values
                        ? nodes(values, type, node)
                        : argument instanceof Value value ? node.apply(value.tensor()) : argument)
                .toArray();
        for (Method candidate : receiver.getClass().getMethods()) {
            if (candidate.getName().equals(method) && takes(candidate.getParameterTypes(), given)) {
                return made(candidate, receiver, given);
            }
        }
        throw new IllegalStateException(receiver.getClass() + " has no " + method + Arrays.toString(given));
    }

    private static <N> Object nodes(Value[] values, Class<N> type, IntFunction<N> node) {
        Object nodes = Array.newInstance(type, values.length);
        for (int i = 0; i < values.length; i++) {
            Array.set(nodes, i, node.apply(values[i].tensor()));
        }
        return nodes;
    }

    private static boolean takes(Class<?>[] types, Object[] given) {
        boolean fits = types.length == given.length;
        for (int i = 0; fits && i < given.length; i++) {
            fits = types[i].isInstance(given[i]) || types[i].equals(PRIMITIVES.get(given[i].getClass()));
        }
        return fits;
    }

    private static Object made(Method callee, Object receiver, Object[] given) {
        try {
            return Objects.requireNonNull(callee.invoke(receiver, given));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
