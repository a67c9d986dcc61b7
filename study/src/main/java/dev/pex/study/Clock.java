package dev.pex.study;

import dev.pex.codesign.course.EpochLine;
import dev.pex.codesign.course.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints epochs, adds up their time over restarts, and ends a training after an epoch when its time is up. */
final class Clock implements Progress {
    private final Path file;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long end;
    private long last;

    /** Ends a training; its checkpoint is written. */
    static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        TimeIsUp() {
            super("time is up; the same command goes on");
        }
    }

    /**
     * A clock that starts now.
     *
     * @param file keeps the seconds until now
     * @param end in nanoseconds
     */
    Clock(Path file, PrintStream out, LongSupplier nanoTime, long end) {
        this.file = file;
        this.out = out;
        this.nanoTime = nanoTime;
        this.end = end;
        this.last = nanoTime.getAsLong();
    }

    @Override
    public void epoch(EpochLine line) {
        long now = nanoTime.getAsLong();
        double seconds = (now - last) / 1e9;
        last = now;
        try {
            Files.writeString(file, String.format(Locale.ROOT, "%.3f", seconds(file) + seconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.printf(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f, validation %.2f %%, %.1f s%n",
                line.epoch(),
                line.epochs(),
                line.loss(),
                100 * line.accuracy(),
                seconds);
        if (now > end && line.epoch() < line.epochs()) {
            throw new TimeIsUp();
        }
    }

    /** The seconds in a file of a clock. */
    static double seconds(Path file) throws IOException {
        return Files.exists(file) ? Double.parseDouble(Files.readString(file)) : 0;
    }
}
