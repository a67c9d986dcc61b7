package dev.pex.maven.batch;

import dev.pex.compiler.Io;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.kernel.Optimize;
import dev.pex.kernel.Target;
import dev.pex.plan.InputMode;
import dev.pex.quantize.RangeMethod;
import dev.pex.schedule.PartialExecution;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads parameters that have one of a few values. */
public final class Choices {
    private static final Pattern PERCENTILE = Pattern.compile("percentile-([0-9]{1,3}(\\.[0-9]{1,9})?)");

    private Choices() {}

    /**
     * The core to compile for.
     *
     * @param where the parameter or annotation, for messages
     */
    public static Target target(String where, String id) {
        return choice(where, "target", Target.values(), Target::id, id);
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

    /** A method to find ranges: {@code min-max}, {@code percentile-99.9} or {@code mean-square-error}. */
    public static RangeMethod rangeMethod(String id) {
        if (id.equals("min-max")) {
            return new RangeMethod.MinMax();
        }
        if (id.equals("mean-square-error")) {
            return new RangeMethod.MeanSquareError();
        }
        Matcher percentile = PERCENTILE.matcher(id);
        double percent = percentile.matches() ? Double.parseDouble(percentile.group(1)) : 0;
        if (percent > 50 && percent <= 100) {
            return new RangeMethod.Percentile(percent);
        }
        throw new DiagnosticException(Diagnostic.error(
                Code.BAD_PARAMETER,
                "pex.calibrationMethod",
                "'" + id + "' is no way to find ranges",
                "known: min-max, percentile-99.99 (any number above 50, up to 100), mean-square-error"));
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
