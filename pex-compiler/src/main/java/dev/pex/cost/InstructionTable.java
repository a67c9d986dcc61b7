package dev.pex.cost;

import dev.pex.kernel.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Instructions for each {@link Unit} of work, by core, kernel and form. They are fitted to counts of the benchmark:
 * docs/KERNELS.md says how.
 */
final class InstructionTable {
    /** What stands in place of the name of a function in the line of those that have none of their own. */
    static final String OTHERS = "others";

    private static final String RESOURCE = "instructions.tsv";

    /** Fields of a line before the units. */
    private static final int KEYS = 3;

    private final Map<List<String>, Map<Unit, Double>> lines;

    private InstructionTable(Map<List<String>, Map<Unit, Double>> lines) {
        this.lines = lines;
    }

    private static final class Shipped {
        private static final InstructionTable TABLE = parse(read());
    }

    /** The table that is part of the compiler. */
    static InstructionTable get() {
        return Shipped.TABLE;
    }

    /**
     * A table in text: a line for each core, function and form, with a tab between fields, and a number for each unit
     * behind them; lines that begin with '#' are comments.
     */
    static InstructionTable parse(String text) {
        Map<List<String>, Map<Unit, Double>> lines = new HashMap<>();
        for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
            List<String> fields = List.of(line.split("\t", -1));
            if (fields.size() != KEYS + Unit.values().length) {
                throw new IllegalArgumentException("not a line of the table: " + line);
            }
            Map<Unit, Double> numbers = new EnumMap<>(Unit.class);
            for (Unit unit : Unit.values()) {
                numbers.put(unit, Double.parseDouble(fields.get(KEYS + numbers.size())));
            }
            lines.put(fields.subList(0, KEYS), numbers);
        }
        return new InstructionTable(lines);
    }

    private static String read() {
        try (InputStream in = InstructionTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a variant was measured in this form, so that it has a line of its own. */
    boolean has(Core core, Variant variant, Form form) {
        return lines.containsKey(List.of(core.id(), variant.function(), form.id()));
    }

    /** Instructions of some work. */
    long instructions(Core core, Variant variant, Form form, Work work) {
        Map<Unit, Double> own = lines.get(List.of(core.id(), variant.function(), form.id()));
        Map<Unit, Double> each = own != null ? own : lines.get(List.of(core.id(), OTHERS, Form.ANY.id()));
        if (each == null) {
            throw new IllegalStateException("no line for " + core.id() + " in " + RESOURCE);
        }
        double sum = 0;
        for (Unit unit : Unit.values()) {
            sum += each.getOrDefault(unit, 0.0) * work.of(unit);
        }
        return Math.round(sum);
    }
}
