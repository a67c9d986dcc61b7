package dev.pex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A call.
 *
 * @param arguments numbers, strings, truth values, enum constants, arrays of int, float or an enum for a variable number of
 *     arguments, chains, or code in place of any of them
 */
record Invocation(String method, List<Object> arguments) {
    Invocation {
        arguments = List.copyOf(arguments);
    }

    static Invocation of(String method, Object... arguments) {
        return new Invocation(method, List.of(arguments));
    }

    /** The same call with other arguments. */
    Invocation with(UnaryOperator<Object> change) {
        return new Invocation(method, arguments.stream().map(change).toList());
    }

    /** Makes the call. Exceptions of the called method are not wrapped. */
    Object make(Class<?> type, Object receiver) {
        Object[] values = values();
        for (Method candidate : type.getMethods()) {
            if (candidate.getName().equals(method) && takes(candidate, values)) {
                return made(() -> candidate.invoke(receiver, values));
            }
        }
        throw new IllegalStateException(type + " has no " + method + Arrays.toString(values));
    }

    /** The new value of a type. */
    Object construct(Class<?> type) {
        Object[] values = values();
        for (Constructor<?> candidate : type.getConstructors()) {
            if (takes(candidate, values)) {
                return made(() -> candidate.newInstance(values));
            }
        }
        throw new IllegalStateException(type + " has no constructor " + Arrays.toString(values));
    }

    CodeBlock code() {
        return CodeBlock.of("$L($L)", method, argumentCode());
    }

    CodeBlock argumentCode() {
        return CodeBlock.join(arguments.stream().map(Invocation::code).toList(), ",$W");
    }

    private Object[] values() {
        return arguments.stream().map(Invocation::value).toArray();
    }

    private static Object value(Object argument) {
        return argument instanceof Fluent chain ? chain.make() : argument;
    }

    private static CodeBlock code(Object argument) {
        if (argument instanceof Fluent chain) {
            return chain.code();
        }
        if (argument instanceof CodeBlock code) {
            return code;
        }
        if (argument.getClass().isArray()) {
            List<CodeBlock> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(argument); i++) {
                elements.add(code(Array.get(argument, i)));
            }
            return CodeBlock.join(elements, ",$W");
        }
        if (argument instanceof String) {
            return CodeBlock.of("$S", argument);
        }
        if (argument instanceof Enum<?> constant) {
            return CodeBlock.of("$T.$L", ClassName.get(constant.getDeclaringClass()), constant.name());
        }
        if (argument instanceof Long number) {
            return CodeBlock.of("$LL", number);
        }
        if (argument instanceof Float number) {
            return number(number);
        }
        return CodeBlock.of("$L", argument);
    }

    private static CodeBlock number(float number) {
        if (Float.isFinite(number)) {
            return CodeBlock.of("$Lf", number);
        }
        return CodeBlock.of(
                "$T.$L",
                ClassName.get(Float.class),
                Float.isNaN(number) ? "NaN" : number > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
    }

    private static boolean takes(Executable callee, Object[] values) {
        Class<?>[] types = callee.getParameterTypes();
        if (types.length != values.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(values[i]) && types[i] != primitive(values[i])) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> primitive(Object value) {
        if (value instanceof Integer) {
            return int.class;
        }
        if (value instanceof Float) {
            return float.class;
        }
        return value instanceof Boolean ? boolean.class : Object.class;
    }

    /** A call by reflection. */
    private interface Reflected {
        Object make() throws ReflectiveOperationException;
    }

    private static Object made(Reflected call) {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
