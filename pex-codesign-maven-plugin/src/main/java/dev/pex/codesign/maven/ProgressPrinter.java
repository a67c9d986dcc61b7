package dev.pex.codesign.maven;

import dev.pex.codesign.app.Event;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Prints the epochs of a training: a bar that is redrawn in a terminal, otherwise a line for each. */
final class ProgressPrinter {
    private static final int WIDTH = 24;

    private final Log log;
    private final Optional<PrintStream> terminal;
    private long started;
    private long latest;
    private int first;
    private int last;
    private String figures = "";

    /**
     * A printer.
     *
     * @param terminal where a bar can be redrawn; empty for plain lines
     * @param started time in nanoseconds
     */
    ProgressPrinter(Log log, Optional<PrintStream> terminal, long started) {
        this.log = log;
        this.terminal = terminal;
        this.started = started;
        this.latest = started;
    }

    /**
     * Prints an epoch.
     *
     * @param now time in nanoseconds
     */
    void epoch(Event event, long now) {
        List<String> fields = event.fields();
        int epoch = Integer.parseInt(fields.get(0));
        int epochs = Integer.parseInt(fields.get(1));
        if (first == 0 || epoch <= last) {
            // A training, or the one after it with rounded values, has its own count.
            first = epoch;
            started = latest;
        }
        last = epoch;
        latest = now;
        double each = (now - started) / 1e9 / (epoch - first + 1);
        long left = Math.round(each * (epochs - epoch));
        long live = Long.parseLong(fields.get(4));
        figures = String.format(
                Locale.ROOT,
                "loss %.4f, accuracy %.2f %%%s, %d:%02d left",
                Double.parseDouble(fields.get(2)),
                100 * Double.parseDouble(fields.get(3)),
                live == 0 ? "" : String.format(Locale.ROOT, ", peak %,d bytes", live),
                left / 60,
                left % 60);
        if (terminal.isPresent()) {
            draw(terminal.get(), epoch, epochs, (double) epoch / epochs);
            if (epoch == epochs) {
                terminal.get().println();
            }
        } else {
            log.info("epoch " + epoch + "/" + epochs + ": " + figures);
        }
    }

    /** Says that a training goes on; one that is at its end already has nothing to say. */
    void resumed(Event event) {
        List<String> fields = event.fields();
        if (!fields.get(0).equals(fields.get(1))) {
            log.info("goes on from epoch " + fields.get(0) + " of " + fields.get(1));
        }
    }

    /** Moves the bar within an epoch. */
    void step(Event event) {
        List<String> fields = event.fields();
        int epoch = Integer.parseInt(fields.get(0));
        int epochs = Integer.parseInt(fields.get(1));
        double share = Double.parseDouble(fields.get(2)) / Integer.parseInt(fields.get(3));
        terminal.ifPresent(stream -> draw(stream, epoch, epochs, (epoch - 1 + share) / epochs));
    }

    private void draw(PrintStream stream, int epoch, int epochs, double share) {
        int full = (int) (WIDTH * share);
        String bar = "=".repeat(full) + " ".repeat(WIDTH - full);
        // Spaces cover what the line before had at its end.
        stream.printf(Locale.ROOT, "\r[%s] %d/%d %s   ", bar, epoch, epochs, figures);
        stream.flush();
    }
}
