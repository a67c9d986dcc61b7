package dev.pex.codesign.course;

/** Hears of the progress of a training. */
public interface Progress {
    /** One that hears nothing. */
    Progress NONE = line -> {};

    /**
     * Called when a training goes on from a checkpoint.
     *
     * @param done epochs that are behind it
     * @param epochs how many there are
     */
    default void resumed(int done, int epochs) {}

    /** Called with a line for whoever watches. */
    default void note(String line) {}

    /** Called after each epoch. */
    void epoch(EpochLine line);

    /**
     * Called after each step of an epoch.
     *
     * @param epoch its number, from 1 on
     * @param epochs how many there are
     * @param done steps of the epoch until now
     * @param steps of the epoch
     */
    default void step(int epoch, int epochs, int done, int steps) {}
}
