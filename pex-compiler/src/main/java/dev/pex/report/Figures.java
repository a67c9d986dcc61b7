package dev.pex.report;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a build prints for a model: its main figures and warnings. They are kept as text beside the generated files, so that an
 * unchanged build can print the same without compiling.
 *
 * @param model name of the model
 * @param arenaBytes see {@link Report}, as all that follow
 * @param diagnostics warnings
 */
public record Figures(
        String model,
        int arenaBytes,
        int inputBytes,
        int outputBytes,
        int scratchBytes,
        int weightsBytes,
        int peakLayerByLayerBytes,
        Report.Work work,
        List<Diagnostic> diagnostics) {

    public Figures {
        diagnostics = List.copyOf(diagnostics);
    }

    public static Figures of(Report report) {
        return new Figures(
                report.model(),
                report.arenaBytes(),
                report.arena().inputBytes(),
                report.arena().outputBytes(),
                report.arena().scratchBytes(),
                report.memory().weightsBytes(),
                report.alternatives().layerByLayerBytes(),
                report.work(),
                report.diagnostics());
    }

    /** Lines of ASCII in the form of Java's property files, always the same for equal figures. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "model", model);
        line(text, "arenaBytes", arenaBytes);
        line(text, "inputBytes", inputBytes);
        line(text, "outputBytes", outputBytes);
        line(text, "scratchBytes", scratchBytes);
        line(text, "weightsBytes", weightsBytes);
        line(text, "peakLayerByLayerBytes", peakLayerByLayerBytes);
        line(text, "macsNetwork", work.macsNetwork());
        line(text, "macsSchedule", work.macsSchedule());
        line(text, "steps", work.steps());
        line(text, "diagnostics", diagnostics.size());
        for (int i = 0; i < diagnostics.size(); i++) {
            Diagnostic diagnostic = diagnostics.get(i);
            line(text, i + ".code", diagnostic.code().id());
            line(text, i + ".severity", diagnostic.severity().name());
            line(text, i + ".where", diagnostic.where());
            line(text, i + ".what", diagnostic.what());
            line(text, i + ".help", diagnostic.help());
        }
        return text.toString();
    }

    /** The figures that {@link #toText} wrote; empty for any other text. */
    public static Optional<Figures> parse(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
            List<Diagnostic> diagnostics = new ArrayList<>();
            for (int i = 0; i < integer(lines, "diagnostics"); i++) {
                diagnostics.add(new Diagnostic(
                        Code.of(string(lines, i + ".code")),
                        Diagnostic.Severity.valueOf(string(lines, i + ".severity")),
                        string(lines, i + ".where"),
                        string(lines, i + ".what"),
                        string(lines, i + ".help")));
            }
            return Optional.of(new Figures(
                    string(lines, "model"),
                    integer(lines, "arenaBytes"),
                    integer(lines, "inputBytes"),
                    integer(lines, "outputBytes"),
                    integer(lines, "scratchBytes"),
                    integer(lines, "weightsBytes"),
                    integer(lines, "peakLayerByLayerBytes"),
                    new Report.Work(
                            Long.parseLong(string(lines, "macsNetwork")),
                            Long.parseLong(string(lines, "macsSchedule")),
                            integer(lines, "steps")),
                    diagnostics));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail", e);
        }
    }

    private static void line(StringBuilder text, String name, long value) {
        line(text, name, Long.toString(value));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c > ' ' && c <= '~' && c != '\\') || (c == ' ' && i > 0);
            if (plain) {
                text.append(c);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit(c >> shift & 15, 16));
                }
            }
        }
        text.append('\n');
    }

    private static String string(Properties lines, String name) {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static int integer(Properties lines, String name) {
        return Integer.parseInt(string(lines, name));
    }
}
