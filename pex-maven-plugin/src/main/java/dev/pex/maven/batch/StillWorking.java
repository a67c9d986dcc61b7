package dev.pex.maven.batch;

import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

/** Prints every few seconds that a model is not done yet; a model that is done sooner prints nothing. */
public final class StillWorking {
    private static final int SECOND = 1000;

    private final Timer timer = new Timer("pex-progress", true);

    private StillWorking() {}

    /**
     * Begins to watch.
     *
     * @param model what the lines begin with
     * @param seconds between lines
     * @param log gets the lines, from a thread of its own
     */
    public static StillWorking on(String model, int seconds, Consumer<String> log) {
        StillWorking watch = new StillWorking();
        TimerTask task = new TimerTask() {
            private int passed;

            @Override
            public void run() {
                passed += seconds;
                log.accept(model + ": looking for a small arena for " + passed + " s now");
            }
        };
        watch.timer.scheduleAtFixedRate(task, (long) seconds * SECOND, (long) seconds * SECOND);
        return watch;
    }

    /** Stops the lines. */
    public void stop() {
        timer.cancel();
    }
}
