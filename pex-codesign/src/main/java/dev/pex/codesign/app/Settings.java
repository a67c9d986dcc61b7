package dev.pex.codesign.app;

import dev.pex.codesign.recipe.OutOfRange;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Settings of a job by name, as text; checked when they are read. */
public final class Settings {
    /** What users write before a name. */
    public static final String PREFIX = "pex.codesign.";

    private final SortedMap<String, String> values;
    private final TreeSet<String> read = new TreeSet<>();

    public Settings(Map<String, String> values) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** All of them, read or not. */
    Map<String, String> all() {
        return values;
    }

    /** A text that may be absent; an empty one counts as absent. */
    public Optional<String> text(String name) {
        read.add(name);
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** A path that must be there. */
    public Path path(String name) {
        return text(name)
                .map(Path::of)
                .orElseThrow(() -> fault(name, "it is missing", "state it; docs/CODESIGN.md describes all settings"));
    }

    public double number(String name, double otherwise) {
        return text(name)
                .map(value -> {
                    try {
                        double number = Double.parseDouble(value);
                        if (Double.isFinite(number)) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // Said below.
                    }
                    throw fault(name, "it is '" + value + "'", "give a decimal number such as 0.05");
                })
                .orElse(otherwise);
    }

    public int whole(String name, int otherwise) {
        long value = count(name).orElse(otherwise);
        if (value > Integer.MAX_VALUE) {
            throw fault(name, "it is " + value, "give a smaller number");
        }
        return (int) value;
    }

    /** A whole number, not negative. */
    public OptionalLong count(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw fault(name, "it is '" + text.get() + "'", "give a whole number");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    public boolean flag(String name) {
        String value = text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw fault(name, "it is '" + value + "'", "give true or false");
        }
        return value.equals("true");
    }

    /** One of some values, by name. */
    public <E> E choice(String name, E otherwise, E[] all, Function<E, String> id) {
        String value = text(name).orElse(id.apply(otherwise));
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(value))
                .findFirst()
                .orElseThrow(() -> fault(
                        name,
                        "it is '" + value + "'",
                        "give one of " + Arrays.stream(all).map(id).collect(Collectors.joining(", "))));
    }

    /** Runs what may refuse a number, and says which setting it was. */
    static <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (OutOfRange e) {
            throw fault(e.name(), e.what(), "give " + e.range());
        }
    }

    /** Throws when a setting was never read. */
    public void requireAllRead() {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw fault(
                    String.join(", " + PREFIX, unknown),
                    "it has no meaning here",
                    "leave it out; docs/CODESIGN.md describes all settings");
        }
    }

    /** A diagnostic about a setting. */
    static DiagnosticException fault(String name, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.BAD_PARAMETER, PREFIX + name, what, help));
    }
}
