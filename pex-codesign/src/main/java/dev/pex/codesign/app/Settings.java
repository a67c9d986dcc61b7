package dev.pex.codesign.app;

import dev.pex.codesign.recipe.OutOfRange;
import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.diagnostic.NearestName;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of a job by name, as text; checked when they are read. A wrong one ends the reading at once, or, where faults are
 * collected, counts as absent until {@link #requireSound}.
 */
public final class Settings {
    /** What users write before a name. */
    public static final String PREFIX = "pex.codesign.";

    /** How a size may end, and how many bytes that is. */
    private static final Map<String, Long> SIZES = Map.of("", 1L, "B", 1L, "kB", 1000L, "KiB", 1024L);

    private static final int LETTERS_PER_SLIP = 3;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]*)");

    private final SortedMap<String, String> values;
    private final TreeSet<String> read = new TreeSet<>();
    private final boolean collects;
    private final Diagnostics faults = new Diagnostics();

    public Settings(Map<String, String> values) {
        this(values, false);
    }

    private Settings(Map<String, String> values, boolean collects) {
        this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        this.collects = collects;
    }

    /** The same settings, whose faults are said together. */
    Settings collecting() {
        return new Settings(values, true);
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
                    return refused(name, "it is '" + value + "'", "give a decimal number such as 0.05", otherwise);
                })
                .orElse(otherwise);
    }

    public int whole(String name, int otherwise) {
        long value = count(name).orElse(otherwise);
        if (value > Integer.MAX_VALUE) {
            return refused(name, "it is " + value, "give a smaller number", otherwise);
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
            return refused(name, "it is '" + text.get() + "'", "give a whole number", OptionalLong.empty());
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** A number of bytes, such as 16384, 16 KiB or 16kB (16,000). */
    OptionalLong bytes(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(text.get());
        Long unit = size.matches() ? SIZES.get(size.group(2)) : null;
        if (unit == null) {
            return refused(
                    name,
                    "it is '" + text.get() + "'",
                    "give a number of bytes such as 16384, 16 KiB or 16 kB (16,000)",
                    OptionalLong.empty());
        }
        return OptionalLong.of(Long.parseLong(size.group(1)) * unit);
    }

    public boolean flag(String name) {
        String value = text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            return refused(name, "it is '" + value + "'", "give true or false", false);
        }
        return value.equals("true");
    }

    /** One of some values, by name. */
    public <E> E choice(String name, E otherwise, E[] all, Function<E, String> id) {
        String value = text(name).orElse(id.apply(otherwise));
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(value))
                .findFirst()
                .orElseGet(() -> refused(
                        name,
                        "it is '" + value + "'",
                        "give one of " + Arrays.stream(all).map(id).collect(Collectors.joining(", ")),
                        otherwise));
    }

    /** Runs what may refuse a number, and says which setting it was. */
    static <T> T checked(Supplier<T> action) {
        try {
            return action.get();
        } catch (OutOfRange e) {
            throw fault(e.name(), e.what(), "give " + e.range());
        }
    }

    /** Throws when faults were collected. */
    void requireSound() {
        faults.throwIfErrors();
    }

    /** Throws when faults were collected or a setting was never read. */
    void requireAllRead() {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(read);
        TreeSet<String> free = new TreeSet<>(read);
        free.removeAll(values.keySet());
        for (String name : unknown) {
            refused(
                    name,
                    "there is no such setting",
                    NearestName.of(name, free)
                            .filter(meant -> isSlip(name, meant))
                            .map(meant -> "it may be " + PREFIX + meant)
                            .orElse("leave it out; docs/CODESIGN.md describes all settings"),
                    name);
        }
        requireSound();
    }

    /** Names that differ in more than a third of their letters are others. */
    private static boolean isSlip(String name, String meant) {
        return NearestName.distance(name, meant) <= Math.max(1, name.length() / LETTERS_PER_SLIP);
    }

    /** The faults that were collected and one that ended the reading. */
    DiagnosticException with(DiagnosticException last) {
        return new DiagnosticException(Stream.concat(faults.all().stream(), last.diagnostics().stream())
                .distinct()
                .toList());
    }

    /** Reports a fault, and goes on with a usual value where faults are collected. */
    private <T> T refused(String name, String what, String help, T otherwise) {
        DiagnosticException fault = fault(name, what, help);
        if (!collects) {
            throw fault;
        }
        fault.diagnostics().forEach(faults::report);
        return otherwise;
    }

    /** A diagnostic about a setting. */
    static DiagnosticException fault(String name, String what, String help) {
        return new DiagnosticException(Diagnostic.error(Code.BAD_PARAMETER, PREFIX + name, what, help));
    }
}
