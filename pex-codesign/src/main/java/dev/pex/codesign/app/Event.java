package dev.pex.codesign.app;

import dev.pex.codesign.course.EpochLine;
import dev.pex.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job tells the program that started it: a kind and some fields, in one line, separated by tabs; tabs, line feeds and
 * backslashes of fields are escaped.
 *
 * @param kind of the event
 * @param fields in an order that depends on the kind
 */
public record Event(Kind kind, List<String> fields) {
    public Event {
        fields = List.copyOf(fields);
    }

    /** The kinds, with what their fields are. */
    public enum Kind {
        /** epoch, epochs, loss, accuracy, live bytes, multiply-accumulates, widths. */
        EPOCH,
        /** epoch, epochs, steps done, steps of the epoch. */
        STEP,
        /** epochs that are done, epochs. */
        RESUMED,
        /** a line for whoever watches. */
        NOTE,
        /** folder of an exploration, its trials, those of its front. */
        EXPLORED,
        /** folder, network, correct and all samples of validation and of the test, arena, flash, multiply-accumulates. */
        OUTCOME,
        /** code, severity, where, what, help. */
        DIAGNOSTIC
    }

    static Event of(EpochLine line) {
        return of(
                Kind.EPOCH,
                line.epoch(),
                line.epochs(),
                line.loss(),
                line.accuracy(),
                line.liveBytes(),
                line.macs(),
                line.widths());
    }

    static Event of(Outcome outcome) {
        return of(
                Kind.OUTCOME,
                outcome.folder(),
                outcome.network(),
                outcome.validation().correct(),
                outcome.validation().samples(),
                outcome.test().map(test -> test.correct()).orElse(0),
                outcome.test().map(test -> test.samples()).orElse(0),
                outcome.arenaBytes(),
                outcome.flashBytes(),
                outcome.macs());
    }

    static Event of(Diagnostic diagnostic) {
        return of(
                Kind.DIAGNOSTIC,
                diagnostic.code().id(),
                diagnostic.severity(),
                diagnostic.where(),
                diagnostic.what(),
                diagnostic.help());
    }

    static Event note(String line) {
        return of(Kind.NOTE, line);
    }

    static Event explored(Path folder, int trials, int front) {
        return of(Kind.EXPLORED, folder, trials, front);
    }

    private static Event of(Kind kind, Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field));
        }
        return new Event(kind, texts);
    }

    /** The line, without its end. */
    public String toLine() {
        StringBuilder line = new StringBuilder(kind.name());
        for (String field : fields) {
            line.append('\t')
                    .append(field.replace("\\", "\\\\")
                            .replace("\t", "\\t")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r"));
        }
        return line.toString();
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none of this class
     */
    public static Event parse(String line) {
        String[] parts = line.split("\t", -1);
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            fields.add(unescaped(parts[i]));
        }
        return new Event(Kind.valueOf(parts[0]), fields);
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (!escaped && c == '\\') {
                escaped = true;
            } else {
                text.append(escaped ? control(c) : c);
                escaped = false;
            }
        }
        return text.toString();
    }

    private static char control(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
