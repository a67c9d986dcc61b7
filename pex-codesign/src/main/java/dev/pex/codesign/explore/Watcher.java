package dev.pex.codesign.explore;

/** Hears of the progress of an exploration; called by one thread at a time. */
public interface Watcher {
    /**
     * A trial ended.
     *
     * @param values what it varies, in words
     * @param before whether it had ended before this start
     * @param done how many of the rung ended until now
     * @param all how many there are in the rung
     */
    void ended(String values, TrialResult result, boolean before, int done, int all);

    /** The process of a trial died, and the trial begins again. */
    void lost(String values, String what);

    /** A rung is done, and some of its trials go on. */
    void promoted(int survivors, int trials, int epochs);
}
