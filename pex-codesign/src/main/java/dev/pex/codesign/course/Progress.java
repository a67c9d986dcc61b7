package dev.pex.codesign.course;

/** Hears of the progress of a training. */
public interface Progress {
    /** One that hears nothing. */
    Progress NONE = line -> {};

    /** Called after each epoch. */
    void epoch(EpochLine line);
}
