package dev.pex.codesign.explore;

/** The process of a trial died. */
public final class TrialLost extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A loss.
     *
     * @param what how it was noticed, as a sentence
     */
    public TrialLost(String what) {
        super(what);
    }

    /** How it was noticed. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
