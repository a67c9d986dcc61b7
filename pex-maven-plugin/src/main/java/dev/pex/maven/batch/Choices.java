package dev.pex.maven.batch;

import dev.pex.compiler.Io;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.schedule.PartialExecution;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads parameters that have one of a few values. */
public final class Choices {
    private Choices() {}

    public static Target target(String id) {
        return choice("pex.target", "target", Target.values(), Target::id, id);
    }

    public static Optimize optimize(String id) {
        return choice("pex.optimize", "aim", Optimize.values(), Optimize::id, id);
    }

    public static Io io(String id) {
        return choice("pex.io", "kind of inputs and outputs", Io.values(), Io::id, id);
    }

    public static InputMode inputMode(String id) {
        return choice("pex.inputMode", "input mode", InputMode.values(), InputMode::id, id);
    }

    public static PartialExecution partialExecution(String id) {
        return choice(
                "pex.partialExecution",
                "kind of partial execution",
                PartialExecution.values(),
                PartialExecution::id,
                id);
    }

    private static <T> T choice(String property, String what, T[] values, Function<T, String> name, String given) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        Code.BAD_PARAMETER,
                        property,
                        "'" + given + "' is no " + what,
                        "known: " + Arrays.stream(values).map(name).collect(Collectors.joining(", ")))));
    }
}
