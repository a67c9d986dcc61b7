package dev.pex.codesign.explore;

/** Where trials run. Several threads call it at a time. */
public interface TrialRunner extends AutoCloseable {
    /** How many orders it takes at a time. */
    int parallel();

    /**
     * Runs a trial to its end. A trial that was begun before goes on from its checkpoint where that is at hand.
     *
     * @throws TrialLost when nobody knows how it ended: a process died
     * @throws InterruptedException when the exploration ends before
     */
    TrialResult run(TrialOrder order) throws TrialLost, InterruptedException;

    /** Ends what is running. */
    @Override
    void close();
}
