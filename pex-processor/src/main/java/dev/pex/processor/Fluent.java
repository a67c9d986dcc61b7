package dev.pex.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of calls of the builder, such as {@code Conv2d.filters(64).kernel(3, 3)}. The processor both makes the calls, to find
 * mistakes, and writes them; because both come from one description, the generated code does what was tried.
 *
 * @param type the type of the first call, which is a static method or, with the name {@code new}, a constructor
 * @param calls each on the result of the one before
 */
record Fluent(Class<?> type, List<Invocation> calls) {
    static final String NEW = "new";

    Fluent {
        calls = List.copyOf(calls);
    }

    static Fluent of(Class<?> type, String method, Object... arguments) {
        return new Fluent(type, List.of(Invocation.of(method, arguments)));
    }

    Fluent then(String method, Object... arguments) {
        List<Invocation> longer = new ArrayList<>(calls);
        longer.add(Invocation.of(method, arguments));
        return new Fluent(type, longer);
    }

    Fluent thenIf(boolean condition, String method, Object... arguments) {
        return condition ? then(method, arguments) : this;
    }

    Object make() {
        Invocation first = calls.get(0);
        Object made = first.method().equals(NEW) ? first.construct(type) : first.make(type, type);
        for (Invocation call : calls.subList(1, calls.size())) {
            made = call.make(made.getClass(), made);
        }
        return made;
    }

    CodeBlock code() {
        Invocation first = calls.get(0);
        CodeBlock.Builder code = CodeBlock.builder();
        if (first.method().equals(NEW)) {
            code.add("new $T($L)", type, first.argumentCode());
        } else {
            code.add("$T.$L", type, first.code());
        }
        calls.subList(1, calls.size()).forEach(call -> code.add("$Z.").add(call.code()));
        return code.build();
    }
}
