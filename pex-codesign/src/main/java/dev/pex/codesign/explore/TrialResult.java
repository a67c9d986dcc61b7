package dev.pex.codesign.explore;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a trial ended: with figures, or with a diagnostic.
 *
 * @param id of the trial
 * @param epochs that it was trained
 * @param figures of its network
 * @param fault why there is none
 */
public record TrialResult(String id, int epochs, Optional<Figures> figures, Optional<Diagnostic> fault) {
    public TrialResult {
        if (figures.isPresent() == fault.isPresent()) {
            throw new IllegalArgumentException("trial " + id + " has figures and a fault, or neither");
        }
    }

    /** A trial that made a network. */
    public static TrialResult of(TrialOrder order, Figures figures) {
        return new TrialResult(order.id(), order.epochs(), Optional.of(figures), Optional.empty());
    }

    /** A trial that made none. */
    public static TrialResult of(TrialOrder order, Diagnostic fault) {
        return new TrialResult(order.id(), order.epochs(), Optional.empty(), Optional.of(fault));
    }

    /** As text. */
    public String toText() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("id", id);
        fields.put("epochs", String.valueOf(epochs));
        figures.ifPresent(own -> {
            fields.put("correct", String.valueOf(own.correct()));
            fields.put("samples", String.valueOf(own.samples()));
            fields.put("arenaBytes", String.valueOf(own.arenaBytes()));
            fields.put("flashBytes", String.valueOf(own.flashBytes()));
            fields.put("macs", String.valueOf(own.macs()));
        });
        fault.ifPresent(own -> {
            fields.put("code", own.code().id());
            fields.put("where", own.where());
            fields.put("what", own.what());
            fields.put("help", own.help());
        });
        return Fields.write(fields);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is none of a result
     */
    public static TrialResult parse(String text) {
        SortedMap<String, String> fields = Fields.read(text);
        Optional<Figures> figures = fields.containsKey("samples")
                ? Optional.of(new Figures(
                        Integer.parseInt(field(fields, "correct")),
                        Integer.parseInt(field(fields, "samples")),
                        Long.parseLong(field(fields, "arenaBytes")),
                        Long.parseLong(field(fields, "flashBytes")),
                        Long.parseLong(field(fields, "macs"))))
                : Optional.empty();
        Optional<Diagnostic> fault = fields.containsKey("code")
                ? Optional.of(Diagnostic.error(
                        Code.of(field(fields, "code")),
                        field(fields, "where"),
                        field(fields, "what"),
                        field(fields, "help")))
                : Optional.empty();
        return new TrialResult(field(fields, "id"), Integer.parseInt(field(fields, "epochs")), figures, fault);
    }

    private static String field(SortedMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "");
    }
}
