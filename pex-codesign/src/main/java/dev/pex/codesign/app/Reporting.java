package dev.pex.codesign.app;

import dev.pex.codesign.course.EpochLine;
import dev.pex.codesign.course.Progress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes events of the progress of a training: of every epoch, and of steps as often as somebody can read. */
final class Reporting implements Progress {
    private static final long NANOSECONDS_BETWEEN = 500_000_000;

    private final Consumer<Event> events;
    private final LongSupplier clock;
    private long last;

    /**
     * A reporter.
     *
     * @param clock time in nanoseconds
     */
    Reporting(Consumer<Event> events, LongSupplier clock) {
        this.events = events;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    @Override
    public void resumed(int done, int epochs) {
        events.accept(new Event(Event.Kind.RESUMED, List.of(String.valueOf(done), String.valueOf(epochs))));
    }

    @Override
    public void note(String line) {
        events.accept(Event.note(line));
    }

    @Override
    public void epoch(EpochLine line) {
        events.accept(Event.of(line));
    }

    @Override
    public void step(int epoch, int epochs, int done, int steps) {
        long now = clock.getAsLong();
        if (now - last >= NANOSECONDS_BETWEEN) {
            last = now;
            List<String> fields =
                    List.of(String.valueOf(epoch), String.valueOf(epochs), String.valueOf(done), String.valueOf(steps));
            events.accept(new Event(Event.Kind.STEP, fields));
        }
    }
}
