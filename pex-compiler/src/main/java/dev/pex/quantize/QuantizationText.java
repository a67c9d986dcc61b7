package dev.pex.quantize;

import dev.pex.quantize.QuantizationReport.Accuracy;
import dev.pex.quantize.QuantizationReport.LayerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A quantisation report for people. */
public final class QuantizationText {
    private QuantizationText() {}

    /** How the network was quantised, a line for each layer, and the accuracy where it is known; ends in a line feed. */
    public static String of(QuantizationReport report) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Quantisation of %s: %s, %d samples%s\n",
                report.model(),
                how(report.options()),
                report.samples(),
                others(report)));
        int width = report.layers().stream()
                .mapToInt(line -> line.operator().length())
                .max()
                .orElse(0);
        for (LayerLine line : report.layers()) {
            text.append(String.format(Locale.ROOT, "  %-" + Math.max(width, 1) + "s ", line.operator()));
            text.append(
                    line.decibels().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%7.2f dB", line.decibels().getAsDouble())
                            : "         -");
            text.append("  ").append(line.name()).append('\n');
        }
        report.accuracy().ifPresent(accuracy -> text.append(text(accuracy)));
        return text.toString();
    }

    /** One line: how the network was quantised, and how accurate the result is. */
    public static String summary(QuantizationReport report) {
        List<String> found = new ArrayList<>();
        report.last().decibels().ifPresent(value -> found.add(String.format(Locale.ROOT, "output %.1f dB", value)));
        report.accuracy()
                .ifPresent(accuracy -> found.add(String.format(
                        Locale.ROOT,
                        "right %.2f %% (%.2f %% in real numbers)",
                        percent(accuracy.quantized(), accuracy),
                        percent(accuracy.real(), accuracy))));
        found.add(0, "quantised by " + report.samples() + " samples" + others(report));
        return String.join(", ", found);
    }

    private static String others(QuantizationReport report) {
        return report.heldOut().isPresent()
                ? ", measured on " + report.heldOut().getAsInt() + " others"
                : "";
    }

    /** How a network was quantised, in a few words. */
    static String how(QuantizationOptions options) {
        return method(options.ranges())
                + (options.equalize() ? ", channels equalised" : "")
                + (options.correctBias() ? ", biases corrected" : "");
    }

    private static String method(RangeMethod method) {
        if (method instanceof RangeMethod.Percentile percentile) {
            return "percentile " + percentile.percent();
        }
        return method instanceof RangeMethod.MinMax ? "min-max" : "mean square error";
    }

    private static String text(Accuracy accuracy) {
        return String.format(
                Locale.ROOT,
                "  right: %.2f %% in real numbers, %.2f %% in int8, the same answer to %.2f %% of %d\n",
                percent(accuracy.real(), accuracy),
                percent(accuracy.quantized(), accuracy),
                percent(accuracy.agreeing(), accuracy),
                accuracy.labelled());
    }

    private static double percent(int count, Accuracy accuracy) {
        return 100.0 * count / accuracy.labelled();
    }
}
